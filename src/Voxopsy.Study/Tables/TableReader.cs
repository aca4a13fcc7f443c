using Voxopsy.Study.Checks;

namespace Voxopsy.Study.Tables;

/// <summary>Reads a table, whatever its format.</summary>
public static class TableReader
{
    /// <summary>Reads a CSV (comma, semicolon or tab; UTF-8 or GB18030) or the first sheet of an XLSX file.</summary>
    /// <param name="path">The file; its ending <c>.xlsx</c> chooses the format.</param>
    /// <exception cref="StudyException">The file is not there or cannot be read as a table.</exception>
    public static CellTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new StudyException(StudyFault.MissingFile, new Problem
            {
                Severity = Severity.Error,
                Kind = ProblemKind.MissingFile,
                Summary = "the table is not there",
                Where = path,
                Details = ["found     no such file", "expected  a CSV or XLSX table"],
                Fix = "Check the path in the study file; it is relative to the study file's own folder.",
            });
        }

        return Path.GetExtension(path).Equals(".xlsx", StringComparison.OrdinalIgnoreCase) ? SpreadsheetReader.Read(path) : DelimitedReader.Read(path);
    }
}
