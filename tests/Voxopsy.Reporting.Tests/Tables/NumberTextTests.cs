using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Tests.Tables;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.7849, 0.7241, 0.843, 3, "0.785 (0.724–0.843)")]
    [InlineData(-0.031, -0.071, 0.009, 3, "−0.031 (−0.071, 0.009)")]
    [InlineData(0.5, double.NaN, double.NaN, 2, "0.50")]
    [InlineData(double.NaN, double.NaN, double.NaN, 2, "–")]
    [InlineData(-0.0001, 0, 0.1, 2, "0.00 (0.00–0.10)")]
    public void WithInterval_NeverMistakesADashForAMinus(double value, double lower, double upper, int decimals, string expected) =>
        Assert.Equal(expected, NumberText.WithInterval(new Estimate(value, lower, upper), decimals));

    [Theory]
    [InlineData(1.021, 0.999, 1.044, "1.02 (1.00–1.04)")]
    [InlineData(0.0312, 0.0041, 0.24, "0.031 (0.0041–0.24)")]
    [InlineData(412.3, 101.7, 4180, "412 (102–4180)")]
    [InlineData(2.7, double.NaN, double.NaN, "2.70")]
    public void Ratio_KeepsDigitsThatMatter(double value, double lower, double upper, string expected) =>
        Assert.Equal(expected, NumberText.Ratio(new Estimate(value, lower, upper)));

    [Theory]
    [InlineData(0.0004, "<0.001", "P\u00a0<\u00a00.001")]
    [InlineData(0.0416, "0.042", "P\u00a0=\u00a00.042")]
    [InlineData(1, "1.000", "P\u00a0=\u00a01.000")]
    [InlineData(double.NaN, "–", "P\u00a0=\u00a0–")]
    public void P_HasThreeDecimals(double p, string expected, string named)
    {
        Assert.Equal(expected, NumberText.P(p));
        Assert.Equal(named, NumberText.NamedP(p));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(59.24, "59.2")]
    [InlineData(0.00467, "0.00467")]
    [InlineData(-3.2187, "−3.22")]
    [InlineData(12345678, "1.23e7")]
    [InlineData(0.0000123, "1.23e−5")]
    public void Significant_WritesPlainlyWhereItCan(double value, string expected) => Assert.Equal(expected, NumberText.Significant(value, 3));

    [Fact]
    public void Percent_OfNothing_IsUndefined()
    {
        Assert.Equal("–", NumberText.Percent(0, 0));
        Assert.Equal("39.8%", NumberText.Percent(92, 231));
    }
}
