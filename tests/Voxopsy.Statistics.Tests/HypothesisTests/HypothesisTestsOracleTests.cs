using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Tests.Descriptive;
using Voxopsy.Statistics.Tests.Distributions;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.HypothesisTests;

[Trait("Category", "Oracle")]
public sealed class HypothesisTestsOracleTests
{
    private const double Statistic = 1e-11;
    private const double P = 1e-9;
    private const double OddsRatio = 1e-4;
    private const double OddsRatioLimit = 1e-3;
    private const double Tukey = 1e-7;

    [Fact]
    public void Tests_EveryCase_AgreesWithR() => StatisticsOracle.Run("tests", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Call.StartsWith("R distribution functions", StringComparison.Ordinal))
        {
            DistributionAnswers.Give(asked);
        }
        else if (asked.Has("group1") || asked.Has("samples"))
        {
            TwoSampleAnswers.Give(asked);
        }
        else if (asked.Call.StartsWith("paired", StringComparison.Ordinal))
        {
            Paired(asked);
        }
        else if (asked.Has("row_levels"))
        {
            Table(asked);
        }
        else if (asked.Has("value"))
        {
            ManyGroups(asked);
        }
        else if (asked.Call.StartsWith("cor.test", StringComparison.Ordinal))
        {
            DescriptiveAnswers.Correlations(asked);
        }
        else if (asked.Call == "p.adjust")
        {
            Adjust(asked);
        }
        else if (asked.Call.StartsWith("mean, sd", StringComparison.Ordinal))
        {
            DescriptiveAnswers.Describe(asked);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void Paired(OracleCase asked)
    {
        (double[] x, double[] y) = PairedColumns(asked);
        TTestResult t = StudentTest.Paired(x, y);
        asked.Answer("paired_t", "t", "", t.T, Statistic);
        asked.Answer("paired_t", "df", "", t.DegreesOfFreedom, Statistic);
        asked.Answer("paired_t", "p", "", t.P, P, Measure.Relative);
        asked.Answer("paired_t", "ci95_lower", "", t.Lower, Statistic);
        asked.Answer("paired_t", "ci95_upper", "", t.Upper, Statistic);
        SignedRankResult ranks = WilcoxonSignedRank.Paired(x, y, RankTestMethod.NormalContinuity);
        asked.Answer("signed_rank", "V", "", ranks.V, Statistic);
        asked.Answer("signed_rank", "p_normal_continuity", "", ranks.P, P, Measure.Relative);
        asked.Answer("signed_rank", "p_normal", "", WilcoxonSignedRank.Paired(x, y, RankTestMethod.Normal).P, P, Measure.Relative);
        if (asked.Expected.Any(expected => expected.Key1 == "p_exact"))
        {
            asked.Answer("signed_rank", "p_exact", "", WilcoxonSignedRank.Paired(x, y, RankTestMethod.Exact).P, P, Measure.Relative);
        }
    }

    /// <summary>The settings name no columns: a table in long form has a group column, the other is known by its columns.</summary>
    private static (double[] X, double[] Y) PairedColumns(OracleCase asked)
    {
        OracleTable table = asked.Table;
        if (asked.Has("x") && asked.Has("y"))
        {
            return (table.Numbers(asked.Text("x")), table.Numbers(asked.Text("y")));
        }

        if (table.Has("group"))
        {
            string[] groups = table.Text("group");
            string[] levels = [.. groups.Distinct()];
            double[] values = table.Numbers(table.Columns.First(column => column is not ("group" or "ID") && table.IsNumeric(column)));
            return ([.. values.Where((_, i) => groups[i] == levels[0])], [.. values.Where((_, i) => groups[i] == levels[1])]);
        }

        return table.Has("Sepal.Width")
            ? (table.Numbers("Sepal.Width"), table.Numbers("Petal.Length"))
            : (table.Numbers(table.Columns[0]), table.Numbers(table.Columns[1]));
    }

    private static void Table(OracleCase asked)
    {
        string[] rowLevels = asked.Texts("row_levels");
        string[] columnLevels = asked.Texts("column_levels");
        ContingencyTable table = ContingencyTable.Of(
            asked.Table.Text(asked.Text("rows")), asked.Table.Text(asked.Text("columns")), rowLevels, columnLevels);
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                asked.Answer("table", rowLevels[row], columnLevels[column], table[row, column], 0);
                asked.Answer("expected", rowLevels[row], columnLevels[column], table.Expected(row, column), Statistic);
            }
        }

