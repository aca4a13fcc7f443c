using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Study.Checks;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.StudyFiles.Schema;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Cohorts;

/// <summary>Reads the cohorts of a study from their tables; a row that cannot be used is reported and left out, the others stay.</summary>
internal sealed class CohortReader(StudyDefinition study, List<Problem> problems)
{
    private readonly Dictionary<string, CellTable> _tables = [];

    /// <summary>The cohorts in the order of the study file, or as many as could be read.</summary>
    internal ImmutableArray<Cohort> Read()
    {
        List<Cohort> cohorts = [];
        foreach (CohortDefinition definition in study.Cohorts)
        {
            if (TableOf(definition.Table) is { } table && HasColumns(definition, table) && ConditionOf(definition, table) is { } condition)
            {
                cohorts.Add(Read(definition, table, condition));
            }
        }

        return [.. cohorts];
    }

    private CellTable? TableOf(string path)
    {
        if (_tables.TryGetValue(path, out CellTable? known))
        {
            return known;
        }

        try
        {
            CellTable table = TableReader.Read(path);
            problems.AddRange(table.Notes.Select(note => new Problem
            {
                Severity = Severity.Note,
                Kind = ProblemKind.Table,
                Summary = note,
                Where = Path.GetFileName(path),
                Fix = "nothing, when this is what was meant",
            }));
            return _tables[path] = table;
        }
        catch (StudyException exception)
        {
            problems.AddRange(exception.Problems);
            return null;
        }
    }

    private bool HasColumns(CohortDefinition cohort, CellTable table)
    {
        (string Column, string Use)[] needed =
        [
            (study.Patient, "patient"),
            .. study.Case.Select(column => (column, "case")),
            (study.Outcome.Column, "outcome"),
            .. study.Clinical.Select(variable => (variable.Column, $"clinical.{variable.Name}")),
            .. study.Validation.Center.Length > 0 ? [(study.Validation.Center, "validation.center")] : Array.Empty<(string, string)>(),
            .. study.Validation.Stratify.Where(name => name is not ("outcome" or "center")).Select(column => (column, "validation.stratify")),
            .. study.Selection.Select(step => step.Harmonization?.By).OfType<string>().Select(column => (column, "select.harmonize.by")),
            .. study.Evaluation.Subgroups.Select(column => (column, "evaluate.subgroups")),
            .. study.Masks.SelectMany(mask => PathTemplate.Columns(mask.Template).Select(column => (column, $"masks.{mask.Name}"))),
            .. study.Masks.SelectMany(mask => mask.Readers.SelectMany(reader => PathTemplate.Columns(reader)).Select(column => (column, $"masks.{mask.Name}.readers"))),
            .. study.Images.SelectMany(image => PathTemplate.Columns(image.Template).Select(column => (column, $"images.{image.Name}"))),
        ];
        bool complete = true;
        foreach ((string column, string use) in needed.Where(need => !table.Has(need.Column)).DistinctBy(need => need.Column))
        {
            complete = false;
            problems.Add(MissingColumn(cohort, table, column, use));
        }

        return complete;
    }

    private static Problem MissingColumn(CohortDefinition cohort, CellTable table, string column, string use)
    {
        string? near = NearestWord.To(column, table.Columns);
        return new Problem
        {
            Severity = Severity.Error,
            Kind = ProblemKind.Table,
            Summary = $"the table has no column '{column}', which '{use}' needs",
            Where = $"cohort {cohort.Name}, {Path.GetFileName(table.Path)}",
            Details = [$"found     {string.Join(", ", table.Columns.Take(12))}{(table.Columns.Length > 12 ? $", … ({table.Columns.Length} columns)" : string.Empty)}", $"expected  {column}"],
            Fix = near is null ? "Name a column of the table." : $"Did you mean '{near}'?",
        };
    }

    private RowCondition? ConditionOf(CohortDefinition cohort, CellTable table)
    {
        try
        {
            RowCondition condition = RowCondition.Parse(cohort.Where.Length > 0 ? cohort.Where : "true == true");
            string[] unknown = cohort.Where.Length == 0 ? [] : [.. condition.Columns.Where(column => !table.Has(column)).Order(StringComparer.Ordinal)];
            foreach (string column in unknown)
            {
                problems.Add(MissingColumn(cohort, table, column, $"cohorts.{cohort.Name}.where"));
            }

            return unknown.Length == 0 ? condition : null;
        }
        catch (FormatException exception)
        {
            problems.Add(new Problem
            {
                Severity = Severity.Error,
                Kind = ProblemKind.StudyFile,
                Summary = $"the condition of cohort '{cohort.Name}' cannot be read",
                Where = Path.GetFileName(study.Path),
                Details = [$"found     {cohort.Where}", $"reason    {exception.Message}"],
                Fix = "Write a condition such as: center in (A, B) and grade is known",
            });
            return null;
        }
    }

    private Cohort Read(CohortDefinition definition, CellTable table, RowCondition condition)
    {
        List<Case> cases = [];
        int selected = 0;
        for (int row = 0; row < table.Rows.Length; row++)
        {
            if (definition.Where.Length > 0 && !condition.Holds(table, row))
            {
                continue;
            }

            selected++;
            if (ReadCase(definition, table, row) is { } found)
            {
                cases.Add(found);
            }
        }

        ImmutableArray<Case> unique = RemoveDuplicates(definition, table, cases);
        return new Cohort(definition.Name, definition.Sealed, table, selected, unique);
    }

