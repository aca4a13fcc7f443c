using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Morphology;

namespace Voxopsy.Imaging.Tests.Morphology;

public sealed class MorphologyTests
{
    private static readonly Grid Cube = Grid.Axial(new GridSize(24, 22, 20), new VoxelSpacing(1, 1, 1));

    [Theory]
    [InlineData(1, 1, 1, 3)]
    [InlineData(0.7, 0.7, 5, 11)]
    [InlineData(2, 0.5, 1.25, 40)]
    public void Squared_AnySet_EqualsTheDefinition(double x, double y, double z, int one)
    {
        GridSize size = new(9, 8, 7);
        byte[] members = new byte[size.VoxelCount];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = (byte)((i * 2654435761u >> 7) % (uint)one == 0 ? 1 : 0);
        }

        double[] fast = DistanceTransform.Squared(members, size, new VoxelSpacing(x, y, z));
        double[] plain = DistanceTransform.SquaredPlain(members, size, new VoxelSpacing(x, y, z));

        Assert.All(fast.Zip(plain), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void Squared_EmptySet_IsInfinite() =>
        Assert.All(DistanceTransform.Squared(new byte[8], new GridSize(2, 2, 2), new VoxelSpacing(1, 1, 1)), value => Assert.Equal(double.PositiveInfinity, value));

    [Fact]
    public void Dilate_OneVoxel_IsTheBallOfThatRadius()
    {
        Mask ball = Dilation.Dilate(Block(10, 10, 10, 1, 1, 1), 3);

        Assert.Equal(123, ball.VoxelCount);
        Assert.True(ball.Contains(13, 10, 10));
        Assert.False(ball.Contains(13, 11, 10));
    }

    [Fact]
    public void Dilate_AtTheEdge_IsCut() => Assert.Equal(4 * 4 * 4, Dilation.Dilate(Block(0, 0, 0, 3, 3, 3), 1.8).VoxelCount);

    [Fact]
    public void Dilate_AnisotropicVoxels_GoesByMillimeters()
    {
        Grid grid = Grid.Axial(new GridSize(20, 20, 9), new VoxelSpacing(1, 1, 5));
        Mask grown = Dilation.Dilate(Mask.FromBox(grid, new BoundingBox(new VoxelIndex(10, 10, 4), new GridSize(1, 1, 1)), [1]), 4);

        Assert.Equal(1, grown.Box.Size.Z);
        Assert.Equal(9, grown.Box.Size.X);
    }

    [Fact]
    public void Erode_UndoesDilationOfABox() =>
        Assert.Equal(Block(8, 8, 8, 5, 4, 3).ToMembership(), Erosion.Erode(Block(7, 7, 7, 7, 6, 5), 1).ToMembership());

    [Fact]
    public void Erode_RegionAtTheEdgeOfTheGrid_ShrinksThereToo() => Assert.Equal(new VoxelIndex(1, 1, 1), Erosion.Erode(Block(0, 0, 0, 5, 5, 5), 1).Box.Start);

    [Fact]
    public void Erode_ThinRegion_IsEmpty() => Assert.True(Erosion.Erode(Block(5, 5, 5, 2, 2, 2), 1).IsEmpty);

    [Fact]
    public void Ring_WithinAnOrgan_LeavesLesionAndOutsideAlone()
    {
        Mask lesion = Block(10, 10, 10, 3, 3, 3);
        Mask organ = Block(0, 0, 0, 13, 22, 20);
        Mask ring = PeritumoralRing.Create(lesion, 2, organ);

        Assert.True(MaskAlgebra.Intersect(ring, lesion).IsEmpty);
        Assert.Equal(ring.VoxelCount, MaskAlgebra.Intersect(ring, organ).VoxelCount);
        Assert.True(ring.Contains(8, 11, 11));
        Assert.False(ring.Contains(14, 11, 11));
    }

    [Fact]
    public void Split_TwoPiecesThatMeetAtACorner_DependsOnTheNeighborhood()
    {
        byte[] members = Block(2, 2, 2, 3, 3, 3).ToMembership();
        members[Cube.Size.Offset(5, 5, 5)] = 1;
        Mask mask = Mask.FromMembership(Cube, members);

        Assert.Equal([27, 1], ConnectedComponents.Split(mask, Neighborhood.Faces).Select(piece => piece.VoxelCount));
        Assert.Equal(2, ConnectedComponents.Split(mask, Neighborhood.FacesAndEdges).Count);
        Assert.Single(ConnectedComponents.Split(mask, Neighborhood.All));
        Assert.Empty(ConnectedComponents.Split(Block(0, 0, 0, 0, 0, 0), Neighborhood.All));
    }

    [Fact]
    public void Fill_HollowBox_IsFilled_ATunnelOnlySliceBySlice()
    {
        Mask hollow = MaskAlgebra.Subtract(Block(4, 4, 4, 7, 7, 7), Block(6, 6, 6, 3, 3, 3));
        Mask tunnel = MaskAlgebra.Subtract(Block(4, 4, 4, 7, 7, 7), Block(6, 6, 4, 3, 3, 7));

        Assert.Equal(343, HoleFilling.Fill(hollow, HoleKind.Volume).VoxelCount);
        Assert.Equal(tunnel.VoxelCount, HoleFilling.Fill(tunnel, HoleKind.Volume).VoxelCount);
        Assert.Equal(343, HoleFilling.Fill(tunnel, HoleKind.Slice).VoxelCount);
    }

    [Fact]
    public void Compare_BoxMovedByTwoVoxels_HasTheExpectedMeasures()
    {
        RegionAgreement agreement = SurfaceDistance.Compare(Block(5, 5, 5, 6, 6, 6), Block(7, 5, 5, 6, 6, 6), 1);

        Assert.Equal(2.0 / 3, agreement.Dice, 1e-12);
        Assert.Equal(2, agreement.Hausdorff95, 1e-12);
        Assert.Equal(0, agreement.VolumeDifference, 1e-12);
        Assert.InRange(agreement.SurfaceDice, 0.4, 0.9);
    }

    [Fact]
    public void Compare_IdenticalRegions_AgreeWholly()
    {
        Mask mask = Dilation.Dilate(Block(10, 10, 10, 2, 3, 4), 4);

        Assert.Equal(new RegionAgreement(1, 0, 0, 1, 0), SurfaceDistance.Compare(mask, mask, 0));
    }

    [Fact]
    public void Compare_EmptyRegion_IsUndefined()
    {
        RegionAgreement agreement = SurfaceDistance.Compare(Block(5, 5, 5, 2, 2, 2), Block(0, 0, 0, 0, 0, 0), 1);

        Assert.Equal(0, agreement.Dice);
        Assert.Equal(double.NaN, agreement.Hausdorff95);
        Assert.Equal(-1, agreement.VolumeDifference);
    }

    [Fact]
    public void Dilate_ShearedGrid_IsRefused()
    {
        Grid sheared = Grid.FromAffine(new GridSize(4, 4, 4), new Affine(new(1, 0, 0), new(0, 1, 0), new(0, 0.3, 1), default));

        Assert.Throws<ImagingException>(() => Dilation.Dilate(Mask.FromBox(sheared, new BoundingBox(default, new GridSize(1, 1, 1)), [1]), 2));
    }

    private static Mask Block(int x, int y, int z, int width, int height, int depth)
    {
        byte[] members = new byte[width * height * depth];
        Array.Fill(members, (byte)1);
        return Mask.FromBox(Cube, new BoundingBox(new VoxelIndex(x, y, z), new GridSize(width, height, depth)), members);
    }
}
