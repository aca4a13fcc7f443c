using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Tests.Alignment;

public sealed class AlignmentCheckTests
{
    private static readonly Grid Grid = new(new GridSize(20, 24, 10), new VoxelSpacing(1, 1, 3), new PatientPoint(-31, 12, 40), Direction.Identity);

    [Fact]
    public void Diagnose_ExchangedAxes_AreNamedAndMended()
    {
        (Volume image, Mask mask) = Lesion();
        byte[] members = mask.ToMembership();
        byte[] exchanged = new byte[members.Length];
        GridSize size = new(10, 24, 20);
        for (int i = 0; i < members.Length; i++)
        {
            (int x, int y, int z) = (i % 20, i / 20 % 24, i / 480);
            exchanged[size.Offset(z, y, x)] = members[i];
        }

        Grid wrong = new(size, new VoxelSpacing(3, 1, 1), Grid.Origin, Direction.Identity);
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(image, Mask.FromMembership(wrong, exchanged), new AlignmentContext());

        Assert.Equal(AlignmentKind.Permuted, verdict.Kind);
        Assert.Equal(members, verdict.OnImage!.ToMembership());
        Assert.Contains("--mend", verdict.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnose_CroppedMaskInOtherOrder_IsAccepted()
    {
        (Volume image, Mask mask) = Lesion();
        Grid part = Grid.FromAffine(new GridSize(12, 12, 6), new Affine(new(-1, 0, 0), new(0, 1, 0), new(0, 0, 3), Grid.VoxelToPatient.Apply(15, 4, 2)));
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(image, RegionOfInterest.Place(mask, Grid) is var whole && whole.Box.Start.X >= 4 ? Crop(whole, part) : mask, new AlignmentContext());

        Assert.True(verdict.IsAccepted);
        Assert.Equal(AlignmentKind.SameLattice, verdict.Kind);
        Assert.Equal(mask.ToMembership(), verdict.OnImage!.ToMembership());
    }

    [Fact]
    public void Diagnose_VoxelsFlippedUnderATrueHeader_RaisesADoubt()
    {
        (Volume image, Mask mask) = Lesion();
        AlignmentVerdict sound = AlignmentCheck.Diagnose(image, mask, new AlignmentContext());
        AlignmentVerdict flipped = AlignmentCheck.Diagnose(image, Content.Flip(mask, x: true, y: false, z: false), new AlignmentContext());

        Assert.Equal(string.Empty, sound.Doubt);
        Assert.Contains("flipped along x", flipped.Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnose_MaskOfAnotherPatientByItsHeader_IsNeverAccepted()
    {
        (Volume image, Mask mask) = Lesion();
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(image, mask, new AlignmentContext { ImagePatient = "A", MaskPatient = "B" });

        Assert.Equal(AlignmentKind.OtherPatient, verdict.Kind);
        Assert.False(verdict.IsAccepted);
    }

    [Fact]
    public void Diagnose_UnrelatedGrid_SaysThatNothingExplainsIt()
    {
        (Volume image, _) = Lesion();
        Grid far = new(new GridSize(9, 9, 9), new VoxelSpacing(2, 2, 2), new PatientPoint(500, 500, 500), Direction.Identity);
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(image, Mask.FromBox(far, new BoundingBox(new VoxelIndex(3, 3, 3), new GridSize(1, 1, 1)), [1]), new AlignmentContext());

        Assert.Equal((AlignmentKind.Unexplained, true), (verdict.Kind, double.IsNaN(verdict.MeanNow)));
        Assert.Null(verdict.OnImage);
    }

    private static Mask Crop(Mask mask, Grid part)
    {
        byte[] members = new byte[part.Size.VoxelCount];
        for (int i = 0; i < members.Length; i++)
        {
            (int x, int y, int z) = (i % part.Size.X, i / part.Size.X % part.Size.Y, i / (part.Size.X * part.Size.Y));
            members[i] = (byte)(mask.Contains(15 - x, 4 + y, 2 + z) ? 1 : 0);
        }

        return Mask.FromMembership(part, members);
    }

    /// <summary>A homogeneous lesion to one side of a noisy body.</summary>
    private static (Volume Image, Mask Mask) Lesion()
    {
        byte[] members = new byte[Grid.Size.VoxelCount];
        float[] voxels = new float[members.Length];
        for (int i = 0; i < voxels.Length; i++)
        {
            (int x, int y, int z) = (i % 20, i / 20 % 24, i / 480);
            bool inside = x is >= 5 and <= 8 && y is >= 6 and <= 11 && z is >= 3 and <= 6;
            members[i] = (byte)(inside ? 1 : 0);
            voxels[i] = inside ? 60 + (i % 5) : (i * 2654435761u % 400) - 200;
        }

        return (new Volume(Grid, voxels), Mask.FromMembership(Grid, members));
    }
}
