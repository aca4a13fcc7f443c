using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.HypothesisTests;

/// <summary>Answers the cases that compare two samples in many ways.</summary>
internal static class TwoSampleAnswers
{
    private const double Statistic = 1e-11;
    private const double P = 1e-9;

    internal static void Give(OracleCase asked)
    {
        if (asked.Has("samples"))
        {
            (double[] a, double[] b) = (asked.Table.Numbers("a"), asked.Table.Numbers("b"));
            One(asked, "", a, b);
            asked.Answer("mann_whitney_exact_greater", MannWhitney.ExactPGreater(Known(a), Known(b)), P, Measure.Relative);
            return;
        }

        string group = asked.Text("group");
        string[] labels = asked.Table.Text(group);
        string[] variables = asked.Text("variables") is "every numeric column but ID and the group"
            ? [.. asked.Table.Columns.Where(column => column != "ID" && column != group)]
            : asked.Texts("variables");
        foreach (string variable in variables)
        {
            double[] values = asked.Table.Numbers(variable);
            One(
                asked,
                variable,
                [.. values.Where((_, i) => labels[i] == asked.Text("group1"))],
                [.. values.Where((_, i) => labels[i] == asked.Text("group2"))]);
        }
    }

    private static void One(OracleCase asked, string key, double[] first, double[] second)
    {
        double[] a = Known(first);
        double[] b = Known(second);
        void T(string quantity, TTestResult t)
        {
            asked.Answer(quantity, "t", key, t.T, Statistic);
            asked.Answer(quantity, "df", key, t.DegreesOfFreedom, Statistic);
            asked.Answer(quantity, "p", key, t.P, P, Measure.Relative);
            asked.Answer(quantity, "diff_ci95_lower", key, t.Lower, Statistic);
            asked.Answer(quantity, "diff_ci95_upper", key, t.Upper, Statistic);
        }

        T("welch", WelchTest.Compare(a, b));
        asked.Answer("welch", "mean1", key, a.Average(), Statistic);
        asked.Answer("welch", "mean2", key, b.Average(), Statistic);
        T("student", StudentTest.Compare(a, b));
        VarianceTestResult f = VarianceTests.F(a, b);
        asked.Answer("f_variance", "F", key, f.Statistic, Statistic);
        asked.Answer("f_variance", "p", key, f.P, P, Measure.Relative);
        MannWhitneyResult ranks = MannWhitney.Compare(a, b, RankTestMethod.NormalContinuity);
        asked.Answer("mann_whitney", "W", key, ranks.W, Statistic);
        asked.Answer("mann_whitney", "p_normal_ties_continuity", key, ranks.P, P, Measure.Relative);
        asked.Answer("mann_whitney", "p_normal_ties", key, MannWhitney.Compare(a, b, RankTestMethod.Normal).P, P, Measure.Relative);
        MannWhitneyResult automatic = MannWhitney.Compare(a, b);
        if (automatic.Method == RankTestMethod.Exact)
        {
            asked.Answer("mann_whitney", "p_exact", key, automatic.P, P, Measure.Relative);
        }

        KolmogorovSmirnovResult ks = KolmogorovSmirnov.Compare(a, b);
        asked.Answer("kolmogorov_smirnov", "D", key, ks.D, Statistic);
        asked.Answer("kolmogorov_smirnov", "p_asymptotic", key, ks.P, P, Measure.Relative);
        Shapiro(asked, "shapiro_group1", key, a);
        Shapiro(asked, "shapiro_group2", key, b);
        asked.Answer("cohen_d", "", key, StudentTest.CohenD(a, b), Statistic);
        asked.Answer("levene_median_center_p", "", key, VarianceTests.Levene(a, b).P, P, Measure.Relative);
    }

    private static void Shapiro(OracleCase asked, string quantity, string key, double[] values)
    {
        if (values.Length is >= ShapiroWilk.FewestValues and <= ShapiroWilk.MostValues)
        {
            ShapiroWilkResult result = ShapiroWilk.Test(values);
            asked.Answer(quantity, "W", key, result.W, Statistic);
            asked.Answer(quantity, "p", key, result.P, P, Measure.Relative);
        }
    }

    private static double[] Known(double[] values) => [.. values.Where(value => !double.IsNaN(value))];
}
