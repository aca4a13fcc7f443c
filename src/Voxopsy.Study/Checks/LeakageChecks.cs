using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Models;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Checks;

/// <summary>Ways by which test cases or the future could teach a model; each is refused before anything is computed.</summary>
internal static partial class LeakageChecks
{
    internal static IEnumerable<Problem> Find(StudyDefinition study, ImmutableArray<Cohort> cohorts) =>
        SharedPatients(cohorts).Concat(Ungrouped(study, cohorts)).Concat(KnownAfter(study));

    /// <summary>A column that says exactly what the outcome says.</summary>
    internal static IEnumerable<Problem> OutcomeCopies(FeatureTable table, ImmutableArray<bool> outcomes, IEnumerable<Term> terms)
    {
        foreach (Term term in terms)
        {
            foreach (FeatureId column in term.Columns.Where(table.Contains))
            {
                if (Repeats(table[column], outcomes))
                {
                    yield return Fault(
                        $"'{term.Source}' is the outcome under another name", "development cohort",
                        $"two values that tell events from non-events in all {outcomes.Length} cases", "a predictor known before the outcome",
                        $"Remove '{term.Source}' from the predictors.");
                }
            }
        }
    }

    private static bool Repeats(ReadOnlySpan<double> values, ImmutableArray<bool> outcomes)
    {
        double events = double.NaN;
        double others = double.NaN;
        for (int i = 0; i < values.Length; i++)
        {
            ref double level = ref outcomes[i] ? ref events : ref others;
            level = double.IsNaN(level) ? values[i] : level;
            if (values[i] != level)
            {
                return false;
            }
        }

        return events != others;
    }

    private static IEnumerable<Problem> SharedPatients(ImmutableArray<Cohort> cohorts)
    {
        for (int i = 0; i < cohorts.Length; i++)
        {
            for (int j = i + 1; j < cohorts.Length; j++)
            {
                HashSet<string> patients = [.. cohorts[i].Cases.Select(found => found.Patient)];
                string[] shared = [.. cohorts[j].Cases.Select(found => found.Patient).Where(patients.Contains).Distinct().Order(StringComparer.Ordinal)];
                if (shared.Length > 0)
                {
                    yield return Fault(
                        $"{Counted(shared.Length, "patient")} in both cohort '{cohorts[i].Name}' and cohort '{cohorts[j].Name}'", $"cohorts {cohorts[i].Name} and {cohorts[j].Name}",
                        string.Join(", ", shared.Take(8)) + (shared.Length > 8 ? ", …" : string.Empty), "no patient in two cohorts",
                        "Make the 'where' conditions exclude each other; a patient that teaches cannot judge.");
                }
            }
        }
    }

    private static IEnumerable<Problem> Ungrouped(StudyDefinition study, ImmutableArray<Cohort> cohorts)
    {
        if (cohorts.IsEmpty)
        {
            yield break;
        }

        Cohort development = cohorts[0];
        int patients = development.Cases.DistinctBy(found => found.Patient).Count();
        if (study.Validation.GroupByRow && patients < development.Cases.Length)
        {
            yield return Fault(
                "folds by row would put cases of one patient on both sides", $"{Path.GetFileName(study.Path)}, validation.group",
                string.Create(CultureInfo.InvariantCulture, $"{development.Cases.Length} cases of {patients} patients and 'group: row'"), "'group: patient'",
                "Remove 'group: row'; the same patient in training and test makes the test easy and the result false.");
        }

        foreach (string column in development.Table.Columns)
        {
            if (column == study.Patient || !PatientLike().IsMatch(column))
            {
                continue;
            }

            string[] values = [.. development.Cases.Select(found => development.Table[found.Row, column])];
            bool splitsOthers = development.Cases.Zip(values).GroupBy(pair => pair.Second).Any(group => group.DistinctBy(pair => pair.First.Patient).Count() > 1);
            if (splitsOthers && values.Distinct().Count() > 2 && !values.Any(CellTable.IsMissing))
            {
                yield return Fault(
                    $"column '{column}' looks like the patient, and its rows would fall on both sides of a fold", $"{Path.GetFileName(study.Path)}, patient",
                    string.Create(CultureInfo.InvariantCulture, $"'patient: {study.Patient}' with {patients} values; '{column}' has {values.Distinct().Count()} for {values.Length} rows"),
                    "the column that names the person or animal", $"Write 'patient: {column}' and 'case: {study.Patient}'; or rename the column if it is something else.");
            }
        }
    }

