using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Descriptive;

[Trait("Category", "Oracle")]
public sealed class BaselineTableOracleTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Baseline_EveryCase_AgreesWithR() => StatisticsOracle.Run("baseline", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (!asked.Has("strata"))
        {
            return false;
        }

        OracleTable input = asked.Table;
        string[] groups = input.Text(asked.Text("strata"));
        string[] levels = [.. groups.Where(group => group != "NA").Distinct().Order(StringComparer.Ordinal)];
        BaselineTable table = BaselineTable.Of(
            groups,
            levels,
            asked.Texts("continuous").Select(name => (BaselineVariable)new BaselineVariable.Continuous(name, input.Numbers(name)))
                .Concat(asked.Texts("categorical").Select(name => new BaselineVariable.Categorical(
                    name, [.. input.Text(name).Select(label => label == "NA" ? null : label)]))));
        for (int group = 0; group < levels.Length; group++)
        {
            asked.Answer("n", levels[group], "", table.Counts[group], 0);
        }

        foreach (BaselineRow row in table.Rows)
        {
            asked.Answer("smd", row.Name, "", row.StandardizedDifference, Tolerance);
            if (row is ContinuousRow continuous)
            {
                Continuous(asked, continuous, groups, levels);
            }
            else
            {
                Categorical(asked, (CategoricalRow)row, levels);
            }
        }

        return true;
    }

    private static void Continuous(OracleCase asked, ContinuousRow row, string[] groups, string[] levels)
    {
        for (int group = 0; group < levels.Length; group++)
        {
            ContinuousSummary summary = row.Groups[group];
            asked.Answer("mean", row.Name, levels[group], summary.Mean, Tolerance);
            asked.Answer("sd", row.Name, levels[group], summary.StandardDeviation, Tolerance);
            asked.Answer("median", row.Name, levels[group], summary.Median, Tolerance);
            asked.Answer("q25", row.Name, levels[group], summary.LowerQuartile, Tolerance);
            asked.Answer("q75", row.Name, levels[group], summary.UpperQuartile, Tolerance);
            asked.Answer("missing", row.Name, levels[group], summary.Missing, 0);
        }

        double[] values = asked.Table.Numbers(row.Name);
        double[][] samples = [.. levels.Select(level => values.Where((value, i) => groups[i] == level && !double.IsNaN(value)).ToArray())];
        asked.Answer("p_oneway_equal_var", row.Name, "", OneWayAnova.EqualVariances(samples).P, Tolerance, Measure.Relative);
        asked.Answer("p_welch", row.Name, "", OneWayAnova.Welch(samples).P, Tolerance, Measure.Relative);
        asked.Answer("p_kruskal", row.Name, "", KruskalWallis.Test(samples).P, Tolerance, Measure.Relative);
    }

    private static void Categorical(OracleCase asked, CategoricalRow row, string[] levels)
    {
        int[,] counts = new int[row.Levels.Length, levels.Length];
        for (int group = 0; group < levels.Length; group++)
        {
            asked.Answer("missing", row.Name, levels[group], row.Groups[group].Missing, 0);
            for (int level = 0; level < row.Levels.Length; level++)
            {
                string key = $"{row.Name}={row.Levels[level]}";
                counts[level, group] = row.Groups[group].Counts[level];
                asked.Answer("count", key, levels[group], counts[level, group], 0);
                asked.Answer("percent", key, levels[group], row.Groups[group].Percents[level], Tolerance);
            }
        }

        ContingencyTable table = new(counts);
        asked.Answer("p_chisq", row.Name, "", ChiSquaredTest.Yates(table).P, Tolerance, Measure.Relative);
        asked.Answer("p_chisq_uncorrected", row.Name, "", ChiSquaredTest.Pearson(table).P, Tolerance, Measure.Relative);
        asked.Answer("p_fisher", row.Name, "", FisherExact.Test(table).P, Tolerance, Measure.Relative);
    }
}
