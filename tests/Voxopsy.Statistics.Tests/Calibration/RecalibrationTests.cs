using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Calibration;

public sealed class RecalibrationTests
{
    [Theory]
    [InlineData(RecalibrationKind.Intercept)]
    [InlineData(RecalibrationKind.InterceptAndSlope)]
    public void Apply_RowsLearnedFrom_AreCalibratedAfterwards(RecalibrationKind kind)
    {
        (double[] risks, bool[] events) = Draw();
        Recalibration map = Recalibration.Fit(risks, events, kind);
        double[] after = Array.ConvertAll(risks, map.Apply);

        CalibrationLine line = CalibrationLine.Of(after, events);
        Assert.Equal(0, line.Intercept, 1e-8);
        Assert.Equal(kind == RecalibrationKind.InterceptAndSlope ? 1 : CalibrationLine.Of(risks, events).Slope, line.Slope, 1e-8);
        Assert.Equal(AreaUnderCurve.DeLong(risks, events).Value, AreaUnderCurve.DeLong(after, events).Value, 1e-12);
        Assert.Equal(events.Count(one => one), after.Sum(), 1e-7);
    }

    [Fact]
    public void Apply_Isotonic_RisesAndKeepsTheNumberOfEvents()
    {
        (double[] risks, bool[] events) = Draw();
        Recalibration map = Recalibration.Fit(risks, events, RecalibrationKind.Isotonic);
        double[] grid = [.. Enumerable.Range(0, 101).Select(i => map.Apply(i / 100.0))];

        Assert.All(Enumerable.Range(1, 100), i => Assert.True(grid[i] >= grid[i - 1]));
        Assert.Equal(events.Count(one => one), risks.Sum(map.Apply), 1e-9);
    }

    [Fact]
    public void Fit_RisksWithoutError_HasNoSlope() =>
        Assert.Throws<UnfittableModelException>(() => Recalibration.Fit([0.1, 0.2, 0.8, 0.9], [false, false, true, true]));

    [Fact]
    public void Fit_ValueOutsideZeroToOne_IsRefused() =>
        Assert.Contains("1.5", Assert.Throws<ArgumentException>(() => Recalibration.Fit([0.1, 1.5], [false, true])).Message, StringComparison.Ordinal);

    [Fact]
    public void PrevalenceShift_ThereAndBack_IsTheSame()
    {
        Assert.Equal(0.37, PrevalenceShift.Apply(PrevalenceShift.Apply(0.37, 0.2, 0.6), 0.6, 0.2), 1e-15);
        Assert.Equal(0.6, PrevalenceShift.Apply(0.2, 0.2, 0.6), 1e-15);
        Assert.Equal((0, 1), (PrevalenceShift.Apply(0, 0.2, 0.6), PrevalenceShift.Apply(1, 0.2, 0.6)));
    }

    [Fact]
    public void Estimate_ResampledClasses_FindsTheirShare()
    {
        // Normal scores one apart, equally common in training: the true risk is exp(x − ½) / (1 + exp(x − ½)).
        SeededRandom random = new SeededRandom(8).For("prevalence");
        double[] risks = [.. Enumerable.Range(0, 20_000).Select(i => 1 / (1 + Math.Exp(0.5 - (random.NextNormal() + (i % 10 < 2 ? 1 : 0)))))];

        Assert.Equal(0.2, PrevalenceShift.Estimate(risks, 0.5), 0.02);
    }

    private static (double[] Risks, bool[] Events) Draw()
    {
        SeededRandom random = new SeededRandom(4).For("recalibration");
        double[] logOdds = [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())];
        return ([.. logOdds.Select(x => 1 / (1 + Math.Exp(-(1 + (2 * x)))))], [.. logOdds.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-x)))]);
    }
}
