using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Tests.Regression;

public sealed class ModelFormulaTests
{
    [Fact]
    public void Parse_StarAndSpline_GivesMainEffectsBeforeInteractions()
    {
        ModelFormula formula = ModelFormula.Parse("age * ui + rcs(lwt, 4) + `a-b`");

        Assert.Equal(["age", "ui", "lwt", "a-b", "age:ui"], formula.Terms.Select(term => term.Name));
        Assert.Equal(4, formula.Terms[2].Factors[0].KnotCount);
    }

    [Theory]
    [InlineData("age + ", "The formula 'age + ' has an empty place beside a '+'.")]
    [InlineData("rcs(age)", "In the formula 'rcs(age)', 'rcs(age)' is no spline; write rcs(variable, knots) with 3 to 9 knots.")]
    [InlineData("age:sex", "The formula 'age:sex' has the interaction 'age:sex' without the variable 'age' itself; write 'age * sex'.")]
    public void Parse_NoFormula_SaysWhere(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ModelFormula.Parse(text)).Message);

    [Fact]
    public void Encode_NewRows_KeepsLevelsAndKnotsOfTraining()
    {
        ModelVariable[] training = [new NumericVariable("x", [.. Enumerable.Range(0, 200).Select(i => (double)i)]), FactorVariable.Of("g", ["a", "b", "c"], [.. Enumerable.Range(0, 200).Select(i => "abc"[i % 3].ToString())])];
        ModelEncoding encoding = ModelEncoding.Learn(ModelFormula.Parse("rcs(x, 3) + g"), training);

        IReadOnlyList<ModelTerm> terms = encoding.Encode([new NumericVariable("x", [-5, 500]), FactorVariable.Of("g", ["a", "b", "c"], ["c", "a"])]);

        Assert.Equal(["x", "x'"], terms[0].Columns);
        Assert.Equal([-5, 500], terms[0].Values.Column(0).ToArray());
        Assert.Equal(0, terms[0].Values[0, 1]);
        Assert.Equal(["g=b", "g=c"], terms[1].Columns);
        Assert.Equal([1, 0], terms[1].Values.Column(1).ToArray());
    }

    [Fact]
    public void Spline_BeyondTheLastKnot_IsStraight()
    {
        RestrictedCubicSpline spline = new([1, 2, 4, 7]);

        for (int column = 1; column < spline.ColumnCount; column++)
        {
            double step = spline.Evaluate(9, column) - spline.Evaluate(8, column);
            Assert.Equal(step, spline.Evaluate(10, column) - spline.Evaluate(9, column), 1e-10);
            Assert.Equal(0, spline.Evaluate(0.5, column));
        }
    }

    [Fact]
    public void FactorVariable_UnknownLevel_IsRefused() => Assert.StartsWith(
        "Variable 'sex' holds 'X' in row 1, which is none of its levels F, M",
        Assert.Throws<ArgumentException>(() => FactorVariable.Of("sex", ["F", "M"], ["F", "X"])).Message,
        StringComparison.Ordinal);
}
