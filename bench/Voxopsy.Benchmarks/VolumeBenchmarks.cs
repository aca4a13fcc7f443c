using System.IO.Compression;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Benchmarks;

/// <summary>Resampling, reading of compressed volumes beside the bare inflater, and the question where a mask lies.</summary>
internal static class VolumeBenchmarks
{
    private const int Side = 256;

    internal static int Run()
    {
        BenchmarkTable table = new("Volumes: resampling, reading, placement", "what", "plain (s)", "voxopsy (CPU s)", "goal");
        Grid grid = Grid.Axial(new GridSize(Side, Side, Side), new VoxelSpacing(0.9, 0.9, 1.2));
        float[] voxels = new float[Side * Side * Side];
        for (int i = 0; i < voxels.Length; i++)
        {
            (int x, int y, int z) = (i % Side, i / Side % Side, i / (Side * Side));
            voxels[i] = (float)Math.Round((500 * Math.Sin(x * 0.11) * Math.Cos(y * 0.07)) + (z * 2) + ((i * 2654435761u) % 37));
        }

        Volume image = new(grid, voxels);
        Grid target = Reorientation.WithSpacing(grid, new VoxelSpacing(1, 1, 1));
        table.Add($"cubic B-spline, 256 x 256 x 256 of 0.9 x 0.9 x 1.2 mm to {target.Size} of 1 mm", string.Empty, BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => Resampler.Resample(image, target, Interpolation.CubicBSpline), 3)), "1.5 s");
        Grid coarse = Reorientation.WithSpacing(grid, new VoxelSpacing(3, 3, 3));
        table.Add("the same to 3 mm with anti-aliasing, linear", string.Empty, BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => Resampler.Resample(AntiAliasing.Smooth(image, coarse), coarse, Interpolation.Linear), 3)), string.Empty);
        Read(table, image);
        byte[] members = new byte[voxels.Length];
        for (int i = 0; i < members.Length; i++)
        {
            (int x, int y, int z) = ((i % Side) - 90, (i / Side % Side) - 140, (i / (Side * Side)) - 100);
            members[i] = (byte)((x * x) + (y * y) + (z * z) < 40 * 40 ? 1 : 0);
        }

        Mask mask = Mask.FromMembership(grid, members);
        table.Add($"place of a mask of {mask.VoxelCount} voxels judged against 40 others", string.Empty, BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => PlacementCheck.Judge(image, mask), 3)), string.Empty);
        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "volumes.md"));
        return 0;
    }

    private static void Read(BenchmarkTable table, Volume image)
    {
        string folder = Directory.CreateTempSubdirectory("voxopsy-bench").FullName;
        try
        {
            string path = Path.Combine(folder, "image.nii.gz");
            NiftiWriter.Write(path, image);
            byte[] buffer = new byte[1 << 18];
            double inflate = BenchmarkTable.CpuSeconds(
                () =>
                {
                    using GZipStream stream = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16), CompressionMode.Decompress);
                    while (stream.Read(buffer) > 0)
                    {
                    }
                },
                3);
            table.Add("256 x 256 x 256 .nii.gz to volume; plain: the inflater alone", BenchmarkTable.Seconds(inflate), BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => VolumeReader.Read(path), 3)), "the inflater");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
