using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class MultinomialElasticNetTests
{
    private static readonly string[] Classes = ["x", "y", "z", "w"];

    [Theory]
    [InlineData(MultinomialPenalty.Ungrouped, 3, 1.0)]
    [InlineData(MultinomialPenalty.Ungrouped, 4, 1.0)]
    [InlineData(MultinomialPenalty.Ungrouped, 4, 0.5)]
    [InlineData(MultinomialPenalty.Grouped, 3, 1.0)]
    [InlineData(MultinomialPenalty.Grouped, 4, 0.6)]
    public void Fit_RandomRows_MeetsTheOptimalityConditions(MultinomialPenalty penalty, int classes, double alpha)
    {
        (Matrix x, int[] own) = Draw(classes);
        MultinomialPath path = MultinomialElasticNet.Fit(x, own, Classes[..classes], Names(x), penalty, new ElasticNetSettings { Alpha = alpha, LambdaCount = 30 });

        Assert.InRange(path.LargestViolation, 0, 1e-8);
        for (int k = 1; k < path.Lambdas.Length; k++)
        {
            double[][] p = path.Probabilities(path.Lambdas[k], x);
            for (int j = 0; j < x.ColumnCount; j++)
            {
                double[] column = x.Column(j).ToArray();
                double mean = column.Average();
                double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
                double[] b = [.. Enumerable.Range(0, classes).Select(c => path.Coefficients(k, c)[j] * deviation)];
                double[] rest = [.. Enumerable.Range(0, classes).Select(c =>
                    own.Select((label, i) => (column[i] - mean) / deviation * ((label == c ? 1 : 0) - p[i][c])).Average() - (path.Lambdas[k] * (1 - alpha) * b[c]))];
                double bound = path.Lambdas[k] * alpha;
                double length = Math.Sqrt(b.Sum(value => value * value));
                double violation = penalty == MultinomialPenalty.Ungrouped
                    ? Enumerable.Range(0, classes).Max(c => b[c] != 0 ? Math.Abs(rest[c] - (bound * Math.Sign(b[c]))) : Math.Abs(rest[c]) - bound)
                    : length > 0 ? Enumerable.Range(0, classes).Max(c => Math.Abs(rest[c] - (bound * b[c] / length))) : Math.Sqrt(rest.Sum(value => value * value)) - bound;
                Assert.True(violation <= 1e-8 * path.Lambdas[0], $"penalty {k}, column {j}: {violation}");
            }
        }
    }

    [Fact]
    public void Fit_GroupedPenalty_TakesAColumnForAllClassesOrNone()
    {
        (Matrix x, int[] own) = Draw(3);
        MultinomialPath path = MultinomialElasticNet.Fit(x, own, Classes[..3], Names(x), MultinomialPenalty.Grouped);

        for (int k = 0; k < path.Lambdas.Length; k++)
        {
            int[] used = [.. Enumerable.Range(0, x.ColumnCount).Select(j => Enumerable.Range(0, 3).Count(c => path.Coefficients(k, c)[j] != 0))];
            Assert.All(used, count => Assert.True(count is 0 or 3));
        }
    }

    [Fact]
    public void Fit_ClassWithoutRows_IsNamed()
    {
        (Matrix x, int[] own) = Draw(3);
        Assert.Contains("'w'", Assert.Throws<UnfittableModelException>(() => MultinomialElasticNet.Fit(x, own, Classes, Names(x))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OneThreadOrTwo_GivesTheSameBits()
    {
        (Matrix x, int[] own) = Draw(3);
        int[] folds = [.. own.Select((_, i) => i % 5)];
        CrossValidatedMultinomial one = CrossValidatedMultinomial.Fit(x, own, Classes[..3], folds, CrossValidationMeasure.Misclassification);
        CrossValidatedMultinomial two = CrossValidatedMultinomial.Fit(
            x, own, Classes[..3], folds, CrossValidationMeasure.Misclassification, settings: new ElasticNetSettings { Threads = 2 });

        Assert.Equal(one.Mean, two.Mean);
        Assert.InRange(one.Mean[one.MinimumIndex], 0, 0.5);
    }

    [Fact]
    public void FitCox_CensoringAtTheTimeOfAnEvent_IsAtRiskUnlessAskedOtherwise()
    {
        double[] x = [0.3, -1.2, 0.8, 1.5, -0.4, 0.1, 2.0, -0.7, 0.9, -1.5, 0.2, 1.1];
        // Row 0 is censored at the time of row 1's event; times are too large for glmnet's shift.
        double[] times = [1000, 1000, 1000, 2000, 2000, 2000, 3000, 3000, 4000, 4000, 5000, 5000];
        bool[] events = [false, true, true, false, true, true, false, true, true, false, true, true];
        SurvivalOutcome outcome = SurvivalOutcome.Of(times, events);
        ElasticNetSettings settings = new() { Lambdas = [0.1, 0.0001] };

        double exact = ElasticNet.FitCox(Matrix.FromColumns(x), outcome, ["x"], settings).Coefficients(1)[0];
        double asGlmnet = ElasticNet.FitCox(Matrix.FromColumns(x), outcome, ["x"], settings with { TiedCensoring = TiedCensoring.AsGlmnet }).Coefficients(1)[0];
        double breslow = CoxRegression.Fit(Matrix.FromColumns(x), outcome, ["x"], CoxTies.Breslow).Coefficients[0];

        Assert.Equal(breslow, exact, 1e-2);
        Assert.NotEqual(exact, asGlmnet, 1e-4);
    }

    private static string[] Names(Matrix x) => [.. Enumerable.Range(0, x.ColumnCount).Select(j => $"f{j}")];

    private static (Matrix X, int[] Classes) Draw(int classes)
    {
        SeededRandom random = new SeededRandom(classes).For("classes");
        Matrix x = Matrix.FromColumnMajor(90, 12, [.. Enumerable.Range(0, 90 * 12).Select(_ => random.NextNormal())]);
        return (x, [.. Enumerable.Range(0, 90).Select(i => Enumerable.Range(0, classes).MaxBy(c => (1.2 * x[i, c]) + random.NextNormal()))]);
    }
}
