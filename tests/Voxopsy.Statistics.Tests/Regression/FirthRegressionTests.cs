using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class FirthRegressionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Limits_SeparatedOutcomes_AreRootsOfTheProfile(int seed)
    {
        SeededRandom random = new SeededRandom(seed).For("separated");
        const int Rows = 40;
        double[] values = [.. Enumerable.Range(0, 3 * Rows).Select(_ => random.NextNormal())];
        Matrix x = Matrix.FromColumnMajor(Rows, 3, values);
        bool[] events = [.. Enumerable.Range(0, Rows).Select(i => values[i] + (0.8 * values[Rows + i]) > 0.2)];
        FirthModel model = FirthRegression.Fit(x, events, ["a", "b", "c"]);
        double threshold = model.PenalizedLogLikelihood - (ChiSquared.Quantile(0.95, 1) / 2);

        for (int j = 0; j < model.Coefficients.Length; j++)
        {
            FirthCoefficient one = model.Coefficients[j];
            foreach (double limit in new[] { one.Lower, one.Upper })
            {
                FirthLikelihood likelihood = new(x, [.. events.Select(event1 => event1 ? 1.0 : 0.0)]);
                double[] estimate = [.. model.Coefficients.Select((each, k) => each.Estimate * likelihood.Scales[k])];
                double held = limit * likelihood.Scales[j];
                likelihood.Maximize(estimate, _ => true);

                // An own trace in small steps, which must not find more than the threshold, and the search's own value there.
                double unit = likelihood.StandardErrors()[j];
                likelihood.Follow(estimate, j, held, 0.05 * unit, held);
                Assert.InRange(likelihood.Value + likelihood.ScaleShift, double.NegativeInfinity, threshold + 1e-6);
                likelihood.Maximize(estimate, _ => true);
                double deviance = new FirthProfile(likelihood, estimate, unit, j).At(held).Deviance;
                Assert.Equal(threshold, (-deviance / 2) + likelihood.ScaleShift, 1e-6);
            }
        }
    }
}
