using Voxopsy.Statistics.Agreement;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Agreement;

[Trait("Category", "Oracle")]
public sealed class AgreementOracleTests
{
    private const double Tolerance = 1e-10;

    private static readonly Dictionary<string, IntraclassForm> Forms = new()
    {
        ["ICC1"] = IntraclassForm.OneWaySingle,
        ["ICC2"] = IntraclassForm.AgreementSingle,
        ["ICC3"] = IntraclassForm.ConsistencySingle,
        ["ICC1k"] = IntraclassForm.OneWayAverage,
        ["ICC2k"] = IntraclassForm.AgreementAverage,
        ["ICC3k"] = IntraclassForm.ConsistencyAverage,
    };

    [Fact]
    public void Agreement_EveryCase_AgreesWithR() => StatisticsOracle.Run("agreement", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Has("rater1"))
        {
            Kappa(asked);
        }
        else if (asked.Has("x"))
        {
            Bland(asked);
        }
        else if (asked.Call.StartsWith("Fleiss", StringComparison.Ordinal))
        {
            FleissKappa fleiss = FleissKappa.Of([.. asked.Table.Columns.Select(asked.Table.Text)]);
            asked.Answer("kappa", fleiss.Overall.Value, Tolerance);
            asked.Answer("se_null", fleiss.Overall.NullStandardError, Tolerance);
            asked.Answer("z", fleiss.Overall.Z, Tolerance);
            asked.Answer("p", fleiss.Overall.P, Tolerance, Measure.Relative);
            for (int level = 0; level < fleiss.Levels.Length; level++)
            {
                asked.Answer("category_kappa", fleiss.Levels[level], "", fleiss.ByLevel[level].Value, Tolerance);
                asked.Answer("category_z", fleiss.Levels[level], "", fleiss.ByLevel[level].Z, Tolerance);
            }
        }
        else if (asked.Call.StartsWith("Kendall", StringComparison.Ordinal))
        {
            KendallConcordance kendall = KendallConcordance.Of([.. asked.Table.Columns.Select(asked.Table.Numbers)]);
            asked.Answer("W", kendall.W, Tolerance);
            asked.Answer("chi2", kendall.ChiSquaredStatistic, Tolerance);
            asked.Answer("p", kendall.P, Tolerance, Measure.Relative);
        }
        else if (asked.Has("layout"))
        {
            Intraclass(asked);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void Intraclass(OracleCase asked)
    {
        if (!asked.Table.Has("feature"))
        {
            One(asked, "", IntraclassCorrelation.Of([.. asked.Table.Columns.Select(asked.Table.Numbers)]));
            return;
        }

        string[] features = asked.Table.Text("feature");
        double[][] raters = [.. asked.Table.Columns.Where(column => column is not ("feature" or "subject")).Select(asked.Table.Numbers)];
        foreach (string feature in features.Distinct())
        {
            One(asked, feature, IntraclassCorrelation.Of([.. raters.Select(rater => rater.Where((_, i) => features[i] == feature).ToArray())]));
        }
    }

    private static void One(OracleCase asked, string key, IntraclassCorrelation icc)
    {
        asked.Answer("ms", "rows", key, icc.MeanSquareSubjects, Tolerance);
        asked.Answer("ms", "columns", key, icc.MeanSquareRaters, Tolerance);
        asked.Answer("ms", "error", key, icc.MeanSquareError, Tolerance);
        asked.Answer("ms", "within", key, icc.MeanSquareWithin, Tolerance);
        foreach ((string name, IntraclassForm form) in Forms)
        {
            IntraclassEstimate estimate = icc.Estimate(form);
            bool perfect = icc.MeanSquareWithin == 0;
            asked.Answer(name, "estimate", key, estimate.Value, Tolerance);
            asked.Answer(name, "df1", key, estimate.Numerator, Tolerance);
            asked.Answer(name, "df2", key, estimate.Denominator, Tolerance);
            Give("ci95_lower", estimate.Lower, 1);
            Give("ci95_upper", estimate.Upper, 1);
            Give("F", estimate.F, double.PositiveInfinity);
            Give("p", estimate.P, 0);

            // Raters that agree perfectly leave the reference with F = x / rounding (both signs occur) and limits of 0 / 0; what must hold
            // there is the limit of the formulas: F = +inf, p = 0, limits 1.
            void Give(string quantity, double actual, double whenPerfect)
            {
                if (perfect && actual == whenPerfect)
                {
                    actual = asked.Expected.First(one => one.Quantity == name && one.Key1 == quantity && one.Key2 == key).Number;
                }

                asked.Answer(name, quantity, key, actual, Tolerance, quantity == "p" ? Measure.Relative : Measure.Mixed);
            }
        }
    }

    private static void Kappa(OracleCase asked)
    {
        string[] levels = asked.Texts("levels_in_order");
        ContingencyTable table = ContingencyTable.Of(asked.Table.Text(asked.Text("rater1")), asked.Table.Text(asked.Text("rater2")), levels, levels);
        asked.AnswerEach("table", expected => table[Array.IndexOf(levels, expected.Key1), Array.IndexOf(levels, expected.Key2)], 0);
        foreach ((string name, KappaWeights weights) in new[]
            { ("unweighted", KappaWeights.Unweighted), ("linear", KappaWeights.Linear), ("quadratic", KappaWeights.Quadratic) })
        {
            KappaEstimate kappa = CohenKappa.Of(table, weights);
            asked.Answer(name, "kappa", "", kappa.Value, Tolerance);
            asked.Answer(name, "se", "", kappa.StandardError, Tolerance);
            asked.Answer(name, "ci95_lower", "", kappa.Lower, Tolerance);
            asked.Answer(name, "ci95_upper", "", kappa.Upper, Tolerance);
            asked.Answer(name, "se_null", "", kappa.NullStandardError, Tolerance);
            asked.Answer(name, "z_null", "", kappa.Z, Tolerance);
            asked.Answer(name, "p_null", "", kappa.P, Tolerance);
            asked.Answer(name, "observed_agreement", "", kappa.Observed, Tolerance);
            asked.Answer(name, "expected_agreement", "", kappa.Expected, Tolerance);
        }
    }

    private static void Bland(OracleCase asked)
    {
        double[] x = asked.Table.Numbers(asked.Text("x"));
        double[] y = asked.Table.Numbers(asked.Text("y"));
        BlandAltman limits = BlandAltman.Of(x, y);
        asked.Answer("bias", limits.Bias, Tolerance);
        asked.Answer("sd", limits.StandardDeviation, Tolerance);
        asked.Answer("loa_lower", limits.LowerLimit, Tolerance);
        asked.Answer("loa_upper", limits.UpperLimit, Tolerance);
        void Pair(string quantity, double lower, double upper)
        {
            asked.Answer(quantity, "lower", "", lower, Tolerance);
            asked.Answer(quantity, "upper", "", upper, Tolerance);
        }

        Pair("bias_ci95", limits.BiasLower, limits.BiasUpper);
        Pair("loa_lower_ci95", limits.LowerLimit - limits.LimitHalfWidth, limits.LowerLimit + limits.LimitHalfWidth);
        Pair("loa_upper_ci95", limits.UpperLimit - limits.LimitHalfWidth, limits.UpperLimit + limits.LimitHalfWidth);
        asked.Answer("within_subject_sd", limits.WithinSubjectDeviation, Tolerance);
        asked.Answer("repeatability_coefficient", limits.RepeatabilityCoefficient, Tolerance);
        ConcordanceCorrelation concordance = ConcordanceCorrelation.Of(x, y);
        asked.Answer("ccc", concordance.Value, Tolerance);
        asked.Answer("ccc_se", concordance.StandardError, Tolerance);
        Pair("ccc_ci95", concordance.Lower, concordance.Upper);
        asked.Answer("pearson", Correlation.Pearson(x, y).Value, Tolerance);
    }
}
