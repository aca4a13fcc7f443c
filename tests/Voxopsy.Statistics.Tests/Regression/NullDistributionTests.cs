using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Regression;

/// <summary>Where nothing is to be found, p values are uniform.</summary>
public sealed class NullDistributionTests
{
    private const int Simulations = 2000;

    [Fact]
    public void LikelihoodRatio_NoEffect_HasUniformP()
    {
        SeededRandom random = new SeededRandom(31).For("likelihood ratio");
        double[] p = new double[Simulations];
        for (int s = 0; s < Simulations; s++)
        {
            Matrix x = Matrix.FromColumnMajor(300, 2, [.. Enumerable.Range(0, 600).Select(_ => random.NextNormal())]);
            bool[] events = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() < 0.4)];
            p[s] = LogisticRegression.Fit(x, events, ["a", "b"]).LikelihoodRatio.P;
        }

        AssertUniform(p);
    }

    [Fact]
    public void HosmerLemeshow_TrueProbabilities_HasUniformP()
    {
        SeededRandom random = new SeededRandom(32).For("hosmer-lemeshow");
        double[] p = new double[Simulations];
        for (int s = 0; s < Simulations; s++)
        {
            double[] risk = [.. Enumerable.Range(0, 1000).Select(_ => 1 / (1 + Math.Exp(-random.NextNormal())))];
            bool[] events = [.. risk.Select(value => random.NextDouble() < value)];
            p[s] = HosmerLemeshow.Of(risk, events).ExternalP;
        }

        AssertUniform(p);
    }

    /// <summary>Kolmogorov's distance below its 99% point, 1.628 / √n.</summary>
    private static void AssertUniform(double[] p)
    {
        double[] sorted = [.. p.Order()];
        double distance = sorted.Select((value, i) => Math.Max(value - ((double)i / p.Length), ((i + 1.0) / p.Length) - value)).Max();
        Assert.InRange(distance, 0, 1.628 / Math.Sqrt(p.Length));
    }
}
