using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Discrimination;

/// <summary>The rank test beside a ROC curve: events against non-events.</summary>
internal static class RankAnswers
{
    internal static void Give(OracleCase asked, double[] scores, bool[] events, double fromArea)
    {
        double[] cases = [.. scores.Where((_, i) => events[i])];
        double[] controls = [.. scores.Where((_, i) => !events[i])];
        MannWhitneyResult test = MannWhitney.Compare(cases, controls, RankTestMethod.Normal);
        Assert.Equal(fromArea, test.W, 1e-9 * Math.Max(1, fromArea));
        asked.Answer("mann_whitney_W", test.W, 1e-11);
        asked.Answer("mann_whitney_p_normal_ties_nocorrection", test.P, 1e-9, OracleTally.Measure.Relative);
    }
}
