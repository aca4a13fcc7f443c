using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Tests.Discretization;

public sealed class GrayLevelsTests
{
    [Theory]
    [InlineData(-37, 1)]
    [InlineData(-25.0001, 1)]
    [InlineData(-25, 2)]
    [InlineData(0, 3)]
    [InlineData(24.999, 3)]
    [InlineData(25, 4)]
    public void FixedBinWidth_StartsAtAMultipleOfTheWidth(double intensity, int level) =>
        Assert.Equal(level, new FixedBinWidth(25).BinsFor(-37, 100).Level(intensity));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2.499, 1)]
    [InlineData(2.5, 2)]
    [InlineData(10, 4)]
    public void FixedBinCount_PutsTheMaximumIntoTheLastBin(double intensity, int level) =>
        Assert.Equal(level, new FixedBinCount(4).BinsFor(0, 10).Level(intensity));

    [Fact]
    public void BinsFor_TooManyLevels_SaysHowManyAndWhatToDo()
    {
        TooManyGrayLevelsException refused = Assert.Throws<TooManyGrayLevelsException>(() => new FixedBinWidth(0.001).BinsFor(0, 3000));

        Assert.Equal(
            "Intensities from 0 to 3000 with bin width 0.001 make 3000001 gray levels; at most 8192 can be counted (co-occurrence in 13 directions would need 435859.3 GiB). "
            + "Choose wider bins, a bin count, or re-segment the intensities.",
            refused.Message);
    }
}
