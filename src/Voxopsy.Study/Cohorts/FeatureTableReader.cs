using System.Collections.Immutable;
using System.Globalization;
using System.IO.Enumeration;
using Voxopsy.Statistics;
using Voxopsy.Study.Checks;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Cohorts;

/// <summary>Joins a feature table made elsewhere to the cases: identities match exactly, near misses are told and never joined.</summary>
internal sealed class FeatureTableReader(StudyDefinition study, FeatureSetDefinition set, List<Problem> problems)
{
    /// <summary>One table with a row a case of all cohorts, in order; a case without a row is reported and has no row. <see langword="null"/> when the table cannot be used.</summary>
    internal FeatureTable? Read(ImmutableArray<Cohort> cohorts)
    {
        CellTable table;
        try
        {
            table = TableReader.Read(set.Path);
        }
        catch (StudyException exception)
        {
            problems.AddRange(exception.Problems);
            return null;
        }

        string[] absent = [.. set.Id.Where(column => !table.Has(column))];
        if (absent.Length > 0)
        {
            problems.Add(Fault(ProblemKind.Table, $"the table has no column '{absent[0]}', which 'features.{set.Name}.id' needs", string.Join(", ", table.Columns.Take(12)), string.Join(" and ", set.Id), "Name the column or columns that identify the case."));
            return null;
        }

        Dictionary<string, List<int>> rowsOf = [];
        for (int row = 0; row < table.Rows.Length; row++)
        {
            string id = string.Join('/', set.Id.Select(column => table[row, column]));
            (rowsOf.TryGetValue(id, out List<int>? rows) ? rows : rowsOf[id] = []).Add(row);
        }

        List<string> cases = [];
        List<int> matched = [];
        NearMatches near = new(rowsOf.Keys);
        foreach (Cohort cohort in cohorts)
        {
            foreach (Case found in cohort.Cases)
            {
                if (Match(cohort, found, rowsOf, near) is { } row)
                {
                    cases.Add(cohort.Name + "\n" + found.Id);
                    matched.Add(row);
                }
            }
        }

        return Columns(table, [.. cases], matched);
    }

    private int? Match(Cohort cohort, Case found, Dictionary<string, List<int>> rowsOf, NearMatches near)
    {
        if (rowsOf.TryGetValue(found.Id, out List<int>? rows) && rows.Count == 1)
        {
            return rows[0];
        }

        string? candidate = near.Of(found.Id);
        problems.Add(new Problem
        {
            Severity = Severity.CaseError,
            Kind = rows is null ? ProblemKind.UnmatchedPatient : ProblemKind.DuplicatePatient,
            Summary = rows is null ? $"the case has no row in feature table '{set.Name}'" : $"the case has {rows.Count} rows in feature table '{set.Name}'",
            Where = $"patient {found.Id}, {Path.GetFileName(set.Path)}",
            Cohort = cohort.Name,
            Case = found.Id,
            Details =
            [
                rows is not null ? $"found     {rows.Count} rows" : candidate is null ? "found     no such identity" : $"found     '{candidate}', which differs in {NearMatches.Difference(found.Id, candidate)}",
                $"expected  one row with {string.Join(" and ", set.Id)} = '{found.Id}'",
            ],
            Fix = rows is not null
                ? "Keep the right row, or add the column to 'id:' that tells the rows apart."
                : candidate is null ? "Add the row, or leave the case out with 'where'." : "If the two are the same patient, write the identity alike in both tables; it is never guessed.",
        });
        return null;
    }

    private FeatureTable? Columns(CellTable table, ImmutableArray<string> cases, List<int> rows)
    {
        HashSet<string> reserved = [.. set.Id, study.Patient, study.Outcome.Column, .. study.Case];
        if (study.Validation.Center.Length > 0)
        {
            reserved.Add(study.Validation.Center);
        }

        List<FeatureId> names = [];
        List<double[]> columns = [];
        List<string> text = [];
        foreach (string column in table.Columns)
        {
            bool wanted = set.Columns.IsEmpty || set.Columns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, column, ignoreCase: false));
            bool excluded = set.Exclude.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, column, ignoreCase: false));
            if (reserved.Contains(column) || !wanted || excluded)
            {
                continue;
            }

            int position = table.PositionOf(column);
            double[] values = new double[rows.Count];
            bool numeric = true;
            for (int i = 0; i < values.Length && numeric; i++)
            {
                numeric = NumberCell.TryRead(table.Rows[rows[i]][position], out values[i]);
            }

            if (numeric)
            {
                names.Add(new FeatureId($"{set.Name}.{column}"));
                columns.Add(values);
            }
            else
            {
                text.Add(column);
            }
        }

        if (text.Count > 0)
        {
            problems.Add(Fault(
                ProblemKind.Table, "columns that are not numbers are no features and are left out", string.Join(", ", text.Take(12)) + (text.Count > 12 ? ", …" : string.Empty),
                "numbers", $"nothing, when this is what was meant; else correct them, or name them in 'features.{set.Name}.exclude'") with { Severity = set.Columns.IsEmpty ? Severity.Note : Severity.Error });
        }

        if (names.Count == 0)
        {
            problems.Add(Fault(ProblemKind.Table, "the table has no feature column", $"{table.Columns.Length} columns, none of them wanted and numeric", "at least one", $"Check 'features.{set.Name}.columns' and 'exclude'."));
            return null;
        }

        return new FeatureTable(cases, [.. names], columns);
    }

    private Problem Fault(ProblemKind kind, string summary, string found, string expected, string fix) => new()
    {
        Severity = Severity.Error,
        Kind = kind,
        Summary = summary,
        Where = string.Create(CultureInfo.InvariantCulture, $"features.{set.Name}, {Path.GetFileName(set.Path)}"),
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    };
}
