using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Selection;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Selection;

[Trait("Category", "Oracle")]
public sealed class FeaturesOracleTests
{
    private const double P = 1e-9;

    [Fact]
    public void Features_EveryCase_AgreesWithR() => StatisticsOracle.Run("features", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Has("cutoffs"))
        {
            Correlations(asked);
        }
        else if (asked.Has("selected"))
        {
            MinimumRedundancyAnswers.Give(asked);
        }
        else if (asked.Has("k"))
        {
            ReliefFWeights(asked);
        }
        else if (asked.Has("components_stored"))
        {
            PrincipalComponentAnswers.Give(asked);
        }
        else if (asked.Call.StartsWith("univariable filters", StringComparison.Ordinal))
        {
            Filters(asked);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void Filters(OracleCase asked)
    {
        (FeatureTable table, bool[] events) = FeatureCases.Read(asked.Table);
        UnivariableResult[] rule = [.. UnivariableFilter.Screen(table, events, UnivariableTest.ByNormality)];
        for (int column = 0; column < table.Features.Length; column++)
        {
            string name = table.Features[column].Name;
            double[] values = table.Column(column).ToArray();
            double[] zeros = [.. values.Where((_, i) => !events[i])];
            double[] ones = [.. values.Where((_, i) => events[i])];
            void Give(string quantity, double value, double tolerance = P) =>
                asked.Answer(quantity, name, "", value, tolerance, Measure.Relative);
            TTestResult welch = WelchTest.Compare(zeros, ones);
            TTestResult pooled = StudentTest.Compare(zeros, ones);
            MannWhitneyResult ranks = MannWhitney.Compare(zeros, ones, RankTestMethod.NormalContinuity);
            Give("welch_t", welch.T);
            Give("welch_p", welch.P);
            Give("pooled_p", pooled.P);
            Give("anova_F", OneWayAnova.EqualVariances([zeros, ones]).F);
            Give("mann_whitney_W_class0", ranks.W);
            Give("mann_whitney_p", ranks.P);
            Give("shapiro_p_class0", ShapiroWilk.Test(zeros).P);
            Give("shapiro_p_class1", ShapiroWilk.Test(ones).P);
            Give("levene_median_p", VarianceTests.Levene(zeros, ones).P);
            Give("auc_class0_above_class1", 1 - rule[column].Area);
            Give("variance", Moments.Of(values).Variance);
            Give("t_or_u_rule_p", rule[column].P);
            Give("bh_of_t_or_u", rule[column].AdjustedP);
        }
    }

    private static void Correlations(OracleCase asked)
    {
        (FeatureTable table, _) = FeatureCases.Read(asked.Table);
        foreach (double limit in asked.Numbers("cutoffs"))
        {
            foreach (CorrelationKind kind in new[] { CorrelationKind.Pearson, CorrelationKind.Spearman })
            {
                string method = kind == CorrelationKind.Pearson ? "pearson" : "spearman";
                void Names(string quantity, IEnumerable<FeatureId> features)
                {
                    string key = ExpectedQuantity.Key(limit);
                    string[] names = [.. features.Select(feature => feature.Name)];
                    asked.Answer(quantity, "count", key, names.Length, 0);

                    // R sorts names in its own locale: compare as sets, one expected name after the other.
                    HashSet<string> found = [.. names];
                    foreach (ExpectedQuantity expected in asked.Expected
                        .Where(expected => expected.Quantity == quantity && expected.Key2 == key && expected.Key1 != "count"))
                    {
                        asked.AnswerText(quantity, expected.Key1, key, found.Contains(expected.Text) ? expected.Text : "not selected");
                    }
                }

                Names($"findCorrelation_removed_{method}_exact", CorrelationFilter.FindCorrelationExact(table, limit, kind));
                Names($"findCorrelation_removed_{method}_fast", CorrelationFilter.FindCorrelationFast(table, limit, kind));
                string kept = $"greedy_kept_{method}";
                FeatureId[] greedy = [.. CorrelationFilter.Greedy(table, table.Features, limit, kind)];
                asked.Answer(kept, "count", ExpectedQuantity.Key(limit), greedy.Length, 0);
                for (int i = 0; i < greedy.Length; i++)
                {
                    asked.AnswerText(kept, $"feature_{i + 1}", ExpectedQuantity.Key(limit), greedy[i].Name);
                }
            }
        }
    }

    private static void ReliefFWeights(OracleCase asked)
    {
        (FeatureTable table, bool[] events) = FeatureCases.Read(asked.Table);
        double[] weights = ReliefF.Weights(table, events, (int)asked.Number("k"));
        for (int i = 0; i < weights.Length; i++)
        {
            asked.Answer("weight", table.Features[i].Name, "", weights[i], 1e-9);
        }

        // Weights that agree to 12 digits are ties of duplicated columns; the first column leads.
        int[] order = [.. Enumerable.Range(0, weights.Length).OrderByDescending(i => Math.Round(weights[i], 12))];
        for (int i = 0; i < 20; i++)
        {
            asked.AnswerText("top20", ExpectedQuantity.Key(i + 1), "", i < order.Length ? table.Features[order[i]].Name : "NA");
        }
    }
}
