using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Tests;

public sealed class GridTests
{
    private static readonly Grid Oblique = Grid.FromAffine(
        new GridSize(10, 12, 7),
        new Affine(new(0.9, 0.1, 0.05), new(-0.1, 0.8, 0.2), new(0.1, -0.4, 2.5), new(-12.5, 40, 3)));

    [Fact]
    public void PatientToVoxel_OfVoxelToPatient_IsTheVoxel()
    {
        PatientPoint point = Oblique.VoxelToPatient.Apply(3, 5, 2);
        PatientPoint back = Oblique.PatientToVoxel.Apply(point.X, point.Y, point.Z);

        Assert.Equal(0, back.DistanceTo(new PatientPoint(3, 5, 2)), 1e-12);
    }

    [Fact]
    public void VoxelVolume_ShearedAxes_IsTheDeterminant()
    {
        Grid sheared = Grid.FromAffine(new GridSize(4, 4, 4), new Affine(new(2, 0, 0), new(0, 2, 0), new(0, 1, 3), default));

        Assert.Equal(12, sheared.VoxelVolume, 1e-12);
        Assert.Equal(Math.Sqrt(10), sheared.Spacing.Z, 1e-12);
    }

    [Theory]
    [InlineData(0.0009, true)]
    [InlineData(0.0011, false)]
    public void IsSameAs_ShiftedOrigin_AcceptsHeaderRoundingOnly(double shift, bool same)
    {
        Grid grid = Grid.Axial(new GridSize(5, 5, 5), new VoxelSpacing(1, 1, 1));
        Grid shifted = new(grid.Size, grid.Spacing, new PatientPoint(shift, 0, 0), grid.Direction);

        Assert.Equal(same, grid.IsSameAs(shifted));
    }

    [Fact]
    public void Crop_Box_KeepsVoxelsInPlace()
    {
        Grid cropped = Oblique.Crop(new BoundingBox(new VoxelIndex(2, 3, 1), new GridSize(4, 4, 4)));

        Assert.Equal(0, cropped.VoxelToPatient.Apply(1, 1, 1).DistanceTo(Oblique.VoxelToPatient.Apply(3, 4, 2)), 1e-12);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(-3, 1, 1)]
    [InlineData(int.MaxValue, int.MaxValue, 1)]
    public void Constructor_UnusableSize_IsRefused(int x, int y, int z)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => Grid.Axial(new GridSize(x, y, z), new VoxelSpacing(1, 1, 1)));

        Assert.Contains("cannot be held", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_FlatAxes_IsRefused() => Assert.Throws<ArgumentException>(
        () => Grid.FromAffine(new GridSize(2, 2, 2), new Affine(new(1, 0, 0), new(0, 1, 0), new(1, 1, 0), default)));
}