        ChiSquaredResult plain = ChiSquaredTest.Pearson(table);
        asked.Answer("chi2", "X2", "", plain.Statistic, Statistic);
        asked.Answer("chi2", "df", "", plain.DegreesOfFreedom, 0);
        asked.Answer("chi2", "p", "", plain.P, P, Measure.Relative);
        ChiSquaredResult yates = ChiSquaredTest.Yates(table);
        asked.Answer("chi2_yates", "X2", "", yates.Statistic, Statistic);
        asked.Answer("chi2_yates", "p", "", yates.P, P, Measure.Relative);
        FisherResult fisher = FisherExact.Test(table);
        asked.Answer("fisher", "p", "", fisher.P, P, Measure.Relative);
        asked.Answer("fisher", "p_less", "", fisher.PLess, P, Measure.Relative);
        asked.Answer("fisher", "p_greater", "", fisher.PGreater, P, Measure.Relative);
        asked.Answer("fisher", "odds_ratio_conditional_mle", "", fisher.OddsRatio.Value, OddsRatio, Measure.Relative);
        asked.Answer("fisher", "or_ci95_lower", "", fisher.OddsRatio.Lower, OddsRatioLimit, Measure.Relative);
        asked.Answer("fisher", "or_ci95_upper", "", fisher.OddsRatio.Upper, OddsRatioLimit, Measure.Relative);
        ChiSquaredResult g = ChiSquaredTest.LikelihoodRatio(table);
        asked.Answer("g_test", "G", "", g.Statistic, Statistic);
        asked.Answer("g_test", "p", "", g.P, P, Measure.Relative);
        asked.Answer("cramers_v", ChiSquaredTest.CramerV(table), Statistic);
    }

    private static void ManyGroups(OracleCase asked)
    {
        double[] values = asked.Table.Numbers(asked.Text("value"));
        string[] labels = asked.Table.Text(asked.Text("group"));
        string[] levels = [.. labels.Where((_, i) => !double.IsNaN(values[i])).Distinct().Order(StringComparer.Ordinal)];
        double[][] groups = [.. levels.Select(level => values.Where((value, i) => labels[i] == level && !double.IsNaN(value)).ToArray())];
        void GiveAnova(string quantity, AnovaResult anova)
        {
            asked.Answer(quantity, "F", "", anova.F, Statistic);
            asked.Answer(quantity, "df1", "", anova.Numerator, Statistic);
            asked.Answer(quantity, "df2", "", anova.Denominator, Statistic);
            asked.Answer(quantity, "p", "", anova.P, P, Measure.Relative);
        }

        GiveAnova("anova", OneWayAnova.EqualVariances(groups));
        GiveAnova("welch_anova", OneWayAnova.Welch(groups));
        ChiSquaredResult kruskal = KruskalWallis.Test(groups);
        asked.Answer("kruskal", "H", "", kruskal.Statistic, Statistic);
        asked.Answer("kruskal", "df", "", kruskal.DegreesOfFreedom, 0);
        asked.Answer("kruskal", "p", "", kruskal.P, P, Measure.Relative);
        VarianceTestResult bartlett = VarianceTests.Bartlett(groups);
        asked.Answer("bartlett", "K2", "", bartlett.Statistic, Statistic);
        asked.Answer("bartlett", "p", "", bartlett.P, P, Measure.Relative);

        TukeyComparison[] pairs = [.. OneWayAnova.Tukey(groups)];
        double[] ranks = MultipleTesting.Holm(
            [.. pairs.Select(pair => MannWhitney.Compare(groups[pair.First], groups[pair.Second], RankTestMethod.NormalContinuity).P)]);
        double[] pooled = MultipleTesting.Bonferroni([.. OneWayAnova.PairwisePooledT(groups).Select(pair => pair.P)]);
        for (int i = 0; i < pairs.Length; i++)
        {
            string first = levels[pairs[i].First];
            string second = levels[pairs[i].Second];
            asked.Answer("pairwise_wilcox_holm", second, first, ranks[i], P, Measure.Relative);
            asked.Answer("pairwise_t_bonferroni", second, first, pooled[i], P, Measure.Relative);
            asked.Answer("tukey_p", $"{second}-{first}", "", pairs[i].P, Tukey);
            asked.Answer("tukey_diff", $"{second}-{first}", "", pairs[i].Difference, Statistic);
        }
    }

    private static void Adjust(OracleCase asked)
    {
        double[] p = asked.Table.Numbers("p");
        void Give(string quantity, double[] adjusted)
        {
            for (int i = 0; i < adjusted.Length; i++)
            {
                asked.Answer(quantity, ExpectedQuantity.Key(i + 1), "", adjusted[i], P, Measure.Relative);
            }
        }

        Give("BH", MultipleTesting.BenjaminiHochberg(p));
        Give("bonferroni", MultipleTesting.Bonferroni(p));
        Give("holm", MultipleTesting.Holm(p));
        Give("BY", MultipleTesting.BenjaminiYekutieli(p));
        Give("hochberg", MultipleTesting.Hochberg(p));
        Give("hommel", MultipleTesting.Hommel(p));
    }
}
