using System.Globalization;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Results;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Checks;

/// <summary>Whether sites can be harmonised: each case has one, and none that training never sees comes as a surprise.</summary>
internal static class SiteChecks
{
    internal static IEnumerable<Problem> Find(StudyDefinition study, IReadOnlyList<Cohort> cohorts)
    {
        foreach (HarmonizationDefinition sites in study.Selection.Select(step => step.Harmonization).OfType<HarmonizationDefinition>())
        {
            if (cohorts.Count == 0 || cohorts.Any(cohort => !cohort.Table.Has(sites.By)))
            {
                continue;
            }

            string[] known = SitesOf(cohorts[0], sites.By);
            foreach (Cohort cohort in cohorts)
            {
                string[] without = [.. cohort.Cases.Where(found => CellTable.IsMissing(cohort.Table[found.Row, sites.By])).Select(found => found.Id)];
                string[] strangers = [.. SitesOf(cohort, sites.By).Except(known)];
                if (without.Length > 0)
                {
                    yield return Fault(
                        $"cases without a site cannot be harmonised by '{sites.By}'", cohort.Name, $"no '{sites.By}' for {Listed(without)}", "a site for each case", "Fill the cells, or leave the cases out with 'where'.");
                }

                if (strangers.Length > 0 && sites.Unseen == UnseenSite.Refuse)
                {
                    yield return Fault(
                        $"sites of cohort '{cohort.Name}' were never seen in training", cohort.Name,
                        $"{Listed(strangers)} under '{sites.By}'; development has {Listed(known)}", "sites that training sees, or a policy for others",
                        "Write 'unseen: pooled', or 'unseen: reference' with a 'reference', below 'harmonize:'. The choice is part of the frozen model.");
                }
            }

            if (known.Length == 1)
            {
                yield return Fault($"one site only cannot be harmonised by '{sites.By}'", cohorts[0].Name, Listed(known), "at least two sites", "Remove 'harmonize', or name another column.");
            }

            if (study.Validation.Scheme == ValidationScheme.LeaveOneCenterOut && study.Validation.Center == sites.By && sites.Unseen == UnseenSite.Refuse)
            {
                yield return Fault(
                    "leaving a center out makes it one that training never saw", cohorts[0].Name, $"'harmonize: {{by: {sites.By}, unseen: refuse}}' with 'leave-one-center-out'", "a policy for sites never seen",
                    "Write 'unseen: pooled', or 'unseen: reference' with a 'reference', below 'harmonize:'.");
            }

            if (sites.Reference.Length > 0 && !known.Contains(sites.Reference))
            {
                yield return Fault($"the reference site is not in column '{sites.By}'", cohorts[0].Name, $"'{sites.Reference}'; there are {Listed(known)}", "a site of the development cohort", "Name one of these sites.");
            }
        }
    }

    private static string[] SitesOf(Cohort cohort, string column) =>
        [.. cohort.Cases.Select(found => cohort.Table[found.Row, column]).Where(cell => !CellTable.IsMissing(cell)).Distinct().Order(StringComparer.Ordinal)];

    private static string Listed(string[] names) =>
        string.Join(", ", names.Take(8)) + (names.Length > 8 ? string.Create(CultureInfo.InvariantCulture, $", … ({names.Length})") : string.Empty);

    private static Problem Fault(string summary, string cohort, string found, string expected, string fix) => new()
    {
        Severity = Severity.Error,
        Kind = ProblemKind.Table,
        Summary = summary,
        Where = "cohort " + cohort,
        Details = [$"found     {found}", $"expected  {expected}"],
        Fix = fix,
    };
}
