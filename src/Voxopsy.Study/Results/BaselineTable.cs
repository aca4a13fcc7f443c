using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Results;

/// <summary>Table 1 from the cohort tables: describes, decides nothing.</summary>
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
        [.. prepared.Cohorts.Select(cohort => Test(cohort, new BaselineVariable.Continuous(variable.Name, Values(variable, (cohort, null)))))]);

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
                first ? [.. prepared.Cohorts.Select(cohort => Test(cohort, new BaselineVariable.Categorical(
                    variable.Name,
                    [.. cohort.Cases.Select(found => cohort.Table[found.Row, variable.Column]).Select(cell => levels.Contains(cell) ? cell : null)],
                    levels)))] : []);
            first = false;
        }
    }

    /// <summary>The test that fits the variable, between the cases with and without the outcome.</summary>
    private static BaselineTest Test(Cohort cohort, BaselineVariable variable)
    {
        Statistics.Descriptive.BaselineRow row = Statistics.Descriptive.BaselineTable.Of(
            [.. cohort.Cases.Select(found => found.Outcome ? "1" : "0")], ["0", "1"], [variable]).Rows[0];
        return new BaselineTest(cohort.Name, row.Test, row.P);
    }
}
