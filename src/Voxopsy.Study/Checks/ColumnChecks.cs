using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics;
using Voxopsy.Study.Models;
using Voxopsy.Study.Results;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Checks;

/// <summary>Columns that cannot carry information or carry it twice, names that suggest knowledge from later, models with more parameters than events.</summary>
internal static partial class ColumnChecks
{
    /// <summary>What can be said before any column is read.</summary>
    internal static IEnumerable<Problem> SuspiciousNames(StudyDefinition study)
    {
        foreach (ClinicalDefinition variable in study.Clinical)
        {
            bool used = study.Models.Any(model => model.From.Contains("clinical") || model.From.Contains("clinical." + variable.Name));
            if (used && !variable.KnownAfter && (Later().IsMatch(variable.Name) || Later().IsMatch(variable.Column)))
            {
                yield return new Problem
                {
                    Severity = Severity.Warning,
                    Kind = ProblemKind.SuspiciousName,
                    Summary = $"'{variable.Name}' sounds like something known only after the moment of prediction",
                    Where = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(study.Path)}, line {variable.Line}"),
                    Details = [$"found     column '{variable.Column}' among the predictors", "expected  variables known before"],
                    Fix = "If it is known only afterwards, write 'known: after' and take it out of the models; if not, leave it.",
                };
            }
        }
    }

    /// <summary>What the development cohort's columns say.</summary>
    internal static IEnumerable<Problem> Find(StudyDefinition study, CaseTable development, TermCatalog terms)
    {
        foreach (Term term in terms.Clinical)
        {
            ClinicalDefinition variable = study.Clinical.First(candidate => "clinical." + candidate.Name == term.Source);
            foreach (Problem problem in Clinical(study, variable, term, development))
            {
                yield return problem;
            }
        }

        foreach (FeatureSetDefinition set in study.Features)
        {
            foreach (Problem problem in Features(study, set, development))
            {
                yield return problem;
            }
        }

        foreach (ModelDefinition model in study.Models)
        {
            foreach (Problem problem in Parameters(study, model, development, terms))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<Problem> Clinical(StudyDefinition study, ClinicalDefinition variable, Term term, CaseTable development)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"cohort {development.Cohort}, column '{variable.Column}'");
        string fix = $"Remove '{variable.Name}' from 'clinical:', or check the column.";
        int cases = development.Outcomes.Length;
        int known = term.Columns.IsEmpty ? 0 : Known(development.Features[term.Columns[0]]);
        double missing = 1 - ((double)known / cases);
        if (term.Columns.IsEmpty || (known > 0 && term.Columns.All(column => !DropConstant.Varies(development.Features[column]))))
        {
            yield return Fault(Severity.Error, ProblemKind.ConstantColumn, $"'{variable.Name}' has the same value in every case", where, "one value", "at least two", fix);
        }
        else if (known == 0)
        {
            yield return Fault(Severity.Error, ProblemKind.MissingValues, $"'{variable.Name}' has no value at all", where, string.Create(CultureInfo.InvariantCulture, $"{cases} empty cells"), "values", fix);
        }
        else if (missing > study.MaximumMissing)
        {
            yield return Fault(
                Severity.Error, ProblemKind.MissingValues, $"'{variable.Name}' is missing too often", where,
                string.Create(CultureInfo.InvariantCulture, $"{100 * missing:0.#}% missing ({cases - known} of {cases})"),
                string.Create(CultureInfo.InvariantCulture, $"at most {100 * study.MaximumMissing:0.#}% ('missing.max_fraction')"),
                $"Remove '{variable.Name}' from 'clinical:', or raise 'missing.max_fraction' knowingly.");
        }
    }

    private static IEnumerable<Problem> Features(StudyDefinition study, FeatureSetDefinition set, CaseTable development)
    {
        FeatureId[] columns = [.. development.Features.Features.Where(feature => feature.Name.StartsWith(set.Name + ".", StringComparison.Ordinal))];
        string where = $"features.{set.Name}, cohort {development.Cohort}";
        string[] empty = [.. columns.Where(column => Known(development.Features[column]) == 0).Select(column => column.Name)];
        string[] constant = [.. columns.Where(column => Known(development.Features[column]) > 0 && !DropConstant.Varies(development.Features[column])).Select(column => column.Name)];
        string[] sparse = [.. columns.Where(column => Known(development.Features[column]) is int known && known > 0 && 1 - ((double)known / development.Outcomes.Length) > study.MaximumMissing).Select(column => column.Name)];
        (FeatureId Copy, FeatureId Original)[] copies = [.. DropDuplicates.Copies(development.Features.Select(columns)).Where(pair => DropConstant.Varies(development.Features[pair.Copy]))];
        if (empty.Length > 0)
        {
            yield return Fault(Severity.Warning, ProblemKind.MissingValues, $"{Columns(empty.Length)} no value at all", where, Listed(empty), "values", "nothing; 'variance' drops them. Check the table if they should have values.");
        }

        if (sparse.Length > 0)
        {
            yield return Fault(Severity.Warning, ProblemKind.MissingValues, $"{Columns(sparse.Length)} more values missing than 'missing.max_fraction' allows, and {(sparse.Length == 1 ? "is" : "are")} left out", where, Listed(sparse), string.Create(CultureInfo.InvariantCulture, $"at most {100 * study.MaximumMissing:0.#}%"), "Fill the table, or raise 'missing.max_fraction' knowingly.");
        }

        if (constant.Length > 0)
        {
            yield return Fault(Severity.Warning, ProblemKind.ConstantColumn, $"{Columns(constant.Length)} one value only", where, Listed(constant), "at least two values", "nothing; 'variance' drops them. Check the table if they should vary.");
        }

        if (copies.Length > 0)
        {
            yield return Fault(
                Severity.Warning, ProblemKind.DuplicateColumn, $"{Columns(copies.Length)} exactly the values of another", where,
                Listed([.. copies.Select(pair => $"{pair.Copy} = {pair.Original}")], limit: 1000), "each column once", "nothing; 'duplicates' keeps the first of each. Remove the copies from the table to silence this.");
        }
    }

    private static IEnumerable<Problem> Parameters(StudyDefinition study, ModelDefinition model, CaseTable development, TermCatalog terms)
    {
        int events = Math.Min(development.Outcomes.Count(outcome => outcome), development.Outcomes.Count(outcome => !outcome));
        int parameters = terms.TermsOf(model).Sum(term => term.Columns.Length);
        if (events == 0)
        {
            yield break;
        }

        if (model.Kind == ModelKind.Classifier)
        {
            yield break;
        }

        if (model.Kind == ModelKind.Signature)
        {
            int asked = study.Selection.Max(step => step.Maximum);
            if (asked > events)
            {
                yield return Fault(
                    Severity.Error, ProblemKind.TooFewEvents, $"model '{model.Name}' may select more features than there are events", "models." + model.Name,
                    string.Create(CultureInfo.InvariantCulture, $"'lasso.max: {asked}' and {events} cases of the rarer class"),
                    string.Create(CultureInfo.InvariantCulture, $"at most {events}"), "Lower 'lasso.max', or leave it out: the limit is then the number of events of the training part.");
            }

            yield break;
        }

        if (parameters > events)
        {
            yield return Fault(
                Severity.Error, ProblemKind.TooFewEvents, $"model '{model.Name}' has more parameters than events", "models." + model.Name,
                string.Create(CultureInfo.InvariantCulture, $"{parameters} columns and {events} cases of the rarer class"), "at most one parameter an event; ten events a parameter is a sound rule",
                "Name fewer predictors, or select among them with 'signature: true'.");
        }
        else if (parameters * 10 > events && model.From.All(source => !source.StartsWith("models.", StringComparison.Ordinal)))
        {
            yield return Fault(
                Severity.Warning, ProblemKind.TooFewEvents, $"model '{model.Name}' has fewer than ten events a parameter", "models." + model.Name,
                string.Create(CultureInfo.InvariantCulture, $"{parameters} columns and {events} cases of the rarer class"), "ten events a parameter", "Expect optimism; name fewer predictors if you can.");
        }
    }

    private static int Known(ReadOnlySpan<double> values)
    {
        int known = 0;
        foreach (double value in values)
        {
            known += double.IsNaN(value) ? 0 : 1;
        }

        return known;
    }

    private static string Columns(int count) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "column has" : "columns have")}");

    private static string Listed(string[] names, int limit = 12) => string.Join(", ", names.Take(limit)) + (names.Length > limit ? string.Create(CultureInfo.InvariantCulture, $", … ({names.Length} in all)") : string.Empty);

    private static Problem Fault(Severity severity, ProblemKind kind, string summary, string where, string found, string expected, string fix) => new()
    {
        Severity = severity,
        Kind = kind,
        Summary = summary,
        Where = where,
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    };

    [GeneratedRegex("path(o|$|_)|histolog|stage|necrosis|margin|surviv|death|dead|vital|recur|relapse|metasta|follow|days_after|post_?op|complication|outcome|response|biopsy|specimen|resect", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Later();
}
