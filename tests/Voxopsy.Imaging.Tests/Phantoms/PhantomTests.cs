using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Phantoms;

namespace Voxopsy.Imaging.Tests.Phantoms;

/// <summary>Phantoms are what their parameters say.</summary>
public sealed class PhantomTests
{
    private static readonly Acquisition Quiet = new() { SliceMillimeters = 1.6, Noise = 0 };

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.2)]
    public void RandomField_HasVarianceOneAndTheCorrelationItNames(double sigma)
    {
        GridSize size = new(64, 64, 48);
        float[] field = RandomField.Draw(size, (sigma, sigma, sigma), new PhantomRandom(3));

        double mean = field.Average();
        Assert.InRange(field.Average(value => (value - mean) * (value - mean)), 0.93, 1.07);
        double lag = 0;
        for (int i = 0; i < field.Length - 2; i++)
        {
            lag += field[i] * field[i + 2] / (field.Length - 2);
        }

        Assert.Equal(Math.Exp(-4 / (4 * sigma * sigma)), lag, 0.06);
    }

    [Fact]
    public void LesionSurface_Smooth_IsASphere()
    {
        LesionSurface surface = new((1, 2, 3), 10, 0, new PhantomRandom(1));

        Assert.Equal(5, surface.Distance(16, 2, 3), 9);
        Assert.Equal(-4, surface.Distance(1, 2, 9), 9);
        Assert.Equal(-10, surface.Distance(1, 2, 3), 9);
    }

    [Fact]
    public void LesionSurface_Rough_StaysWithinItsReach()
    {
        LesionSurface surface = new((0, 0, 0), 10, 0.18, new PhantomRandom(5));
        PhantomRandom random = new(6);
        double[] radii = [.. Enumerable.Range(0, 2000).Select(_ =>
        {
            (double x, double y, double z) = random.Direction();
            return 10 - surface.Distance(10 * x, 10 * y, 10 * z);
        })];

        Assert.True(radii.Max() <= surface.Reach + 1e-9);
        Assert.True(radii.Max() - radii.Min() > 1, "a rough surface must differ from a sphere");
    }

    [Theory]
    [InlineData(30, 1.6)]
    [InlineData(60, 5)]
    public void Renal_Labels_HaveTheVolumeOfTheTumour(double diameter, double slice)
    {
        RenalPhantom phantom = RenalPhantom.Analytic(Anatomy(diameter, 0, 0.0), 1.6, 4);
        Volume labels = phantom.Labels(slice);

        double volume = labels.Voxels.ToArray().Count(label => label == 2) * labels.Grid.VoxelVolume;
        Assert.InRange(volume / (Math.PI * Math.Pow(diameter, 3) / 6), 0.93, 1.07);
        Assert.Equal(slice, labels.Grid.Spacing.Z);
    }

    [Fact]
    public void Renal_Necrosis_HasTheShareItIsGiven()
    {
        RenalPhantom phantom = RenalPhantom.Analytic(Anatomy(50, 0, 0.3), 1.6, 4);
        Volume image = phantom.Image(RenalPhase.Corticomedullary, new TumourAppearance(0, 0), Quiet, default, 0);
        Volume labels = phantom.Labels(1.6);
        float[] inside = [.. Inside(image, labels, 2)];

        Assert.InRange(inside.Count(value => value < 60) / (double)inside.Length, 0.24, 0.36);
    }

    [Fact]
    public void Renal_Enhancement_ShiftsTheSolidPartByTheVisibilityOfThePhase()
    {
        RenalPhantom phantom = RenalPhantom.Analytic(Anatomy(50, 0, 0), 1.6, 4);
        Volume labels = phantom.Labels(1.6);
        foreach (RenalPhase phase in RenalPhase.All)
        {
            double Median(double shift) => Inside(phantom.Image(phase, new TumourAppearance(0, shift), Quiet, default, 0), labels, 2).Order().ElementAt(4000);
            Assert.Equal(-20 * phase.Visibility, Median(-20) - Median(0), 1.01);
        }
    }

    [Fact]
    public void Renal_Motion_MovesTheImageAgainstTheMask()
    {
        RenalPhantom phantom = RenalPhantom.Analytic(Anatomy(50, 0, 0), 1.6, 4);
        Volume still = phantom.Image(RenalPhase.Nephrographic, default, Quiet, default, 0);
        Volume moved = phantom.Image(RenalPhase.Nephrographic, default, Quiet, new PatientPoint(3.2, 0, 0), 0);
        GridSize size = still.Grid.Size;

        Assert.Equal(still[20, 30, 30], moved[22, 30, 30]);
        Assert.True(Enumerable.Range(2, size.X - 2).All(x => still[x - 2, 25, 30] == moved[x, 25, 30]));
    }

    [Fact]
    public void Renal_SecondReader_DiffersByAboutTheirScatter()
    {
        RenalPhantom phantom = RenalPhantom.Analytic(Anatomy(40, 0.05, 0), 1.6, 9);
        float[] first = [.. Inside(phantom.Labels(1.6), phantom.Labels(1.6), 2)];
        Volume one = phantom.Labels(1.6);
        Volume two = phantom.Reread(1.6, 0.9, 0);
        Volume wide = phantom.Reread(1.6, 0, 1.5);

        Assert.InRange(Dice(one, two), 0.88, 0.985);
        Assert.True(wide.Voxels.ToArray().Count(label => label == 2) > first.Length * 1.1);
    }

    [Fact]
    public void Scanner_Noise_HasItsStandardDeviationAndSeed()
    {
        Acquisition noisy = Quiet with { Noise = 12 };
        RenalPhantom phantom = RenalPhantom.Analytic(Anatomy(40, 0.05, 0), 1.6, 9);
        Volume plain = phantom.Image(RenalPhase.Unenhanced, default, Quiet, default, 0);
        Volume first = phantom.Image(RenalPhase.Unenhanced, default, noisy, default, 0);
        Volume again = RenalPhantom.Analytic(Anatomy(40, 0.05, 0), 1.6, 9).Image(RenalPhase.Unenhanced, default, noisy, default, 0);

        double[] noise = [.. Enumerable.Range(0, plain.Voxels.Length).Select(i => (double)first.Voxels[i] - plain.Voxels[i])];
        Assert.InRange(Math.Sqrt(noise.Average(value => value * value)), 11.5, 12.6);
        Assert.True(first.Voxels.SequenceEqual(again.Voxels));
    }

    [Fact]
    public void InMask_Labels_AreThoseThatWereDrawn()
    {
        GridSize size = new(40, 44, 30);
        Grid grid = new(size, new VoxelSpacing(0.8, 0.8, 3), new PatientPoint(5, 6, 7), new Direction(new(-1, 0, 0), new(0, 1, 0), new(0, 0, -1)));
        float[] drawn = new float[size.VoxelCount];
        for (int i = 0; i < drawn.Length; i++)
        {
            double x = (i % 40) - 20;
            double y = (i / 40 % 44) - 22;
            double z = ((i / (40 * 44)) - 15) * 3 / 0.8;
            drawn[i] = (x * x) + (y * y) + (z * z) < 49 ? 2 : (x * x) + (y * y) + (z * z / 5) < 300 ? 1 : 0;
        }

        Volume labels = RenalPhantom.InMask(new Volume(grid, drawn), Anatomy(0, 0, 0), 1.6, 3).Labels(3);

        double Volume(IEnumerable<float> voxels, float label, double voxel) => voxels.Count(value => value == label) * voxel;
        Assert.InRange(Volume(labels.Voxels.ToArray(), 1, labels.Grid.VoxelVolume) / Volume(drawn, 1, grid.VoxelVolume), 0.85, 1.15);
        PatientPoint a = Center(new Volume(grid, drawn));
        PatientPoint b = Center(labels);
        Assert.True(a.DistanceTo(b) < 2, $"the tumour moved from {a} to {b}");
    }

    [Fact]
    public void Head_Hematoma_IsDenserThanBrainAndLiesInItsEdema()
    {
        HeadPhantom phantom = new(
            new HeadAnatomy { DiameterMillimeters = 40, Roughness = 0.1, DensityHounsfield = 62, TextureHounsfield = 5, EdemaRatio = 1.5, SinusHounsfield = 75, DepthMillimeters = 14 }, 2, 3);
        Acquisition scanner = new() { SliceMillimeters = 5, Noise = 0 };
        Volume image = phantom.Image(scanner);
        Volume labels = phantom.Labels(5);

        Assert.InRange(Inside(image, labels, 1).Average(), 54, 66);
        Assert.InRange(Inside(image, labels, 2).Average(), 15, 32);
        Assert.InRange(labels.Voxels.ToArray().Count(label => label == 2) / (double)labels.Voxels.ToArray().Count(label => label == 1), 1.2, 1.8);
    }

    [Fact]
    public void Liver_Lesion_EnhancesInTheArterialPhaseAndWashesOut()
    {
        LiverPhantom phantom = new(
            new LiverAnatomy { DiameterMillimeters = 40, Roughness = 0.1, NecroticShare = 0, Texture = 0, RimEnhancement = 0, HaloEnhancement = 0 }, 1.6, 3);
        Acquisition scanner = new() { SliceMillimeters = 3, Noise = 0 };
        Volume labels = phantom.Labels(3);
        double[] means = [.. LiverPhase.All.Select((phase, i) => (double)Inside(phantom.Image(phase, scanner, default, i), labels, 1).Average())];

        Assert.InRange(means[0], 150, 165);
        Assert.True(means[0] > means[2] && means[2] < 140);
    }

    [Fact]
    public void Rectal_Diffusion_MeasuresTheCoefficientOfTheTumour()
    {
        double Measured(double adc)
        {
            RectalPhantom phantom = new(
                new RectalAnatomy { LengthMillimeters = 50, ThicknessMillimeters = 16, Diffusion = adc, Texture = 20, InvadedVeinMillimeters = 2 }, 1.25, 3);
            Acquisition scanner = new() { SliceMillimeters = 5, Noise = 2, Kind = NoiseKind.Rician };
            return Inside(phantom.Diffusion(scanner).Coefficient, phantom.DiffusionLabels(5), 1).Order().ElementAt(600);
        }

        Assert.InRange(Measured(1.2) - Measured(0.8), 250, 500);
    }

    private static RenalAnatomy Anatomy(double diameter, double roughness, double necrosis) =>
        new() { DiameterMillimeters = diameter, Roughness = roughness, NecroticShare = necrosis, TextureMillimeters = 3 };

    private static IEnumerable<float> Inside(Volume image, Volume labels, float label) =>
        Enumerable.Range(0, labels.Voxels.Length).Where(i => labels.Voxels[i] == label).Select(i => image.Voxels[i]);

    private static double Dice(Volume a, Volume b)
    {
        int both = Enumerable.Range(0, a.Voxels.Length).Count(i => a.Voxels[i] == 2 && b.Voxels[i] == 2);
        return 2.0 * both / (a.Voxels.ToArray().Count(label => label == 2) + b.Voxels.ToArray().Count(label => label == 2));
    }

    private static PatientPoint Center(Volume labels)
    {
        GridSize size = labels.Grid.Size;
        int[] inside = [.. Enumerable.Range(0, labels.Voxels.Length).Where(i => labels.Voxels[i] == 2)];
        return labels.Grid.VoxelToPatient.Apply(inside.Average(i => i % size.X), inside.Average(i => i / size.X % size.Y), inside.Average(i => i / (size.X * size.Y)));
    }
}
