using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Study.Tables;

namespace Voxopsy.Cli.Commands;

/// <summary>A table given to a statistical command, read column by column with messages that name file, line and column.</summary>
internal sealed class StatsInput
{
    private readonly CellTable _table;
    private readonly int[] _rows;

    private StatsInput(CellTable table, int[] rows)
    {
        _table = table;
        _rows = rows;
    }

    /// <summary>The names of the columns.</summary>
    internal IEnumerable<string> Columns => _table.Columns;

    internal int RowCount => _rows.Length;

    internal static StatsInput Read(FileInfo file)
    {
        CellTable table = TableReader.Read(file.FullName);
        return new StatsInput(table, [.. Enumerable.Range(0, table.Rows.Length)]);
    }

    /// <summary>The rows in which none of the columns is missing.</summary>
    internal StatsInput Complete(IEnumerable<string> columns, StatsReport report)
    {
        string[] needed = [.. columns];
        foreach (string column in needed)
        {
            Demand(column);
        }

        int[] kept = [.. _rows.Where(row => needed.All(column => !CellTable.IsMissing(_table[row, column])))];
        if (kept.Length == 0)
        {
            string emptiest = needed.MaxBy(column => _rows.Count(row => CellTable.IsMissing(_table[row, column])))!;
            throw new CommandFailure(
                ExitCode.DataCheckFailed,
                $"error data: no row of {_table.Path} has a value in all of {string.Join(", ", needed)}\n  found     {_rows.Count(row => CellTable.IsMissing(_table[row, emptiest]))} of {_rows.Length} missing in '{emptiest}'\n  fix: leave out '{emptiest}', or fill it first with voxopsy stats impute");
        }

        if (kept.Length < _rows.Length)
        {
            report.Note(string.Create(
                CultureInfo.InvariantCulture, $"{_rows.Length - kept.Length} of {_rows.Length} rows lack a value in {string.Join(", ", needed)} and were left out"));
        }

        return new StatsInput(_table, kept);
    }

    /// <summary>A column as numbers, NaN where missing.</summary>
    internal double[] Numbers(string column)
    {
        Demand(column);
        return [.. _rows.Select(row => TryNumber(_table[row, column], out double value)
            ? value
            : throw new CommandFailure(
                ExitCode.DataCheckFailed,
                $"error data: '{column}' is not a number   {_table.Path}, line {_table.Lines[row]}\n  found     '{_table[row, column]}'\n  expected  a number with a decimal point, or NA\n  fix: correct the cell, or name another column"))];
    }

    /// <summary>A column as labels, null where missing.</summary>
    internal string?[] Labels(string column)
    {
        Demand(column);
        return [.. _rows.Select(row => CellTable.IsMissing(_table[row, column]) ? null : _table[row, column])];
    }

    /// <summary>Labels of rows in which none is missing.</summary>
    internal string[] Known(string column) => [.. Labels(column).Select(label => label!)];

    /// <summary>The labels that occur, numbers by size, others in ordinal order.</summary>
    internal string[] Levels(string column)
    {
        string[] levels = [.. Labels(column).OfType<string>().Distinct()];
        return Array.TrueForAll(levels, level => TryNumber(level, out _))
            ? [.. levels.OrderBy(level => double.Parse(level, CultureInfo.InvariantCulture))]
            : [.. levels.Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether each row had the event; the label that says so is asked for unless it is one of the usual.</summary>
    internal bool[] Events(string column, string? positive)
    {
        string[] levels = Levels(column);
        if (positive is null && levels.Length > 0 && Array.TrueForAll(levels, level => level is "0" or "FALSE" or "false" or "False" or "no"))
        {
            return new bool[RowCount];
        }

        string yes = positive ?? levels.FirstOrDefault(level => level is "1" or "TRUE" or "true" or "True" or "yes")
            ?? throw new CommandFailure(
                ExitCode.WrongUse, $"error: which value of '{column}' is the event? It holds {string.Join(", ", levels.Take(6))}; name one with --positive");
        return levels.Contains(yes)
            ? [.. Labels(column).Select(label => label == yes)]
            : throw new CommandFailure(
                ExitCode.WrongUse, $"error: no row has '{yes}' in column '{column}', which holds {string.Join(", ", levels.Take(6))}; name one with --positive");
    }

    /// <summary>Columns that hold numbers only and more than one of them, but for those named.</summary>
    internal string[] NumericColumns(params string?[] others) => [.. _table.Columns.Where(column => !others.Contains(column)
        && _rows.All(row => TryNumber(_table[row, column], out _))
        && !column.Equals("id", StringComparison.OrdinalIgnoreCase) && !column.EndsWith("_id", StringComparison.OrdinalIgnoreCase))];

    /// <summary>Whether most values of a column are numbers; then the others are slips of the pen, not categories.</summary>
    internal bool IsMostlyNumbers(string column)
    {
        string?[] labels = Labels(column);
        return labels.Count(label => label is not null && TryNumber(label, out _)) > labels.Count(label => label is not null) / 2;
    }

    /// <summary>The line of the file on which a row stands.</summary>
    internal int LineOf(int row) => _table.Lines[_rows[row]];

    /// <summary>Columns of numbers as a feature table.</summary>
    internal FeatureTable Features(IReadOnlyList<string> columns) => new(
        [.. _rows.Select(row => _table.Lines[row].ToString(CultureInfo.InvariantCulture))],
        [.. columns.Select(column => new FeatureId(column))],
        columns.Select(Numbers));

    private static bool TryNumber(string cell, out double value)
    {
        if (CellTable.IsMissing(cell))
        {
            value = double.NaN;
            return true;
        }

        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private void Demand(string column)
    {
        if (!_table.Has(column))
        {
            string near = _table.Columns.FirstOrDefault(name => name.Equals(column, StringComparison.OrdinalIgnoreCase)) is { } other
                ? $"; did you mean '{other}'?"
                : string.Empty;
            throw new CommandFailure(
                ExitCode.WrongUse, $"error: '{_table.Path}' has no column '{column}'{near}\n  columns  {string.Join(", ", _table.Columns.Take(20))}{(_table.Columns.Length > 20 ? ", …" : "")}");
        }
    }
}
