using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Perturbation;

namespace Voxopsy.Radiomics.Tests.Perturbation;

public sealed class PerturbedRegionTests
{
    private const double Radius = 12;

    private static readonly Grid Grid = new(new GridSize(64, 60, 40), new VoxelSpacing(1, 1, 1.5), new PatientPoint(-10, 20, 5), Direction.Identity);

    [Fact]
    public void Create_NothingAsked_ChangesNoVoxel()
    {
        (ScalarField image, Mask mask) = Ball();
        (ScalarField same, Mask region) = PerturbedRegion.Create(image, mask, new RegionPerturbation { MarginMillimeters = double.PositiveInfinity });
        Assert.Equal(image.Values.ToArray(), same.Values.ToArray());
        Assert.Equal(mask.ToMembership(), region.ToMembership());
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameBits_AnotherSeedOthers()
    {
        (ScalarField image, Mask mask) = Ball();
        RegionPerturbation all = new() { Noise = 1, RotationDegrees = 7, TranslationVoxels = 0.25, VolumeChange = 0.1, ContourMillimeters = 1, Seed = 3 };
        (ScalarField a, Mask maskA) = PerturbedRegion.Create(image, mask, all);
        (ScalarField b, Mask maskB) = PerturbedRegion.Create(image, mask, all);
        (ScalarField c, Mask maskC) = PerturbedRegion.Create(image, mask, all with { Seed = 4 });
        Assert.Equal(a.Values.ToArray(), b.Values.ToArray());
        Assert.Equal(maskA.ToMembership(), maskB.ToMembership());
        Assert.NotEqual(a.Values.ToArray(), c.Values.ToArray());
        Assert.NotEqual(maskA.ToMembership(), maskC.ToMembership());
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(-0.2)]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(0.013)]
    public void Create_VolumeChange_ChangesTheNumberOfVoxelsByIt_AtTheRimOnly(double change)
    {
        (ScalarField image, Mask mask) = Ball();
        (_, Mask region) = PerturbedRegion.Create(image, mask, new RegionPerturbation { VolumeChange = change, MarginMillimeters = double.PositiveInfinity, Seed = 1 });
        Assert.Equal((int)Math.Round(mask.VoxelCount * (1 + change)), region.VoxelCount);
        byte[] before = mask.ToMembership();
        byte[] after = region.ToMembership();
        Assert.All(Enumerable.Range(0, before.Length), i => Assert.True(change > 0 ? after[i] >= before[i] : after[i] <= before[i]));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(-45)]
    public void Create_Rotation_KeepsTheVolumeAndTheRampOfARotatedImage(double degrees)
    {
        (ScalarField image, Mask mask) = Ball();
        (ScalarField turned, Mask region) = PerturbedRegion.Create(image, mask, new RegionPerturbation { RotationDegrees = degrees });
        Assert.InRange((double)region.VoxelCount / mask.VoxelCount, 0.98, 1.02);

        // The image is a ramp in patient space; turning the grid must not turn the patient.
        PatientPoint at = turned.Grid.VoxelToPatient.Apply(region.Box.Start.X + 6, region.Box.Start.Y + 9, region.Box.Start.Z + 4);
        double found = turned.Values[turned.Grid.Size.Offset(region.Box.Start.X + 6, region.Box.Start.Y + 9, region.Box.Start.Z + 4)];
        Assert.Equal(Ramp(at), found, 1e-6);
    }

    [Fact]
    public void Create_Translation_ReadsTheImageBetweenItsVoxels()
    {
        (ScalarField image, Mask mask) = Ball();
        (ScalarField moved, Mask region) = PerturbedRegion.Create(image, mask, new RegionPerturbation { TranslationVoxels = 0.3 });
        PatientPoint at = moved.Grid.VoxelToPatient.Apply(region.Box.Start.X, region.Box.Start.Y, region.Box.Start.Z);
        Assert.Equal(Ramp(at), moved.Values[moved.Grid.Size.Offset(region.Box.Start.X, region.Box.Start.Y, region.Box.Start.Z)], 1e-6);
        Assert.InRange((double)region.VoxelCount / mask.VoxelCount, 0.98, 1.02);
    }

    [Fact]
    public void Create_Noise_AddsAsMuchAsTheImageHas()
    {
        NoiseSource random = new(5);
        (ScalarField smooth, Mask mask) = Ball();
        ScalarField image = ImageNoise.Add(smooth, 10, random);
        Assert.InRange(ImageNoise.Estimate(image), 9.7, 10.3);
        (ScalarField noisier, _) = PerturbedRegion.Create(image, mask, new RegionPerturbation { Noise = 1, MarginMillimeters = double.PositiveInfinity });
        Assert.InRange(ImageNoise.Estimate(noisier), 0.97 * 10 * Math.Sqrt(2), 1.03 * 10 * Math.Sqrt(2));
    }

    [Fact]
    public void Create_Contour_MovesItByTheStandardDeviationAsked()
    {
        (ScalarField image, Mask mask) = Ball();
        List<double> volumes = [];
        List<double> dice = [];
        for (ulong seed = 0; seed < 20; seed++)
        {
            (_, Mask region) = PerturbedRegion.Create(image, mask, new RegionPerturbation { ContourMillimeters = 0.9, Seed = seed, MarginMillimeters = double.PositiveInfinity });
            volumes.Add((double)region.VoxelCount / mask.VoxelCount);
            int shared = mask.ToMembership().Zip(region.ToMembership(), (a, b) => a & b).Sum();
            dice.Add(2.0 * shared / (mask.VoxelCount + region.VoxelCount));
        }

        // The mean |displacement| is 0.72 mm; of a ball of 12 mm that many mm of shell, half lost and half won, leave a Dice of about 0.91.
        Assert.InRange(volumes.Average(), 0.97, 1.06);
        Assert.InRange(dice.Average(), 0.88, 0.94);
    }

    [Fact]
    public void Create_ContourOfATinyRegion_MayLeaveNothing_AndDoesNotThrow()
    {
        byte[] members = new byte[Grid.Size.VoxelCount];
        members[Grid.Size.Offset(5, 5, 5)] = 1;
        Mask voxel = Mask.FromMembership(Grid, members);
        (ScalarField image, _) = Ball();
        int[] counts = [.. Enumerable.Range(0, 30).Select(seed => PerturbedRegion.Create(image, voxel, new RegionPerturbation { ContourMillimeters = 1, Seed = (ulong)seed }).Mask.VoxelCount)];
        Assert.Contains(0, counts);
    }

    private static double Ramp(PatientPoint at) => (2 * at.X) - (3 * at.Y) + (0.5 * at.Z);

    private static (ScalarField Image, Mask Mask) Ball()
    {
        double[] values = new double[Grid.Size.VoxelCount];
        byte[] members = new byte[values.Length];
        PatientPoint center = Grid.VoxelToPatient.Apply(31, 29, 20);
        for (int z = 0; z < Grid.Size.Z; z++)
        {
            for (int y = 0; y < Grid.Size.Y; y++)
            {
                for (int x = 0; x < Grid.Size.X; x++)
                {
                    PatientPoint at = Grid.VoxelToPatient.Apply(x, y, z);
                    values[Grid.Size.Offset(x, y, z)] = Ramp(at);
                    members[Grid.Size.Offset(x, y, z)] = (byte)(at.DistanceTo(center) <= Radius ? 1 : 0);
                }
            }
        }

        return (new ScalarField(Grid, values), Mask.FromMembership(Grid, members));
    }
}
