using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Results;

/// <summary>Table 1 from the cohort tables: describes, decides nothing.</summary>
/// <remarks>
/// Test of a number: Welch when Shapiro-Wilk does not reject normality (p ≥ 0.05) in either group, else Mann-Whitney. Test of a category: Pearson's
/// chi-squared when every expected count is at least 5, else Fisher's exact test.
/// </remarks>
internal static class BaselineTable
{
    internal static BaselineSummary? Of(StudyDefinition study, PreparedStudy prepared)
    {
        if (study.Clinical.IsEmpty)
        {
            return null;
        }

        (Cohort Cohort, bool? Outcome)[] groups = [.. prepared.Cohorts.SelectMany(cohort => new[] { (cohort, (bool?)null), (cohort, false), (cohort, true) })];
        List<BaselineRow> rows = [];
        foreach (ClinicalDefinition variable in study.Clinical)
        {
            rows.AddRange(variable.Category ? Category(variable, prepared, groups) : [Number(variable, prepared, groups)]);
        }

        return new BaselineSummary([.. groups.Select(group => new BaselineGroup(group.Cohort.Name, group.Outcome, Members(group).Count()))], [.. rows]);
    }

    private static IEnumerable<Case> Members((Cohort Cohort, bool? Outcome) group) => group.Cohort.Cases.Where(found => group.Outcome is null || found.Outcome == group.Outcome);

    private static double[] Values(ClinicalDefinition variable, (Cohort Cohort, bool? Outcome) group) => [.. Members(group)
        .Select(found => NumberCell.TryRead(group.Cohort.Table[found.Row, variable.Column], out double value) ? value : double.NaN)];

    private static BaselineRow Number(ClinicalDefinition variable, PreparedStudy prepared, (Cohort Cohort, bool? Outcome)[] groups) => new(
        variable.Name,
        variable.Unit,
        string.Empty,
        [.. groups.Select(group =>
        {
            double[] all = Values(variable, group);
            double[] known = [.. all.Where(value => !double.IsNaN(value))];
            Moments moments = Moments.Of(known);
            return known.Length == 0
                ? new BaselineCell(0, all.Length, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0)
                : new BaselineCell(
                    known.Length, all.Length - known.Length, moments.Mean, moments.StandardDeviation, Quantile.Type7(known, 0.5), Quantile.Type7(known, 0.25), Quantile.Type7(known, 0.75), 0);
        })],
        [.. prepared.Cohorts.Select(cohort => TestNumber(
            cohort.Name,
            [.. Values(variable, (cohort, false)).Where(value => !double.IsNaN(value))],
            [.. Values(variable, (cohort, true)).Where(value => !double.IsNaN(value))]))]);

    private static BaselineTest TestNumber(string cohort, double[] without, double[] with)
    {
        if (without.Length < 3 || with.Length < 3)
        {
            return new BaselineTest(cohort, "not tested", double.NaN);
        }

        bool normal = IsNormal(without) && IsNormal(with);
        return normal
            ? new BaselineTest(cohort, "Welch t", WelchTest.Compare(with, without).P)
            : new BaselineTest(cohort, "Mann-Whitney", MannWhitney.Compare(with, without).P);
    }

    /// <summary>Constant values have no distribution to test; they are not called normal.</summary>
    private static bool IsNormal(double[] values) => values.Distinct().Count() > 2 && values.Length <= 5000 && ShapiroWilk.Test(values).P >= 0.05;

    private static IEnumerable<BaselineRow> Category(ClinicalDefinition variable, PreparedStudy prepared, (Cohort Cohort, bool? Outcome)[] groups)
    {
        ImmutableArray<string> levels = prepared.Clinical.LevelsOf(variable);
        bool first = true;
        foreach (string level in levels)
        {
            yield return new BaselineRow(
                variable.Name,
                variable.Unit,
                level,
                [.. groups.Select(group =>
                {
                    string[] cells = [.. Members(group).Select(found => group.Cohort.Table[found.Row, variable.Column])];
                    int known = cells.Count(levels.Contains);
                    return new BaselineCell(known, cells.Length - known, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, cells.Count(cell => cell == level));
                })],
                first ? [.. prepared.Cohorts.Select(cohort => TestCategory(cohort, variable, levels))] : []);
            first = false;
        }
    }

    private static BaselineTest TestCategory(Cohort cohort, ClinicalDefinition variable, ImmutableArray<string> levels)
    {
        string[] present = [.. levels.Where(level => cohort.Cases.Any(found => cohort.Table[found.Row, variable.Column] == level))];
        int[,] counts = new int[present.Length, 2];
        foreach (Case found in cohort.Cases)
        {
            int level = Array.IndexOf(present, cohort.Table[found.Row, variable.Column]);
            if (level >= 0)
            {
                counts[level, found.Outcome ? 1 : 0]++;
            }
        }

        bool bothClasses = Enumerable.Range(0, 2).All(column => Enumerable.Range(0, present.Length).Any(row => counts[row, column] > 0));
        if (present.Length < 2 || !bothClasses)
        {
            return new BaselineTest(cohort.Name, "not tested", double.NaN);
        }

        ContingencyTable table = new(counts);
        bool large = Enumerable.Range(0, present.Length).All(row => table.Expected(row, 0) >= 5 && table.Expected(row, 1) >= 5);
        return large
            ? new BaselineTest(cohort.Name, "chi-squared", ChiSquaredTest.Pearson(table).P)
            : new BaselineTest(cohort.Name, "Fisher exact", FisherExact.Test(table).P);
    }
}
