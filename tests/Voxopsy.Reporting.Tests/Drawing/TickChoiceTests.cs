using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Tests.Drawing;

public sealed class TickChoiceTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 100, 10, "0 10 20 30 40 50 60 70 80 90 100")]
    [InlineData(-0.8, 1, 5, "−0.5 0.0 0.5 1.0")]
    [InlineData(0.05, 0.6, 6, "0.1 0.2 0.3 0.4 0.5 0.6")]
    [InlineData(1200, 3400, 4, "1500 2000 2500 3000")]
    public void Linear_GivesRoundValuesInside(double from, double to, int wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', TickChoice.Linear(from, to, wanted).Select(tick => tick.Text)));

    [Theory]
    [InlineData(0.01, 100, 6, "0.01 0.1 1 10 100")]
    [InlineData(0.5, 5, 5, "0.5 1 2 5")]
    [InlineData(1.1, 1.4, 3, "1.1 1.2 1.3 1.4")]
    [InlineData(1e-9, 1, 4, "1e−9 1e−6 0.001 1")]
    public void Logarithmic_GivesPowersOfTenAndRoundParts(double from, double to, int wanted, string expected) =>
        Assert.Equal(expected, string.Join(' ', TickChoice.Logarithmic(from, to, wanted).Select(tick => tick.Text)));

    [Fact]
    public void Widened_HoldsTheRangeAndEndsAtTicks()
    {
        foreach (double start in new[] { -3.7, 0, 0.0123, 99.9 })
        {
            foreach (double length in new[] { 1e-6, 0.3, 1, 7.77, 12345 })
            {
                (double from, double to, var ticks) = TickChoice.Widened(start, start + length, 5);

                Assert.True(from <= start + (1e-8 * length) && to >= start + length - (1e-8 * length));
                Assert.Equal(from, ticks[0].Value, 9);
                Assert.Equal(to, ticks[^1].Value, 9);
                Assert.InRange(ticks.Length, 3, 12);
            }
        }
    }

    [Fact]
    public void Widened_OneValue_StillGivesARange()
    {
        Assert.True(TickChoice.Widened(0, 0, 5) is { From: < 0, To: > 0 });
        Assert.True(TickChoice.Widened(7, 7, 5) is { From: < 7, To: > 7 });
    }
}
