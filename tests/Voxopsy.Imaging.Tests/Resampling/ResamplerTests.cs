using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Tests.Resampling;

public sealed class ResamplerTests
{
    private static readonly Grid Source = Grid.Axial(new GridSize(9, 8, 7), new VoxelSpacing(1, 2, 3));

    [Theory]
    [InlineData(Interpolation.Nearest)]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.CubicBSpline)]
    public void Resample_OntoItself_ChangesNothing(Interpolation interpolation)
    {
        Volume image = Noise(Source);

        Volume same = Resampler.Resample(image, Source, interpolation);

        for (int i = 0; i < same.Voxels.Length; i++)
        {
            Assert.Equal(image.Voxels[i], same.Voxels[i], 1e-4f);
        }
    }

    [Theory]
    [InlineData(Interpolation.Linear)]
    [InlineData(Interpolation.CubicBSpline)]
    public void Resample_RotatedGrid_EqualsThatOfAxesOneByOne(Interpolation interpolation)
    {
        // Axes swapped: the general path must give what the path along axes gives for the same places.
        Volume image = Noise(Source);
        Grid straight = new(new GridSize(5, 5, 5), new VoxelSpacing(0.7, 0.7, 0.7), new PatientPoint(2, 5, 7), Direction.Identity);
        Grid turned = new(straight.Size, straight.Spacing, straight.Origin, new Direction(new(0, 1, 0), new(0, 0, 1), new(1, 0, 0)));

        Volume a = Resampler.Resample(image, straight, interpolation);
        Volume b = Resampler.Resample(image, turned, interpolation);

        for (int z = 0; z < 5; z++)
        {
            for (int y = 0; y < 5; y++)
            {
                for (int x = 0; x < 5; x++)
                {
                    Assert.Equal(a[x, y, z], b[y, z, x], 1e-3f);
                }
            }
        }
    }

    [Fact]
    public void Resample_OutsideTheImage_IsTheOutsideValue()
    {
        Grid beyond = new(new GridSize(2, 1, 1), Source.Spacing, new PatientPoint(8, 0, 0), Direction.Identity);

        Volume there = Resampler.Resample(Noise(Source), beyond, Interpolation.Linear, outside: -1000);

        Assert.Equal(-1000, there.Voxels[1]);
        Assert.NotEqual(-1000, there.Voxels[0]);
    }

    [Fact]
    public void Resample_MaskToHalfSpacing_KeepsItsVolume()
    {
        byte[] membership = new byte[Source.Size.VoxelCount];
        membership[Source.Size.Offset(4, 4, 3)] = membership[Source.Size.Offset(5, 4, 3)] = 1;
        Grid fine = new(new GridSize(18, 16, 14), new VoxelSpacing(0.5, 1, 1.5), new PatientPoint(-0.25, -0.5, -0.75), Direction.Identity);

        Mask mask = Resampler.Resample(Mask.FromMembership(Source, membership), fine, Interpolation.Nearest);

        Assert.Equal(16, mask.VoxelCount);
    }

    private static Volume Noise(Grid grid)
    {
        float[] voxels = new float[grid.Size.VoxelCount];
        uint state = 5;
        for (int i = 0; i < voxels.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            voxels[i] = (state >> 8) % 1000;
        }

        return new Volume(grid, voxels);
    }
}
