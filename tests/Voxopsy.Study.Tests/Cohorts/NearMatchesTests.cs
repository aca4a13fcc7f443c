using Voxopsy.Study.Cohorts;

namespace Voxopsy.Study.Tests.Cohorts;

public sealed class NearMatchesTests
{
    [Theory]
    [InlineData("P03", "P 03", "spaces")]
    [InlineData("P03", "P3", "zeros")]
    [InlineData("p03", "P03", "case")]
    [InlineData("Ｐ０３", "P03", "full-width characters")]
    [InlineData("P-03", "P_03", "punctuation")]
    public void Of_AlmostTheSame_IsFoundAndExplained(string wanted, string there, string difference)
    {
        Assert.Equal(there, new NearMatches([there, "Q1"]).Of(wanted));
        Assert.Equal(difference, NearMatches.Difference(wanted, there));
    }

    [Theory]
    [InlineData("P03", "P04")]
    [InlineData("P10", "P1")]
    [InlineData("P100", "P10")]
    public void Of_Another_IsNotFound(string wanted, string there) => Assert.Null(new NearMatches([there]).Of(wanted));
}
