using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Numerics;

public sealed class PrettyTicksTests
{
    [Theory]
    [InlineData(14, 45, 10, new double[] { 10, 15, 20, 25, 30, 35, 40, 45 })]
    [InlineData(0, 1, 5, new double[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-3, 7, 4, new double[] { -4, -2, 0, 2, 4, 6, 8 })]
    public void Covering_KnownRanges_GivesRsTicks(double low, double high, int intervals, double[] expected) =>
        Assert.Equal(expected, PrettyTicks.Covering(low, high, intervals).Select(tick => Math.Round(tick, 12)));

    [Fact]
    public void Covering_AnyRange_CoversItEvenly()
    {
        SeededRandom random = new SeededRandom(1).For("ticks");
        for (int i = 0; i < 500; i++)
        {
            double low = random.NextNormal() * Math.Pow(10, random.NextInt(9) - 4);
            double high = low + (random.NextDouble() * Math.Pow(10, random.NextInt(9) - 4));
            double[] ticks = PrettyTicks.Covering(low, high, 10);
            Assert.True(ticks[0] <= low + 1e-9 && ticks[^1] >= high - 1e-9);
            Assert.InRange(ticks.Length, 2, 30);
        }
    }
}
