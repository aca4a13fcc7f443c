using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Registration;
using Voxopsy.Imaging.Resampling;
using Voxopsy.Imaging.Tests.Registration;

namespace Voxopsy.Benchmarks;

/// <summary>How often a registration finds a known move from 40 random starts, on a phantom and on images of patients, and how long it takes.</summary>
internal static class RegistrationBenchmark
{
    private const int Starts = 40;

    internal static int Run()
    {
        BenchmarkTable table = new("Registration: 40 random starts within 20 mm and 10 degrees", "pair", "starts with a mean target error below 1 voxel", "median error (voxels)", "largest error (voxels)", "CPU s a pair");
        Grid lattice = Grid.Axial(new GridSize(48, 44, 36), new VoxelSpacing(2, 2, 2.5));
        foreach (TransformModel model in Enum.GetValues<TransformModel>())
        {
            foreach (SimilarityMetric metric in Enum.GetValues<SimilarityMetric>())
            {
                Volume still = RegistrationPhantom.Draw(lattice, RegistrationPhantom.Identity, inverted: false, seed: 1);
                Try(table, $"phantom, {model}, {metric}", still, new RegistrationSettings { Model = model, Metric = metric }, lattice, (move, start) =>
                    RegistrationPhantom.Draw(lattice, move.Invert(), metric == SimilarityMetric.MutualInformation, start + 10));
            }
        }

        string images = Path.Combine(Environment.GetEnvironmentVariable("VOXOPSY_DATA") ?? "data", "sts", "images");
        foreach (string path in Directory.Exists(images) ? Directory.GetFiles(images, "*_CT_image.nii.gz").Order(StringComparer.Ordinal).Take(2) : [])
        {
            Patient(table, path);
        }

        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "registration.md"));
        return 0;
    }

    private static void Patient(BenchmarkTable table, string path)
    {
        string patient = Path.GetFileName(path)[..7];
        Volume tomogram = VolumeReader.Read(path);
        Volume resonance = VolumeReader.Read(path.Replace("_CT_", "_MR_T1_", StringComparison.Ordinal));
        Volume emission = VolumeReader.Read(path.Replace("_CT_", "_PET_", StringComparison.Ordinal));
        foreach (TransformModel model in Enum.GetValues<TransformModel>())
        {
            Try(table, $"{patient}, T1 onto the same T1 of another contrast, resampled, {model}", resonance, new RegistrationSettings { Model = model }, resonance.Grid, (move, _) => Recontrasted(resonance, move));
        }

        Try(table, $"{patient}, T1 onto CT as their headers say, Rigid", tomogram, new RegistrationSettings(), tomogram.Grid, (move, _) => Moved(resonance, move));
        Try(table, $"{patient}, PET onto CT as their headers say, Rigid", tomogram, new RegistrationSettings(), emission.Grid, (move, _) => Moved(emission, move));
    }

    private static void Try(BenchmarkTable table, string name, Volume still, RegistrationSettings settings, Grid voxel, Func<Affine, ulong, Volume> draw)
    {
        double unit = Math.Cbrt(voxel.VoxelVolume);
        List<double> errors = [];
        double seconds = 0;
        for (ulong start = 1; start <= Starts; start++)
        {
            Affine truth = RegistrationPhantom.RandomMove(still.Grid, start, settings.Model);
            Volume moving = draw(truth, start);
            RegistrationResult? result = null;
            seconds += BenchmarkTable.CpuSeconds(() => result = ImageRegistration.Register(still, moving, null, settings, CancellationToken.None), 1);
            errors.Add(RegistrationPhantom.MeanTargetError(still.Grid, result!.FixedToMoving, truth) / unit);
        }

        errors.Sort();
        string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
        table.Add(name, $"{errors.Count(error => error < 1)} of {Starts}", Text(errors[Starts / 2]), Text(errors[^1]), Text(seconds / Starts));
    }

    /// <summary>The image with its header moved: no voxel changes.</summary>
    private static Volume Moved(Volume image, Affine move)
    {
        Affine own = image.Grid.VoxelToPatient;
        PatientPoint At(double x, double y, double z)
        {
            PatientPoint p = own.Apply(x, y, z);
            return move.Apply(p.X, p.Y, p.Z);
        }

        PatientPoint origin = At(0, 0, 0);
        PatientVector Axis(PatientPoint p) => new(p.X - origin.X, p.Y - origin.Y, p.Z - origin.Z);
        return new Volume(Grid.FromAffine(image.Grid.Size, new Affine(Axis(At(1, 0, 0)), Axis(At(0, 1, 0)), Axis(At(0, 0, 1)), origin)), image.Voxels.ToArray());
    }

    /// <summary>The moved image on the old lattice, in a contrast that is no line of the old one: bright fat becomes dark.</summary>
    private static Volume Recontrasted(Volume image, Affine move)
    {
        Volume moved = Resampler.Resample(Moved(image, move), image.Grid, Interpolation.Linear);
        double half = image.Voxels.ToArray().Max() / 2.0;
        return new Volume(image.Grid, [.. moved.Voxels.ToArray().Select(value => (float)(half - Math.Abs(value - (0.6 * half))))]);
    }
}
