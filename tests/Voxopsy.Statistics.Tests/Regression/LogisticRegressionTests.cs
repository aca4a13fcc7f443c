using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Fit_TwoByTwoTable_IsTheLogOddsRatio()
    {
        // 30 exposed with 20 events, 40 unexposed with 10 events: log(20/10) - log(10/30), variance the sum of reciprocals.
        double[] exposed = [.. Enumerable.Repeat(1.0, 30), .. Enumerable.Repeat(0.0, 40)];
        bool[] events = [.. Enumerable.Range(0, 70).Select(i => i < 20 || (i >= 30 && i < 40))];

        LogisticModel model = LogisticRegression.Fit(Matrix.FromColumns(exposed), events, ["exposed"]);

        Assert.Equal(Math.Log(6), model.Coefficients[0], 1e-12);
        Assert.Equal(-Math.Log(3), model.Intercept, 1e-12);
        Assert.Equal(Math.Sqrt((1 / 20.0) + (1 / 10.0) + (1 / 10.0) + (1 / 30.0)), model.StandardErrors[0], 1e-12);
        Assert.Equal(6, model.OddsRatios()[0].Estimate, 1e-11);
        Assert.Equal(20.0 / 30, model.Predict([1.0]), 1e-12);
        Assert.Null(model.Separation);
    }

    [Fact]
    public void Fit_InterceptOnly_IsTheLogOdds()
    {
        LogisticModel model = LogisticRegression.Fit(Matrix.Empty(4), [true, false, false, false], []);

        Assert.Equal(-Math.Log(3), model.Intercept, 1e-14);
        Assert.Equal(model.NullDeviance, model.Deviance, 1e-14);
    }

    [Fact]
    public void Fit_ColumnsTenOrdersApart_GivesTheSameModelAsScaledColumns()
    {
        (Matrix predictors, bool[] events) = Draw(200, 3);
        Matrix scaled = Matrix.FromColumns(
            [.. predictors.Column(0).ToArray().Select(x => (1e10 * x) + 3e10)], predictors.Column(1).ToArray(), [.. predictors.Column(2).ToArray().Select(x => 1e-6 * x)]);

        LogisticModel plain = LogisticRegression.Fit(predictors, events, ["a", "b", "c"]);
        LogisticModel other = LogisticRegression.Fit(scaled, events, ["a", "b", "c"]);

        Assert.Equal(plain.Deviance, other.Deviance, 1e-10);
        Assert.Equal(plain.Coefficients[0], other.Coefficients[0] * 1e10, 1e-10);
        Assert.Equal(plain.StandardErrors[2], other.StandardErrors[2] / 1e6, 1e-10);
        Assert.Equal(plain.Z[1], other.Z[1], 1e-10);
    }

    [Fact]
    public void Fit_ColumnThatSeparates_NamesItAndGivesNoStandardError()
    {
        (Matrix predictors, bool[] events) = Draw(60, 2);
        double[] marker = [.. events.Select(e => e ? 1.0 : 0.0)];
        marker[0] = 0;
        marker[Array.IndexOf(events, true)] = 0;

        LogisticModel model = LogisticRegression.Fit(predictors.Append(Matrix.FromColumns(marker)), events, ["age", "size", "marker"]);

        Assert.Equal(SeparationKind.QuasiComplete, model.Separation!.Kind);
        Assert.Equal(["marker"], model.Separation.Columns);
        Assert.All(model.StandardErrors, error => Assert.True(double.IsNaN(error)));
        Assert.InRange(model.Predict([0, 0, 1]), 1 - 1e-6, 1);
    }

    [Fact]
    public void Fit_CombinationThatSeparates_NamesItsColumns()
    {
        (Matrix predictors, _) = Draw(60, 3);
        bool[] events = [.. Enumerable.Range(0, 60).Select(i => predictors[i, 0] - predictors[i, 2] > 0.1)];

        Separation separation = LogisticRegression.Fit(predictors, events, ["a", "b", "c"]).Separation!;

        Assert.Equal(SeparationKind.Complete, separation.Kind);
        Assert.Contains("a", separation.Columns);
        Assert.Contains("c", separation.Columns);
    }

    [Fact]
    public void Fit_DependentAndConstantColumns_NamesThemAndTheirParts()
    {
        (Matrix predictors, bool[] events) = Draw(50, 2);
        double[] sum = [.. Enumerable.Range(0, 50).Select(i => predictors[i, 0] + (3 * predictors[i, 1]) + 2)];
        Matrix all = predictors.Append(Matrix.FromColumns(sum, [.. Enumerable.Repeat(7.5, 50)]));

        CollinearColumnsException problem =
            Assert.Throws<CollinearColumnsException>(() => LogisticRegression.Fit(all, events, ["a", "b", "sum", "same"]));

        Assert.Equal(["sum", "same"], problem.Columns);
        Assert.Equal(
            "The coefficients are not determined by the 50 rows: column 'sum' is a linear combination of 'a', 'b'; "
            + "column 'same' is constant (7.5 in every row). Leave out 'sum', 'same'.",
            problem.Message);
    }

    [Fact]
    public void Fit_MissingValueOrOneClass_IsRefusedByName()
    {
        Matrix predictors = Matrix.FromColumns([1, 2, double.NaN, 4]);

        Assert.Equal(
            "Column 'age' holds NaN in row 2, and a model needs a finite number there; impute it in training or leave the row out.",
            Assert.Throws<MissingValueException>(() => LogisticRegression.Fit(predictors, [true, false, true, false], ["age"])).Message);
        Assert.Throws<OneClassOutcomeException>(() => LogisticRegression.Fit(Matrix.FromColumns([1, 2, 3]), [true, true, true], ["age"]));
    }

    private static (Matrix Predictors, bool[] Events) Draw(int rows, int columns)
    {
        SeededRandom random = new SeededRandom(11).For("logistic");
        double[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => random.NextNormal())];
        Matrix predictors = Matrix.FromColumnMajor(rows, columns, values);
        bool[] events = [.. Enumerable.Range(0, rows).Select(i => random.NextDouble() < 1 / (1 + Math.Exp(-values[i])))];
        return (predictors, events);
    }
}
