using System.Collections.Immutable;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Voxopsy.Study.Checks;

namespace Voxopsy.Study.Tables;

/// <summary>Reads the first sheet of an XLSX workbook; formulas give their stored value.</summary>
internal static class SpreadsheetReader
{
    internal static CellTable Read(string path)
    {
        try
        {
            using SpreadsheetDocument document = SpreadsheetDocument.Open(path, isEditable: false);
            WorkbookPart workbook = document.WorkbookPart ?? throw new InvalidDataException("no workbook inside");
            Sheet sheet = workbook.Workbook.Descendants<Sheet>().FirstOrDefault() ?? throw new InvalidDataException("no sheet inside");
            WorksheetPart part = (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!);
            string[] shared = [.. workbook.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText) ?? []];

            List<string[]> rows = [];
            List<int> lines = [];
            int width = 0;
            foreach (Row row in part.Worksheet.Descendants<Row>())
            {
                SortedDictionary<int, string> cells = [];
                int next = 0;
                foreach (Cell cell in row.Elements<Cell>())
                {
                    int column = cell.CellReference?.Value is { } reference ? ColumnOf(reference) : next;
                    cells[column] = TextOf(cell, shared);
                    next = column + 1;
                }

                if (cells.Values.All(text => text.Length == 0))
                {
                    continue;
                }

                width = rows.Count == 0 ? cells.Last(pair => pair.Value.Length > 0).Key + 1 : width;
                rows.Add([.. Enumerable.Range(0, width).Select(i => cells.GetValueOrDefault(i, string.Empty))]);
                lines.Add(row.RowIndex is { } index ? (int)index.Value : rows.Count);
            }

            if (rows.Count == 0)
            {
                throw new InvalidDataException("the first sheet is empty");
            }

            string[] names = [.. rows[0].Select((name, i) => name.Length > 0 ? name : string.Create(CultureInfo.InvariantCulture, $"column{i + 1}"))];
            string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
            return twice is null
                ? new CellTable(path, [.. names], [.. rows.Skip(1)], [.. lines.Skip(1)], [])
                : throw new InvalidDataException($"column '{twice}' occurs more than once in the header");
        }
        catch (Exception exception) when (exception is InvalidDataException or FileFormatException or OpenXmlPackageException or FormatException)
        {
            throw new StudyException(StudyFault.DataCheck, new Problem
            {
                Severity = Severity.Error,
                Kind = ProblemKind.UnreadableFile,
                Summary = "the table cannot be read",
                Where = path,
                Details = [$"found     {exception.Message}", "expected  an XLSX workbook whose first sheet starts with column names"],
                Fix = "Save the sheet again as XLSX, or as CSV UTF-8.",
            });
        }
    }

    private static int ColumnOf(string reference)
    {
        int column = 0;
        foreach (char c in reference)
        {
            if (!char.IsAsciiLetterUpper(c))
            {
                break;
            }

            column = (column * 26) + (c - 'A' + 1);
        }

        return column - 1;
    }

    private static string TextOf(Cell cell, string[] shared)
    {
        string text = cell.DataType?.Value == CellValues.InlineString ? cell.InnerText : cell.CellValue?.Text ?? string.Empty;
        if (cell.DataType?.Value == CellValues.SharedString)
        {
            text = shared[int.Parse(text, CultureInfo.InvariantCulture)];
        }
        else if (cell.DataType?.Value == CellValues.Boolean)
        {
            text = text == "1" ? "TRUE" : "FALSE";
        }

        return text.Trim();
    }
}
