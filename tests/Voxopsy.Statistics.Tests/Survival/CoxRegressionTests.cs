using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Tests.Survival;

public sealed class CoxRegressionTests
{
    [Fact]
    public void Fit_TrueHazardRatio_IsFoundWithinItsInterval()
    {
        SeededRandom random = new SeededRandom(3).For("cox");
        double[] x = [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())];
        double[] times = [.. x.Select(value => -Math.Log(1 - random.NextDouble()) / Math.Exp(0.8 * value))];
        bool[] events = [.. times.Select(_ => random.NextDouble() < 0.7)];
        SurvivalOutcome outcome = SurvivalOutcome.Of(times, events);

        CoxModel model = CoxRegression.Fit(Matrix.FromColumns(x), outcome, ["x"]);

        Assert.InRange(Math.Abs(model.Coefficients[0] - 0.8) / model.StandardErrors[0], 0, 3);
        Assert.Equal(0, model.MartingaleResiduals.Sum(), 1e-9);
        Assert.True(SurvivalConcordance.Of(outcome, [.. x.Select(value => -value)]).Value > 0.65);
    }

    [Fact]
    public void FitCox_PenaltyZero_IsTheCoxRegression()
    {
        SeededRandom random = new SeededRandom(6).For("cox path");
        Matrix x = Matrix.FromColumnMajor(120, 4, [.. Enumerable.Range(0, 480).Select(_ => random.NextNormal())]);
        SurvivalOutcome outcome = SurvivalOutcome.Of(
            [.. Enumerable.Range(0, 120).Select(i => -Math.Log(1 - random.NextDouble()) / Math.Exp(x[i, 0]))], [.. Enumerable.Range(0, 120).Select(i => i % 3 != 0)]);
        string[] names = ["a", "b", "c", "d"];

        LassoPath path = ElasticNet.FitCox(x, outcome, names, new ElasticNetSettings { Lambdas = [0.1, 0.01, 0] });
        CoxModel model = CoxRegression.Fit(x, outcome, names, CoxTies.Breslow);

        Assert.InRange(path.LargestViolation, 0, 1e-8);
        Assert.All(Enumerable.Range(0, 4), j => Assert.Equal(model.Coefficients[j], path.Coefficients(2)[j], 1e-6));
    }

    [Fact]
    public void Fit_ColumnThatTellsEarlyEventsApart_IsRefused()
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(i => i < 10 ? 1.0 : 0)];
        SurvivalOutcome outcome = SurvivalOutcome.Of([.. Enumerable.Range(1, 20).Select(i => (double)i)], [.. Enumerable.Range(0, 20).Select(i => i < 10)]);

        double[] noise = [.. Enumerable.Range(0, 20).Select(i => i * 7 % 20 / 10.0)];
        UnfittableModelException thrown = Assert.ThrowsAny<UnfittableModelException>(() => CoxRegression.Fit(Matrix.FromColumns(noise, x), outcome, ["noise", "x"]));
        Assert.Contains("'x'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NegativeTimeOrNoEvent_IsRefused()
    {
        Assert.Throws<SurvivalException>(() => SurvivalOutcome.Of([1, -2], [true, true]));
        Assert.Throws<SurvivalException>(() => CoxRegression.Fit(Matrix.FromColumns([1, 2]), SurvivalOutcome.Of([1, 2], [false, false]), ["x"]));
    }
}
