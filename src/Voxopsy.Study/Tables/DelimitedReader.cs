using System.Collections.Immutable;
using System.Text;
using Voxopsy.Study.Checks;

namespace Voxopsy.Study.Tables;

/// <summary>Reads comma, semicolon or tab separated text (RFC 4180), UTF-8 with or without byte order mark, else GB18030.</summary>
internal static class DelimitedReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static CellTable Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        List<string> notes = [];
        string text = Decode(path, bytes, notes);
        char delimiter = DelimiterOf(text);
        (List<string[]> rows, List<int> lines) = Split(path, text, delimiter);
        if (rows.Count == 0)
        {
            throw Unreadable(path, "the file is empty", "a header line with column names", "Write the table again with its header line.");
        }

        ImmutableArray<string> columns = NameColumns(path, rows[0], notes);
        for (int i = 1; i < rows.Count; i++)
        {
            if (rows[i].Length != columns.Length)
            {
                throw Unreadable(
                    path,
                    $"line {lines[i]} has {rows[i].Length} cells",
                    $"{columns.Length}, as the header has",
                    "Put quotes around cells that hold the delimiter, or check that the line is complete.");
            }
        }

        return new CellTable(path, columns, [.. rows.Skip(1)], [.. lines.Skip(1)], [.. notes]);
    }

    private static string Decode(string path, byte[] bytes, List<string> notes)
    {
        ReadOnlySpan<byte> body = bytes;
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            body = body[3..];
        }

        try
        {
            return StrictUtf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            Encoding chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
            try
            {
                string text = chinese.GetString(body);
                notes.Add($"'{Path.GetFileName(path)}' is not UTF-8 and was read as GB18030");
                return text;
            }
            catch (DecoderFallbackException)
            {
                throw Unreadable(path, "bytes that are neither UTF-8 nor GB18030", "text in one of the two", "Save the table as UTF-8 (in Excel: CSV UTF-8).");
            }
        }
    }

    /// <summary>The delimiter that the header line holds most often outside quotes.</summary>
    private static char DelimiterOf(string text)
    {
        int comma = 0;
        int semicolon = 0;
        int tab = 0;
        bool quoted = false;
        foreach (char c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted)
            {
                if (c is '\n' or '\r')
                {
                    break;
                }

                comma += c == ',' ? 1 : 0;
                semicolon += c == ';' ? 1 : 0;
                tab += c == '\t' ? 1 : 0;
            }
        }

        return tab > comma && tab > semicolon ? '\t' : semicolon > comma ? ';' : ',';
    }

    private static (List<string[]> Rows, List<int> Lines) Split(string path, string text, char delimiter)
    {
        List<string[]> rows = [];
        List<int> lines = [];
        List<string> cells = [];
        StringBuilder cell = new();
        int line = 1;
        int start = 1;
        int i = 0;
        bool any = false;
        while (i < text.Length)
        {
            char c = text[i];
            if (c == '"' && cell.ToString().AsSpan().Trim().IsEmpty)
            {
                cell.Clear();
                i = ReadQuoted(path, text, i, cell, ref line);
                any = true;
            }
            else if (c == delimiter)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                any = true;
                i++;
            }
            else if (c is '\n' or '\r')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
                EndRow();
                line++;
                start = line;
            }
            else
            {
                cell.Append(c);
                any |= !char.IsWhiteSpace(c);
                i++;
            }
        }

        EndRow();
        return (rows, lines);

        void EndRow()
        {
            if (any)
            {
                cells.Add(cell.ToString().Trim());
                rows.Add([.. cells]);
                lines.Add(start);
            }

            cells.Clear();
            cell.Clear();
            any = false;
        }
    }

    private static int ReadQuoted(string path, string text, int open, StringBuilder cell, ref int line)
    {
        int startLine = line;
        int i = open + 1;
        while (i < text.Length)
        {
            if (text[i] == '"')
            {
                if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i += 2;
                    continue;
                }

                return i + 1;
            }

            line += text[i] == '\n' ? 1 : 0;
            cell.Append(text[i++]);
        }

        throw Unreadable(path, $"a quote opened on line {startLine} and never closed", "a closing quote", "Close the quote; a quote inside a cell is written twice.");
    }

    private static ImmutableArray<string> NameColumns(string path, string[] header, List<string> notes)
    {
        string[] names = [.. header];
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
            {
                names[i] = $"column{i + 1}";
                notes.Add($"column {i + 1} of '{Path.GetFileName(path)}' has no name and is called '{names[i]}'");
            }
        }

        string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        return twice is null
            ? [.. names]
            : throw Unreadable(path, $"column '{twice}' occurs more than once in the header", "each name once", "Rename one of them.");
    }

    private static StudyException Unreadable(string path, string found, string expected, string fix) => new(StudyFault.DataCheck, new Problem
    {
        Severity = Severity.Error,
        Kind = ProblemKind.UnreadableFile,
        Summary = "the table cannot be read",
        Where = path,
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    });
}
