using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Calibration;

public sealed class CalibrationCurveTests
{
    [Fact]
    public void Of_TrueProbabilities_LiesOnTheDiagonal()
    {
        (double[] logOdds, bool[] events) = Draw();
        CalibrationCurve curve = CalibrationCurve.Of([.. logOdds.Select(Probability)], events);

        Assert.InRange(curve.Intercept, -0.2, 0.2);
        Assert.InRange(curve.Slope, 0.85, 1.15);
        Assert.InRange(curve.Ici, 0, 0.04);
        Assert.True(curve.E50 <= curve.E90 && curve.E90 <= curve.Emax);
    }

    [Fact]
    public void Of_PredictionsTwiceTooExtreme_HasHalfTheSlope()
    {
        (double[] logOdds, bool[] events) = Draw();
        CalibrationLine right = CalibrationLine.Of([.. logOdds.Select(Probability)], events);
        CalibrationLine extreme = CalibrationLine.Of([.. logOdds.Select(x => Probability(2 * x))], events);

        Assert.Equal(right.Slope / 2, extreme.Slope, 1e-6);
        Assert.Equal(right.SlopeIntercept, extreme.SlopeIntercept, 1e-6);
    }

    [Fact]
    public void Of_PredictionsAllAlike_HasNoSlope()
    {
        CalibrationCurve curve = CalibrationCurve.Of([0.25, 0.25, 0.25, 0.25], [true, false, false, true]);

        Assert.Equal(Math.Log(3), curve.Intercept, 1e-12);
        Assert.True(double.IsNaN(curve.Slope));
        Assert.Equal(0.25, curve.Ici, 1e-12);
        Assert.Equal(0.3125, curve.Brier, 1e-12);
    }

    [Fact]
    public void Of_OneClass_IsRefused() => Assert.Throws<OneClassOutcomeException>(() => CalibrationCurve.Of([0.1, 0.9], [true, true]));

    [Fact]
    public void LocalRegression_OfAParabola_IsTheParabola()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => i * 0.3)];
        double[] fitted = LocalRegression.Fit(x, [.. x.Select(v => 2 - v + (0.5 * v * v))], [1.1, 7.7, 14.0]);

        Assert.Equal(2 - 7.7 + (0.5 * 7.7 * 7.7), fitted[1], 1e-9);
        Assert.Equal(2 - 14 + (0.5 * 14 * 14), fitted[2], 1e-9);
    }

    [Fact]
    public void Lowess_OfALine_IsTheLine()
    {
        double[] x = [.. Enumerable.Range(0, 200).Select(i => Math.Sqrt(i))];
        double[] smooth = Lowess.Smooth(x, [.. x.Select(v => 3 + (2 * v))]);

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(3 + (2 * x[i]), smooth[i], 1e-9));
    }

    private static double Probability(double x) => 1 / (1 + Math.Exp(-x));

    private static (double[] LogOdds, bool[] Events) Draw()
    {
        SeededRandom random = new SeededRandom(21).For("calibration");
        double[] logOdds = [.. Enumerable.Range(0, 1500).Select(_ => 1.5 * random.NextNormal())];
        return (logOdds, [.. logOdds.Select(x => random.NextDouble() < Probability(x))]);
    }
}