    private Case? ReadCase(CohortDefinition cohort, CellTable table, int row)
    {
        string patient = table[row, study.Patient];
        string id = study.Case.IsEmpty ? patient : string.Join('/', study.Case.Select(column => table[row, column]));
        if (CellTable.IsMissing(patient))
        {
            Report(cohort, $"row {table.Lines[row]}", ProblemKind.Table, "the row names no patient", table, row, "an empty cell", $"an identity under '{study.Patient}'", "Fill the cell, or remove the row.");
            return null;
        }

        string cell = table[row, study.Outcome.Column];
        if (CellTable.IsMissing(cell))
        {
            Report(cohort, id, ProblemKind.MissingOutcome, "the outcome is missing", table, row, $"an empty cell under '{study.Outcome.Column}'", Values(), "Fill the cell, or leave the row out with 'where'.");
            return null;
        }

        bool positive = study.Outcome.Positive.Any(value => SameValue(cell, value));
        if (!positive && !study.Outcome.Negative.IsEmpty && !study.Outcome.Negative.Any(value => SameValue(cell, value)))
        {
            Report(cohort, id, ProblemKind.MissingOutcome, "the outcome has a value that is neither event nor non-event", table, row, $"'{cell}' under '{study.Outcome.Column}'", Values(), "Add the value to 'outcome.positive' or 'outcome.negative', or leave the row out with 'where'.");
            return null;
        }

        return ClinicalIsReadable(cohort, id, table, row)
            ? new Case(id, patient, row, positive, study.Validation.Center.Length > 0 ? table[row, study.Validation.Center] : string.Empty)
            : null;
    }

    private string Values() => $"{string.Join(" or ", study.Outcome.Positive)} for an event"
        + (study.Outcome.Negative.IsEmpty ? ", any other value for none" : $", {string.Join(" or ", study.Outcome.Negative)} for none");

    private bool ClinicalIsReadable(CohortDefinition cohort, string id, CellTable table, int row)
    {
        bool readable = true;
        foreach (ClinicalDefinition variable in study.Clinical)
        {
            string cell = table[row, variable.Column];
            if (!variable.Category && !NumberCell.TryRead(cell, out _))
            {
                readable = false;
                Report(
                    cohort, id, ProblemKind.Table, $"'{variable.Name}' is not a number", table, row, $"'{cell}' under '{variable.Column}'", "a number with a decimal point, or an empty cell",
                    NumberCell.LooksLikeDecimalComma(cell) ? "If the comma is a decimal comma, write the table with decimal points; it is never guessed." : "Correct the cell, or make it a category.");
            }
            else if (variable.Category && !CellTable.IsMissing(cell) && !variable.Levels.IsEmpty && !variable.Levels.Contains(cell))
            {
                readable = false;
                Report(
                    cohort, id, ProblemKind.Table, $"'{variable.Name}' has a level the study file does not list", table, row, $"'{cell}' under '{variable.Column}'", string.Join(", ", variable.Levels),
                    NearestWord.To(cell, variable.Levels) is { } near ? $"Did you mean '{near}'? Otherwise add the level to 'clinical.{variable.Name}.levels'." : $"Add the level to 'clinical.{variable.Name}.levels', or correct the cell.");
            }
        }

        return readable;
    }

    private ImmutableArray<Case> RemoveDuplicates(CohortDefinition cohort, CellTable table, List<Case> cases)
    {
        HashSet<string> repeated = [];
        foreach (IGrouping<string, Case> group in cases.GroupBy(found => found.Id).Where(group => group.Count() > 1))
        {
            repeated.Add(group.Key);
            string lines = string.Join(", ", group.Select(found => table.Lines[found.Row].ToString(CultureInfo.InvariantCulture)));
            Report(
                cohort, group.Key, ProblemKind.DuplicatePatient, study.Case.IsEmpty ? "the patient occurs more than once" : "the case occurs more than once",
                table, -1, $"lines {lines}", "one row", study.Case.IsEmpty
                    ? "Keep the right row. If a patient may have several rows, name what tells them apart with 'case: [COLUMN, …]'; they then stay together."
                    : "Keep the right row, or add the column to 'case:' that tells the rows apart.");
        }

        return [.. cases.Where(found => !repeated.Contains(found.Id))];
    }

    private void Report(CohortDefinition cohort, string id, ProblemKind kind, string summary, CellTable table, int row, string found, string expected, string fix) =>
        problems.Add(new Problem
        {
            Severity = Severity.CaseError,
            Kind = kind,
            Summary = summary,
            Where = $"patient {id}, {Path.GetFileName(table.Path)}" + (row >= 0 ? string.Create(CultureInfo.InvariantCulture, $", line {table.Lines[row]}") : string.Empty),
            Cohort = cohort.Name,
            Case = id,
            Details = [$"found     {found}", $"expected  {expected}"],
            Fix = fix,
        });

    private static bool SameValue(string cell, string value) =>
        cell == value
        || (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double a)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double b)
            && a == b);
}
