using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class LassoTests
{
    [Theory]
    [InlineData(1, 80, 30, 1.0)]
    [InlineData(2, 60, 150, 1.0)]
    [InlineData(3, 80, 30, 0.5)]
    [InlineData(4, 60, 150, 0.3)]
    [InlineData(5, 80, 30, 0.0)]
    public void Fit_RandomRows_MeetsTheOptimalityConditions(int seed, int rows, int columns, double alpha)
    {
        (Matrix predictors, bool[] events) = Draw(seed, rows, columns);
        LassoPath path = ElasticNet.Fit(predictors, events, Names(columns), new ElasticNetSettings { Alpha = alpha });

        Assert.InRange(path.LargestViolation, 0, 1e-8);
        double largest = path.Lambdas[0] * Math.Max(alpha, 1e-3);
        for (int k = 1; k < path.Lambdas.Length; k++)
        {
            // The conditions from scratch, in the scale of standardized columns.
            double[] coefficients = path.Coefficients(k);
            double[] predictor = path.LinearPredictor(k, predictors);
            for (int j = 0; j < columns; j++)
            {
                double[] column = predictors.Column(j).ToArray();
                double mean = column.Average();
                double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
                double slope = Enumerable.Range(0, rows).Average(i => (column[i] - mean) / deviation * ((events[i] ? 1 : 0) - (1 / (1 + Math.Exp(-predictor[i])))));
                double scaled = coefficients[j] * deviation;
                double rest = slope - (path.Lambdas[k] * (1 - alpha) * scaled);
                double violation = scaled != 0
                    ? Math.Abs(rest - (path.Lambdas[k] * alpha * Math.Sign(scaled)))
                    : Math.Max(0, Math.Abs(rest) - (path.Lambdas[k] * alpha));
                Assert.True(violation <= 1e-8 * largest, $"penalty {k}, column {j}: {violation}");
            }
        }
    }

    [Fact]
    public void Fit_RepeatedAndConstantColumns_AreLeftOutOfThePath()
    {
        (Matrix predictors, bool[] events) = Draw(7, 60, 4);
        Matrix all = predictors.Append(Matrix.FromColumns([.. predictors.Column(0).ToArray().Select(x => 5 - (2 * x))], [.. Enumerable.Repeat(1.0, 60)]));

        LassoPath path = Lasso.Fit(all, events, Names(6));
        LassoPath plain = Lasso.Fit(predictors, events, Names(4));

        Assert.All(Enumerable.Range(0, path.Lambdas.Length), k => Assert.Equal([.. plain.Coefficients(k), 0, 0], path.Coefficients(k)));
    }

    [Fact]
    public void Fit_PenaltyZero_IsTheMaximumLikelihood()
    {
        (Matrix predictors, bool[] events) = Draw(8, 100, 3);

        LassoPath path = Lasso.Fit(predictors, events, Names(3), new ElasticNetSettings { Lambdas = [0.1, 0.01, 0] });
        LogisticModel model = LogisticRegression.Fit(predictors, events, Names(3));

        Assert.All(Enumerable.Range(0, 3), j => Assert.Equal(model.Coefficients[j], path.Coefficients(2)[j], 1e-7));
        Assert.Equal(model.Intercept, path.Intercepts[2], 1e-7);
    }

    [Fact]
    public void CrossValidate_OneThreadOrTwo_GivesTheSameBits()
    {
        (Matrix predictors, bool[] events) = Draw(9, 100, 40);
        int[] folds = [.. Enumerable.Range(0, 100).Select(i => i % 5)];

        CrossValidatedLasso one = CrossValidatedLasso.Fit(predictors, events, folds);
        CrossValidatedLasso two = CrossValidatedLasso.Fit(predictors, events, folds, settings: new ElasticNetSettings { Threads = 2 });

        Assert.Equal(one.Mean, two.Mean);
        Assert.Equal(one.StandardError, two.StandardError);
        Assert.True(one.OneStandardErrorIndex <= one.MinimumIndex);
        Assert.Equal(one.Mean.Min(), one.Mean[one.MinimumIndex]);
    }

    [Fact]
    public void CrossValidate_FoldWithoutEvents_IsRefused()
    {
        (Matrix predictors, _) = Draw(10, 30, 3);
        bool[] events = [.. Enumerable.Range(0, 30).Select(i => i < 5)];
        int[] folds = [.. Enumerable.Range(0, 30).Select(i => i < 5 ? 0 : 1 + (i % 2))];

        Assert.Throws<OneClassOutcomeException>(() => CrossValidatedLasso.Fit(predictors, events, folds));
        Assert.Throws<ArgumentException>(() => CrossValidatedLasso.Fit(predictors, events, new int[30]));
    }

    [Fact]
    public void Interpolate_BetweenPenalties_LiesBetweenTheirCoefficients()
    {
        (Matrix predictors, bool[] events) = Draw(11, 60, 5);
        LassoPath path = Lasso.Fit(predictors, events, Names(5));
        double middle = (path.Lambdas[3] + path.Lambdas[4]) / 2;

        double[] values = path.Interpolate(middle);

        Assert.Equal((path.Intercepts[3] + path.Intercepts[4]) / 2, values[0], 1e-12);
        Assert.Equal((path.Coefficients(3)[0] + path.Coefficients(4)[0]) / 2, values[1], 1e-12);
        Assert.Equal(path.Intercepts[0], path.Interpolate(10)[0]);
    }

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(j => $"x{j}")];

    private static (Matrix Predictors, bool[] Events) Draw(int seed, int rows, int columns)
    {
        SeededRandom random = new SeededRandom(seed).For("lasso");
        double[] shared = [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())];
        double[][] values = [.. Enumerable.Range(0, columns).Select(j => shared.Select(s => ((0.7 * s) + random.NextNormal()) * (j + 1)).ToArray())];
        bool[] events = [.. Enumerable.Range(0, rows).Select(i => random.NextDouble() < 1 / (1 + Math.Exp(-values[0][i])))];
        return (Matrix.FromColumns(values), events);
    }
}
