using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Registration;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Tests.Registration;

public sealed class ImageRegistrationTests
{
    private static readonly Grid Lattice = Grid.Axial(new GridSize(48, 44, 36), new VoxelSpacing(2, 2, 2.5));

    [Theory]
    [InlineData(TransformModel.Rigid, SimilarityMetric.MutualInformation, 2)]
    [InlineData(TransformModel.Rigid, SimilarityMetric.Correlation, 2)]
    [InlineData(TransformModel.Affine, SimilarityMetric.MutualInformation, 3)]
    public void Register_KnownMoves_FoundWithinMillimeters(TransformModel model, SimilarityMetric metric, double largest)
    {
        Volume still = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.Identity, inverted: false, seed: 1);
        List<double> errors = [];
        for (ulong start = 1; start <= 4; start++)
        {
            Affine truth = RegistrationPhantom.RandomMove(Lattice, start, model);
            Volume moved = RegistrationPhantom.Draw(Lattice, truth.Invert(), metric == SimilarityMetric.MutualInformation, start + 10);
            RegistrationResult result = Register(still, moved, new RegistrationSettings { Model = model, Metric = metric });
            errors.Add(RegistrationPhantom.MeanTargetError(Lattice, result.FixedToMoving, truth));
            Assert.True(result.MetricAfter > result.MetricBefore);
        }

        Assert.All(errors, error => Assert.InRange(error, 0, largest));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Register_AlignedPair_StaysWithinHalfAVoxel(bool inverted)
    {
        Volume still = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.Identity, inverted: false, seed: 1);
        Volume same = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.Identity, inverted, seed: 2);
        RegistrationResult result = Register(still, same, new RegistrationSettings());
        Assert.InRange(RegistrationPhantom.MeanTargetError(Lattice, result.FixedToMoving, RegistrationPhantom.Identity), 0, 1);
    }

    [Fact]
    public void Register_Twice_GivesTheSameBits()
    {
        Volume still = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.Identity, inverted: false, seed: 1);
        Volume moved = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.RandomMove(Lattice, 3, TransformModel.Rigid).Invert(), inverted: true, seed: 2);
        Assert.Equal(Register(still, moved, new RegistrationSettings()), Register(still, moved, new RegistrationSettings()));
    }

    [Fact]
    public void Apply_CarriesImageAndMaskToWhereTheyBelong()
    {
        Affine truth = RegistrationPhantom.RandomMove(Lattice, 5, TransformModel.Rigid);
        Volume still = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.Identity, inverted: false, seed: 1);
        Volume moved = RegistrationPhantom.Draw(Lattice, truth.Invert(), inverted: false, seed: 2);
        RegistrationResult result = Register(still, moved, new RegistrationSettings());
        Mask carried = result.Apply(RegistrationPhantom.Lesion(Lattice, truth.Invert()));
        Mask drawn = RegistrationPhantom.Lesion(Lattice, RegistrationPhantom.Identity);
        byte[] a = carried.ToMembership(), b = drawn.ToMembership();
        double both = a.Zip(b, (x, y) => x * y).Sum();
        Assert.True(2 * both / (carried.VoxelCount + drawn.VoxelCount) > 0.9);
        Assert.True(result.Apply(moved, Interpolation.Linear).Grid.IsSameAs(Lattice));
    }

    [Fact]
    public void Register_ConstantTinyOrFarImage_IsRefusedByName()
    {
        Volume still = RegistrationPhantom.Draw(Lattice, RegistrationPhantom.Identity, inverted: false, seed: 1);
        Volume flat = new(Lattice, new float[Lattice.Size.VoxelCount]);
        Volume slice = still.Crop(new BoundingBox(default, new GridSize(48, 44, 1)));
        Volume far = new(new Grid(Lattice.Size, Lattice.Spacing, new PatientPoint(900, 0, 0), Direction.Identity), still.Voxels.ToArray());
        Assert.Contains("moving image cannot be registered: every voxel is 0", Refusal(still, flat), StringComparison.Ordinal);
        Assert.Contains("moving image cannot be registered: it has 48x44x1", Refusal(still, slice), StringComparison.Ordinal);
        Assert.Contains("do not meet", Refusal(still, far), StringComparison.Ordinal);
        Mask elsewhere = RegistrationPhantom.Lesion(Grid.Axial(new GridSize(40, 40, 30), new VoxelSpacing(2, 2, 2)), RegistrationPhantom.Identity);
        Assert.Throws<GeometryMismatchException>(() => ImageRegistration.Register(still, still, elsewhere, new RegistrationSettings(), TestContext.Current.CancellationToken));
    }

    private static string Refusal(Volume still, Volume moving) =>
        Assert.Throws<RegistrationException>(() => Register(still, moving, new RegistrationSettings())).Message;

    private static RegistrationResult Register(Volume still, Volume moving, RegistrationSettings settings) =>
        ImageRegistration.Register(still, moving, null, settings, TestContext.Current.CancellationToken);
}
