using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class ProportionalOddsRegressionTests
{
    [Fact]
    public void Fit_FollowUpTable_MatchesR()
    {
        OracleTable table = OracleTable.Of(Path.Combine(ReferenceFolders.Checkout, "samples", "tables", "follow-up.csv"));
        string[] names = ["marker", "size_mm", "armB"];
        Matrix x = Matrix.FromColumns(table.Numbers("marker"), table.Numbers("size_mm"), [.. table.Text("arm").Select(arm => arm == "B" ? 1.0 : 0)]);

        ProportionalOddsModel model = ProportionalOddsRegression.Fit(x, [.. table.Numbers("grade").Select(grade => (int)grade - 1)], ["1", "2", "3", "4"], names);

        foreach (string[] line in File.ReadLines(Path.Combine(ReferenceFolders.Checkout, "tests", "reference", "proportional-odds", "expected.csv")).Skip(1).Select(line => line.Split(',')))
        {
            int j = Array.IndexOf(names, line[1]);
            int k = Array.IndexOf(["1|2", "2|3", "3|4"], line[1]);
            (double actual, double tolerance) = line[0] switch
            {
                "coefficient" => (model.Coefficients[j], 1e-8),
                "cut_point" => (model.CutPoints[k], 1e-8),
                "se" => (model.StandardErrors[j], 1e-6),
                "se_cut" => (Math.Sqrt(model.Covariance[3 + k, 3 + k]), 1e-4),
                _ => (model.Deviance, 1e-8),
            };
            Assert.Equal(double.Parse(line[2], CultureInfo.InvariantCulture), actual, tolerance);
        }
    }

    [Fact]
    public void Fit_TwoGrades_IsTheLogisticRegression()
    {
        (Matrix x, int[] grades) = Draw(2);
        ProportionalOddsModel ordinal = ProportionalOddsRegression.Fit(x, grades, ["low", "high"], ["a", "b"]);
        LogisticModel logistic = LogisticRegression.Fit(x, [.. grades.Select(grade => grade == 1)], ["a", "b"]);

        Assert.Equal(-logistic.Intercept, ordinal.CutPoints[0], 1e-9);
        Assert.All(Enumerable.Range(0, 2), j => Assert.Equal(logistic.Coefficients[j], ordinal.Coefficients[j], 1e-9));
        Assert.All(Enumerable.Range(0, 2), j => Assert.Equal(logistic.StandardErrors[j], ordinal.StandardErrors[j], 1e-8));
        Assert.Equal(logistic.Deviance, ordinal.Deviance, 1e-9);
    }

    [Fact]
    public void Probabilities_AnyRow_SumToOne()
    {
        (Matrix x, int[] grades) = Draw(4);
        ProportionalOddsModel model = ProportionalOddsRegression.Fit(x, grades, ["1", "2", "3", "4"], ["a", "b"]);

        Assert.All(Enumerable.Range(0, x.RowCount), i => Assert.Equal(1, model.Probabilities(x.Row(i)).Sum(), 1e-12));
        Assert.Equal(1, model.Probabilities([1e3, -1e3]).Sum(), 1e-12);
    }

    [Fact]
    public void Fit_ReversedGrades_TurnsTheSigns()
    {
        (Matrix x, int[] grades) = Draw(3);
        ProportionalOddsModel up = ProportionalOddsRegression.Fit(x, grades, ["1", "2", "3"], ["a", "b"]);
        ProportionalOddsModel down = ProportionalOddsRegression.Fit(x, [.. grades.Select(grade => 2 - grade)], ["3", "2", "1"], ["a", "b"]);

        Assert.All(Enumerable.Range(0, 2), j => Assert.Equal(up.Coefficients[j], -down.Coefficients[j], 1e-8));
        Assert.Equal(up.CutPoints[0], -down.CutPoints[1], 1e-8);
    }

    [Fact]
    public void Fit_BadInput_NamesColumnOrGrade()
    {
        (Matrix x, int[] grades) = Draw(3);
        Matrix separating = Matrix.FromColumns([.. grades.Select(grade => (double)grade)]);
        double[] holed = x.Column(0).ToArray();
        holed[4] = double.NaN;

        Assert.Contains("'9'", Assert.Throws<UnfittableModelException>(() => ProportionalOddsRegression.Fit(x, grades, ["1", "2", "3", "9"], ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Contains("'same'", Assert.Throws<UnfittableModelException>(() => ProportionalOddsRegression.Fit(separating, grades, ["1", "2", "3"], ["same"])).Message, StringComparison.Ordinal);
        Assert.Contains("hole", Assert.Throws<MissingValueException>(() => ProportionalOddsRegression.Fit(Matrix.FromColumns(holed), grades, ["1", "2", "3"], ["hole"])).Message, StringComparison.Ordinal);
        Assert.Contains("'flat'", Assert.Throws<CollinearColumnsException>(() => ProportionalOddsRegression.Fit(Matrix.FromColumns(new double[grades.Length]), grades, ["1", "2", "3"], ["flat"])).Message, StringComparison.Ordinal);
    }

    private static (Matrix X, int[] Grades) Draw(int count)
    {
        SeededRandom random = new SeededRandom(5).For("grades");
        Matrix x = Matrix.FromColumnMajor(200, 2, [.. Enumerable.Range(0, 400).Select(_ => random.NextNormal())]);
        double[] latent = [.. Enumerable.Range(0, 200).Select(i => x[i, 0] - (0.5 * x[i, 1]) + (1.8 * random.NextNormal()))];
        double[] sorted = [.. latent.Order()];
        return (x, [.. latent.Select(value => Math.Min(count - 1, Array.BinarySearch(sorted, value) * count / 200))]);
    }
}
