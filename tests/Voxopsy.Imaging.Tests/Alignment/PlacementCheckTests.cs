using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Tests.Alignment;

public sealed class PlacementCheckTests
{
    private static readonly Grid Grid = new(new GridSize(48, 44, 24), new VoxelSpacing(1, 1, 3), default, Direction.Identity);

    [Fact]
    public void Judge_LesionInItsPlace_IsSupportedAndSaysWhatItCannotRuleOut()
    {
        (Volume image, Mask mask) = Lesion();
        PlacementEvidence found = PlacementCheck.Judge(image, mask);

        Assert.Equal((PlacementGrade.Supported, PlacementRival.None), (found.Grade, found.Rival));
        Assert.Null(found.Mended);
        Assert.Contains("one slice", found.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, false, "flipped along x")]
    [InlineData(false, true, false, "flipped along y")]
    [InlineData(false, false, true, "flipped along z")]
    [InlineData(true, true, false, "flipped along x and y")]
    [InlineData(true, true, true, "flipped along x and y and z")]
    public void Judge_FlippedVoxels_AreNamedAndRestored(bool x, bool y, bool z, string name)
    {
        (Volume image, Mask mask) = Lesion();
        PlacementEvidence found = PlacementCheck.Judge(image, Content.Flip(mask, x, y, z));

        Assert.Equal((PlacementGrade.Contradicted, PlacementRival.Flip), (found.Grade, found.Rival));
        Assert.Contains(name, found.Explanation, StringComparison.Ordinal);
        Assert.Equal(mask.ToMembership(), found.Mended!.ToMembership());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Judge_OneSliceApart_IsNamedAndRestoredWhenThePictureIsSharp(int slices)
    {
        (Volume image, Mask mask) = Lesion();
        Mask shifted = Mask.FromMembership(Grid, mask.ToMembership(new BoundingBox(new VoxelIndex(0, 0, slices), Grid.Size)));
        PlacementEvidence found = PlacementCheck.Judge(image, shifted);

        Assert.Equal((PlacementGrade.Contradicted, PlacementRival.OneSlice), (found.Grade, found.Rival));
        Assert.Equal(mask.ToMembership(), found.Mended!.ToMembership());
    }

    [Fact]
    public void Judge_RegionOnOtherTissue_IsContradictedWithoutAMend()
    {
        (Volume image, Mask mask) = Lesion();
        Mask moved = Mask.FromMembership(Grid, mask.ToMembership(new BoundingBox(new VoxelIndex(5, 0, 0), Grid.Size)));
        PlacementEvidence found = PlacementCheck.Judge(image, moved);

        Assert.Equal((PlacementGrade.Contradicted, PlacementRival.Elsewhere), (found.Grade, found.Rival));
        Assert.Null(found.Mended);
    }

    [Fact]
    public void Judge_FlatImageOrFewVoxels_IsOpenNeverSupported()
    {
        (_, Mask mask) = Lesion();
        Volume flat = new(Grid, new float[Grid.Size.VoxelCount]);
        Mask few = Mask.FromBox(Grid, new BoundingBox(new VoxelIndex(3, 3, 3), new GridSize(2, 2, 1)), [1, 1, 1, 1]);

        Assert.Equal(PlacementGrade.Open, PlacementCheck.Judge(flat, mask).Grade);
        Assert.Equal(PlacementGrade.Open, PlacementCheck.Judge(flat, few).Grade);
    }

    [Fact]
    public void Judge_AFactorAndAConstantOnIntensities_ChangeNothing()
    {
        (Volume image, Mask mask) = Lesion();
        Volume scaled = new(Grid, [.. image.Voxels.ToArray().Select(value => (4 * value) + 512)]);

        Assert.Equal(PlacementCheck.Judge(image, mask).Margin, PlacementCheck.Judge(scaled, mask).Margin, 1e-4);
    }

    /// <summary>An egg-shaped lesion to one side of a noisy body whose size changes from slice to slice.</summary>
    private static (Volume Image, Mask Mask) Lesion()
    {
        byte[] members = new byte[Grid.Size.VoxelCount];
        float[] voxels = new float[members.Length];
        for (int i = 0; i < voxels.Length; i++)
        {
            (int x, int y, int z) = (i % 48, i / 48 % 44, i / (48 * 44));
            double radius = z is >= 5 and <= 10 ? 3 + (1.1 * (z - 5)) : 0;
            bool inside = ((x - 15) * (x - 15)) + ((y - 17) * (y - 17)) < radius * radius;
            members[i] = (byte)(inside ? 1 : 0);
            voxels[i] = (inside ? 80 : 20) + (i * 2654435761u % 31) - 15;
        }

        return (new Volume(Grid, voxels), Mask.FromMembership(Grid, members));
    }
}
