using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Tests.Resampling;

public sealed class AntiAliasingTests
{
    private static readonly Grid Fine = Grid.Axial(new GridSize(64, 32, 16), new VoxelSpacing(1, 1, 4));

    [Fact]
    public void Sigma_CoarserAxes_MatchTheWidthOfTheNewVoxel()
    {
        (double x, double y, double z) = AntiAliasing.Sigma(Fine, Reorientation.WithSpacing(Fine, new VoxelSpacing(4, 1, 4)));

        // Half widths add as squares: 1² + 8 ln 2 · σ² = 4².
        Assert.Equal(4, Math.Sqrt(1 + (8 * Math.Log(2) * x * x)), 1e-12);
        Assert.Equal((0, 0), (y, z));
    }

    [Fact]
    public void Smooth_FinerOrEqualGrid_GivesTheImageItself()
    {
        Volume image = new(Fine, new float[Fine.Size.VoxelCount]);

        Assert.Same(image, AntiAliasing.Smooth(image, Reorientation.WithSpacing(Fine, new VoxelSpacing(0.5, 1, 2))));
    }

    [Fact]
    public void Smooth_AStripeFinerThanTheNewVoxels_VanishesInsteadOfBecomingAnotherStripe()
    {
        // A wave of 1.6 voxels, sampled every 4th voxel without smoothing, would look like a wave of 8 voxels.
        Volume image = new(Fine, [.. Enumerable.Range(0, (int)Fine.Size.VoxelCount).Select(i => (float)(100 * Math.Cos(2 * Math.PI * (i % 64) * 5 / 8)))]);
        Grid coarse = Reorientation.WithSpacing(Fine, new VoxelSpacing(4, 1, 4));

        Assert.True(Spread(Resampler.Resample(image, coarse, Interpolation.Linear)) > 20);
        Assert.True(Spread(Resampler.Resample(AntiAliasing.Smooth(image, coarse), coarse, Interpolation.Linear)) < 1);
    }

    [Fact]
    public void Smooth_AConstant_StaysThatConstantUpToTheBorder()
    {
        Volume image = new(Fine, [.. Enumerable.Repeat(37f, (int)Fine.Size.VoxelCount)]);
        Volume smooth = AntiAliasing.Smooth(image, Reorientation.WithSpacing(Fine, new VoxelSpacing(3, 5, 9)));

        Assert.All(smooth.Voxels.ToArray(), value => Assert.Equal(37f, value, 1e-4f));
    }

    /// <summary>The standard deviation, one new voxel away from the border.</summary>
    private static double Spread(Volume image)
    {
        double[] row = [.. image.Row(image.Grid.Size.Y / 2, image.Grid.Size.Z / 2)[2..^2].ToArray().Select(value => (double)value)];
        double mean = row.Average();
        return Math.Sqrt(row.Average(value => (value - mean) * (value - mean)));
    }
}
