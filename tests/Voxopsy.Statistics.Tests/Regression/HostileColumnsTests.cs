using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Tests.Regression;

/// <summary>Columns that ruin a fit: every regression gives finite numbers or an error with a name, and gives it soon.</summary>
public sealed class HostileColumnsTests
{
    private const int Rows = 40;
    private static readonly string[] Names = ["plain", "hostile"];
    private static readonly string[] Grades = ["1", "2", "3"];

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach (string model in new[] { "logistic", "firth", "cox", "ordinal", "lasso", "ridge", "lasso-linear", "lasso-cox", "multinomial", "multinomial grouped" })
        {
            foreach (string column in new[] { "huge", "tiny", "far", "nearly collinear", "separating", "nearly separating", "one row", "constant" })
            {
                cases.Add(model, column);
            }
        }

        return cases;
    }

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Cases))]
    public async Task Fit_HostileColumn_IsFiniteOrNamed(string model, string column)
    {
        (Matrix x, bool[] events, int[] grades, SurvivalOutcome survival) = Draw(column);
        double[]? coefficients = await Task.Run(() => Coefficients(model, x, events, grades, survival), TestContext.Current.CancellationToken);

        Assert.True(coefficients is null || Array.TrueForAll(coefficients, double.IsFinite), $"{string.Join(", ", coefficients ?? [])}");
    }

    [Theory]
    [InlineData("lasso")]
    [InlineData("lasso-linear")]
    [InlineData("lasso-cox")]
    public void Fit_OnlyAConstantColumn_SelectsNothing(string model)
    {
        (Matrix x, bool[] events, int[] grades, SurvivalOutcome survival) = Draw("constant");

        Assert.All(Coefficients(model, x.SelectColumns([1]), events, grades, survival)!, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Cox_ColumnThatOrdersTheEvents_IsNamed()
    {
        double[] times = [.. Enumerable.Range(1, Rows).Select(i => (double)i)];
        Matrix x = Matrix.FromColumns([.. Enumerable.Range(0, Rows).Select(i => (double)(i * 7 % 11))], [.. times.Select(time => -time)]);
        SurvivalOutcome outcome = SurvivalOutcome.Of(times, [.. Enumerable.Repeat(true, Rows)]);

        Assert.Contains("'hostile'", Assert.ThrowsAny<UnfittableModelException>(() => CoxRegression.Fit(x, outcome, Names)).Message, StringComparison.Ordinal);
    }

    /// <summary>The coefficients; null where the model names what is wrong.</summary>
    private static double[]? Coefficients(string model, Matrix x, bool[] events, int[] grades, SurvivalOutcome survival)
    {
        string[] names = Names[..x.ColumnCount];
        try
        {
            return model switch
            {
                "logistic" => LogisticRegression.Fit(x, events, names) is { Separation: null } fit ? [.. fit.Coefficients, .. fit.StandardErrors] : null,
                "firth" => [.. FirthRegression.Fit(x, events, names).Coefficients.SelectMany(one => new[] { one.Estimate, one.StandardError })],
                "cox" => [.. CoxRegression.Fit(x, survival, names).Coefficients],
                "ordinal" => [.. ProportionalOddsRegression.Fit(x, grades, Grades, names).Coefficients],
                "lasso" => Last(ElasticNet.Fit(x, events, names)),
                "ridge" => Last(ElasticNet.Fit(x, events, names, new ElasticNetSettings { Alpha = 0 })),
                "lasso-linear" => Last(ElasticNet.FitGaussian(x, [.. survival.Times], names)),
                "lasso-cox" => Last(ElasticNet.FitCox(x, survival, names)),
                "multinomial" => Last(MultinomialElasticNet.Fit(x, grades, Grades, names)),
                "multinomial grouped" => Last(MultinomialElasticNet.Fit(x, grades, Grades, names, MultinomialPenalty.Grouped)),
                _ => throw new ArgumentOutOfRangeException(nameof(model), model, null),
            };
        }
        catch (UnfittableModelException exception)
        {
            Assert.NotEmpty(exception.Message);
            return null;
        }
    }

    private static double[] Last(LassoPath path) => path.Coefficients(path.Lambdas.Length - 1);

    private static double[] Last(MultinomialPath path) => [.. Enumerable.Range(0, Grades.Length).SelectMany(c => path.Coefficients(path.Lambdas.Length - 1, c).ToArray())];

    private static (Matrix X, bool[] Events, int[] Grades, SurvivalOutcome Survival) Draw(string column)
    {
        SeededRandom random = new SeededRandom(12).For("hostile");
        double[] plain = [.. Enumerable.Range(0, Rows).Select(_ => random.NextNormal())];
        bool[] events = [.. plain.Select(value => random.NextDouble() < 1 / (1 + Math.Exp(-value)))];
        int[] grades = [.. Enumerable.Range(0, Rows).Select(i => events[i] ? 1 + (i % 2) : i % 2)];
        double[] hostile = [.. Enumerable.Range(0, Rows).Select(i => column switch
        {
            "huge" => 1e120 * random.NextNormal(),
            "tiny" => 1e-120 * random.NextNormal(),
            "far" => 1e9 + random.NextNormal(),
            "nearly collinear" => plain[i] + (1e-9 * random.NextNormal()),
            "separating" => (events[i] ? 1 : -1) * (0.5 + random.NextDouble()),
            "nearly separating" => (i == 0 ? -1 : 1) * (events[i] ? 1 : -1) * (0.5 + random.NextDouble()),
            "one row" => i == 3 ? 1 : 0,
            _ => 5,
        })];
        SurvivalOutcome survival = SurvivalOutcome.Of([.. plain.Select(value => Math.Exp(-value) * random.NextDouble())], [.. Enumerable.Range(0, Rows).Select(i => i % 3 != 0)]);
        return (Matrix.FromColumns(plain, hostile), events, grades, survival);
    }
}