    private static IEnumerable<Problem> KnownAfter(StudyDefinition study)
    {
        Dictionary<string, string> dictionary = ReadDictionary(study);
        foreach (ClinicalDefinition variable in study.Clinical)
        {
            bool isCovariate = study.Selection.Any(step => step.Harmonization?.Covariates.Contains(variable.Name) == true);
            if (isCovariate && variable.Column == study.Outcome.Column)
            {
                yield return Fault(
                    "the outcome would steer the harmonisation of the features that predict it",
                    string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(study.Path)}, select.harmonize.covariates"),
                    $"'{variable.Name}', which is the outcome column '{variable.Column}'", "covariates that a new patient has",
                    $"Remove '{variable.Name}' from 'covariates'.");
            }

            bool after = variable.KnownAfter || dictionary.GetValueOrDefault(variable.Column) == "after";
            string[] users = [.. study.Models.Where(model => model.From.Contains("clinical") || model.From.Contains("clinical." + variable.Name)).Select(model => model.Name)];
            users = isCovariate ? [.. users, "every model, through 'harmonize'"] : users;
            if (after && users.Length > 0)
            {
                yield return Fault(
                    $"'{variable.Name}' is known only after the moment of prediction and cannot be a predictor",
                    string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(study.Path)}, line {variable.Line}"),
                    $"{(variable.KnownAfter ? "'known: after'" : "'after' in the dictionary")}; used by model {string.Join(", ", users)}", "variables known before",
                    $"Remove '{variable.Name}' from 'clinical:', or name the variables of the model one by one (clinical.NAME).");
            }
        }
    }

    private static Dictionary<string, string> ReadDictionary(StudyDefinition study)
    {
        if (study.Dictionary is null || !File.Exists(study.Dictionary))
        {
            return [];
        }

        CellTable table = TableReader.Read(study.Dictionary);
        return table.Has("column") && table.Has("known")
            ? Enumerable.Range(0, table.Rows.Length).GroupBy(row => table[row, "column"]).ToDictionary(group => group.Key, group => table[group.First(), "known"])
            : [];
    }

    /// <summary>A missing dictionary, or one without the two columns it is for.</summary>
    internal static IEnumerable<Problem> Dictionary(StudyDefinition study)
    {
        if (study.Dictionary is null)
        {
            yield break;
        }

        bool there = File.Exists(study.Dictionary);
        CellTable? table = there ? TableReader.Read(study.Dictionary) : null;
        if (table is null || !table.Has("column") || !table.Has("known"))
        {
            yield return new Problem
            {
                Severity = Severity.Error,
                Kind = there ? ProblemKind.Table : ProblemKind.MissingFile,
                Summary = "the column dictionary cannot be used",
                Where = study.Dictionary,
                Details = [there ? $"found     {string.Join(", ", table!.Columns)}" : "found     no such file", "expected  a table with the columns 'column' and 'known' (before or after)"],
                Fix = "Correct the dictionary, or remove 'dictionary:'.",
            };
        }
    }

    private static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? " is" : "s are")}");

    private static Problem Fault(string summary, string where, string found, string expected, string fix) => new()
    {
        Severity = Severity.Error,
        Kind = ProblemKind.Leakage,
        Summary = summary,
        Where = where,
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    };

    [GeneratedRegex("^(patient|subject|person|participant|animal|dog|cat|case)[_ -]?(id|no|nr|number|name|code)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PatientLike();
}
