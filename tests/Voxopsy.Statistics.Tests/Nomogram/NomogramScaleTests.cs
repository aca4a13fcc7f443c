using Voxopsy.Statistics.Nomogram;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Nomogram;

public sealed class NomogramScaleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TotalPoints_AnyRow_GiveTheModelsLinearPredictor(int seed)
    {
        (LogisticModel model, Matrix predictors) = Fit(seed);
        double[] linear = model.LinearPredictor(predictors);
        NomogramScale scale = NomogramScale.From(
            model,
            [
                NomogramPredictor.FromValues("age", predictors.Column(0)),
                NomogramPredictor.FromValues("smoke", predictors.Column(1)),
                NomogramPredictor.Factor("grade", ["low", "middle", "high"], ["grade=middle", "grade=high"]),
            ],
            linear);

        for (int i = 0; i < predictors.RowCount; i++)
        {
            double total = scale.TotalPoints(predictors.Row(i));
            Assert.Equal(linear[i], scale.LinearPredictor(total), 1e-9);
            Assert.Equal(model.Predict(predictors.Row(i)), scale.Probability(total), 1e-12);
            Assert.Equal(total, scale.PointsOfLinearPredictor(linear[i]), 1e-7);
        }

        Assert.Equal(100, scale.Axes.Max(axis => axis.Ticks.Max(tick => tick.Points)), 1e-9);
        Assert.All(scale.Axes, axis => Assert.Equal(0, axis.Ticks.Min(tick => tick.Points), 1e-9));
        Assert.Equal(["0", "1"], scale.Axes[1].Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void From_ColumnWithoutAxis_IsNamed()
    {
        (LogisticModel model, _) = Fit(1);

        ArgumentException problem = Assert.Throws<ArgumentException>(() => NomogramScale.From(model, [NomogramPredictor.Continuous("age", 0, 1)], [0, 1]));

        Assert.Contains("smoke, grade=middle, grade=high", problem.Message, StringComparison.Ordinal);
    }

    private static (LogisticModel Model, Matrix Predictors) Fit(int seed)
    {
        SeededRandom random = new SeededRandom(seed).For("nomogram");
        double[] age = [.. Enumerable.Range(0, 150).Select(_ => 50 + (12 * random.NextNormal()))];
        double[] smoke = [.. Enumerable.Range(0, 150).Select(_ => (double)random.NextInt(2))];
        int[] grade = [.. Enumerable.Range(0, 150).Select(_ => random.NextInt(3))];
        Matrix predictors = Matrix.FromColumns(age, smoke, [.. grade.Select(g => g == 1 ? 1.0 : 0)], [.. grade.Select(g => g == 2 ? 1.0 : 0)]);
        bool[] events = [.. Enumerable.Range(0, 150).Select(i => random.NextDouble() < 1 / (1 + Math.Exp(-((0.05 * (age[i] - 50)) + smoke[i] - grade[i]))))];
        return (LogisticRegression.Fit(predictors, events, ["age", "smoke", "grade=middle", "grade=high"]), predictors);
    }
}
