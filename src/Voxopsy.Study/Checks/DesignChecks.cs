using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Checks;

/// <summary>Whether the outcome and the division can work: two classes, enough of each, centers.</summary>
internal static class DesignChecks
{
    internal static IEnumerable<Problem> Find(StudyDefinition study, ImmutableArray<Cohort> cohorts)
    {
        foreach (Cohort cohort in cohorts)
        {
            int events = cohort.Cases.Count(found => found.Outcome);
            if (cohort.Cases.IsEmpty)
            {
                yield return Fault(ProblemKind.Table, $"cohort '{cohort.Name}' has no usable case", cohort.Name, $"0 cases ({cohort.RowsSelected} rows kept by 'where')", "cases of both classes", "Check 'where' and the problems of the single rows.");
            }
            else if (events == 0 || events == cohort.Cases.Length)
            {
                yield return Fault(
                    ProblemKind.OneClass, $"the outcome of cohort '{cohort.Name}' has one class only", cohort.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{events} events among {cohort.Cases.Length} cases"), "events and non-events",
                    "Check 'outcome.positive' against the values in the table, and 'where'.");
            }
        }

        if (cohorts.IsEmpty || cohorts[0].Cases.IsEmpty)
        {
            yield break;
        }

        foreach (Problem problem in Division(study, cohorts[0]).Concat(SiteChecks.Find(study, cohorts)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Division(StudyDefinition study, Cohort development)
    {
        int positive = development.Cases.Where(found => found.Outcome).DistinctBy(found => found.Patient).Count();
        int negative = development.Cases.Where(found => !found.Outcome).DistinctBy(found => found.Patient).Count();
        int smaller = Math.Min(positive, negative);
        int needed = study.Validation.Scheme switch
        {
            ValidationScheme.KFold or ValidationScheme.External => study.Validation.Folds,
            ValidationScheme.Holdout => (int)Math.Ceiling(2 / Math.Min(study.Validation.TestFraction, 1 - study.Validation.TestFraction)),
            _ => 4,
        };

        // A signature divides each training part twice more: for its threshold and for its penalty.
        needed = study.Models.Any(model => model.Kind is ModelKind.Signature or ModelKind.Classifier) ? Math.Max(needed, 8) : needed;
        if (smaller > 0 && smaller < needed)
        {
            yield return Fault(
                ProblemKind.OneClass, "a class has too few patients for this validation", development.Name,
                string.Create(CultureInfo.InvariantCulture, $"{positive} patients with the outcome, {negative} without"),
                string.Create(CultureInfo.InvariantCulture, $"at least {needed} of each"), "Use fewer folds, or wait for more patients.");
        }

        if (study.Validation.Scheme == ValidationScheme.LeaveOneCenterOut)
        {
            string[] centers = [.. development.Cases.Select(found => found.Center).Distinct().Order(StringComparer.Ordinal)];
            if (centers.Length < 2)
            {
                yield return Fault(
                    ProblemKind.Table, "leave-one-center-out needs at least two centers", development.Name,
                    string.Join(", ", centers), $"two values under '{study.Validation.Center}'", "Choose another scheme, or add a center.");
            }

            foreach (string center in centers)
            {
                bool[] rest = [.. development.Cases.Where(found => found.Center != center).Select(found => found.Outcome).Distinct()];
                if (rest.Length < 2 && centers.Length > 1)
                {
                    yield return Fault(
                        ProblemKind.OneClass, $"without center '{center}' one class only is left to learn from", development.Name, $"one class outside '{center}'", "both classes", "Join small centers, or choose another scheme.");
                }
            }
        }
    }

    private static Problem Fault(ProblemKind kind, string summary, string cohort, string found, string expected, string fix) => new()
    {
        Severity = Severity.Error,
        Kind = kind,
        Summary = summary,
        Where = "cohort " + cohort,
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    };
}
