using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.ClinicalUtility;

public sealed class DecisionCurvePropertyTests
{
    private static readonly double[] Thresholds = [0, 0.05, 0.1, 0.25, 0.5, 0.9];

    [Fact]
    public void TreatAll_AnyOutcomes_EqualsItsFormula()
    {
        (double[] risks, bool[] events) = Draw(11);
        double prevalence = events.Count(one => one) / (double)events.Length;

        foreach (DecisionPoint point in DecisionCurve.From(risks, events, Thresholds).Points)
        {
            Assert.Equal(prevalence - ((1 - prevalence) * point.Threshold / (1 - point.Threshold)), point.TreatAll, 1e-15);
        }
    }

    [Fact]
    public void NetBenefit_EverybodyAtRiskOne_EqualsTreatAll()
    {
        (_, bool[] events) = Draw(12);
        double[] risks = [.. events.Select(_ => 1.0)];

        Assert.All(DecisionCurve.From(risks, events, Thresholds).Points, point => Assert.Equal(point.TreatAll, point.NetBenefit, 1e-15));
    }

    [Fact]
    public void WithBootstrap_SameSeed_GivesSameLimitsAroundTheCurve()
    {
        (double[] risks, bool[] events) = Draw(13);
        DecisionCurve one = DecisionCurve.WithBootstrap(risks, events, Thresholds, 400, new SeededRandom(1).For("dca"));
        DecisionCurve two = DecisionCurve.WithBootstrap(risks, events, Thresholds, 400, new SeededRandom(1).For("dca"));

        Assert.Equal(one.Points, two.Points);
        Assert.All(one.Points, point => Assert.InRange(point.NetBenefit, point.Lower - 1e-12, point.Upper + 1e-12));
    }

    [Fact]
    public void From_ScoreAboveOne_AsksForCalibration() =>
        Assert.Contains("subject 2", Assert.Throws<ArgumentException>(() => DecisionCurve.From([0.1, 1.5], [true, false], [0.2])).Message, StringComparison.Ordinal);

    [Fact]
    public void Survival_NobodyLost_EqualsBinaryCurve()
    {
        (double[] risks, bool[] events) = Draw(14);
        double[] times = [.. events.Select(one => one ? 1.0 : 2.0)];
        SurvivalDecisionCurve survival = SurvivalDecisionCurve.From(risks, times, events, 1.5, Thresholds);
        DecisionCurve binary = DecisionCurve.From(risks, events, Thresholds);

        Assert.Equal(binary.Points.Select(point => Math.Round(point.NetBenefit, 12)), survival.Points.Select(point => Math.Round(point.NetBenefit, 12)));
    }

    private static (double[] Risks, bool[] Events) Draw(int seed)
    {
        SeededRandom random = new(seed);
        double[] risks = [.. Enumerable.Range(0, 150).Select(_ => random.NextDouble())];
        return (risks, [.. risks.Select(risk => random.NextDouble() < risk)]);
    }
}
