using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Tests;

public sealed class RegionOfInterestTests
{
    private static readonly Grid Base = Grid.Axial(new GridSize(6, 5, 4), new VoxelSpacing(1, 2, 3));

    [Fact]
    public void Create_MirroredStorage_MovesNoVoxel()
    {
        Grid mirrored = Grid.FromAffine(Base.Size, new Affine(new(-1, 0, 0), new(0, -2, 0), new(0, 0, 3), new(5, 8, 0)));
        byte[] membership = new byte[Base.Size.VoxelCount];
        membership[Base.Size.Offset(1, 1, 2)] = 1;

        Mask placed = RegionOfInterest.Create(Image(Base), Mask.FromMembership(mirrored, membership)).Mask;

        Assert.Equal(1, placed.VoxelCount);
        Assert.True(placed.Contains(4, 3, 2));
    }

    [Fact]
    public void Create_CroppedAndPermutedLattice_MovesNoVoxel()
    {
        Grid permuted = Grid.FromAffine(new GridSize(3, 4, 2), new Affine(new(0, 0, 3), new(1, 0, 0), new(0, 2, 0), new(1, 4, 0)));
        byte[] membership = new byte[permuted.Size.VoxelCount];
        membership[permuted.Size.Offset(2, 3, 1)] = 7;

        Mask placed = RegionOfInterest.Create(Image(Base), Mask.FromMembership(permuted, membership)).Mask;

        Assert.True(placed.Contains(4, 3, 2));
        Assert.Equal(new BoundingBox(new VoxelIndex(4, 3, 2), new GridSize(1, 1, 1)), placed.Box);
    }

    [Fact]
    public void Create_OtherSpacing_ThrowsWithBothGrids()
    {
        Grid other = Grid.Axial(Base.Size, new VoxelSpacing(1, 2, 6));
        GeometryMismatchException mismatch = Assert.Throws<GeometryMismatchException>(
            () => RegionOfInterest.Create(Image(Base), Full(other)));

        Assert.Equal(Base, mismatch.Image);
        Assert.Equal(other, mismatch.Mask);
    }

    [Fact]
    public void Create_EmptyMask_IsRefused() =>
        Assert.Throws<EmptyMaskException>(() => RegionOfInterest.Create(Image(Base), Mask.FromMembership(Base, new byte[Base.Size.VoxelCount])));

    [Fact]
    public void Create_NotANumberInRegion_SaysHowManyAndWhere()
    {
        float[] voxels = new float[Base.Size.VoxelCount];
        voxels[Base.Size.Offset(2, 1, 0)] = float.NaN;
        voxels[Base.Size.Offset(3, 1, 0)] = float.PositiveInfinity;

        NonFiniteIntensityException refused = Assert.Throws<NonFiniteIntensityException>(
            () => RegionOfInterest.Create(new Volume(Base, voxels), Full(Base)));

        Assert.Equal(2, refused.Count);
        Assert.Equal(new VoxelIndex(2, 1, 0), refused.First);
    }

    [Fact]
    public void ToMembership_BlockBeyondTheGrid_IsOutside()
    {
        byte[] grown = Full(Base).ToMembership(new BoundingBox(new VoxelIndex(-1, -1, -1), new GridSize(8, 7, 6)));

        Assert.Equal(Base.Size.VoxelCount, grown.Count(member => member == 1));
        Assert.Equal(0, grown[0]);
    }

    private static Volume Image(Grid grid) => new(grid, new float[grid.Size.VoxelCount]);

    private static Mask Full(Grid grid) => Mask.FromMembership(grid, [.. Enumerable.Repeat((byte)1, (int)grid.Size.VoxelCount)]);
}
