using System.Diagnostics;
using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Benchmarks;

/// <summary>A CT series from disk to a volume, headers of ten thousand files, and the codecs' speed.</summary>
internal static class DicomBenchmarks
{
    private const int Side = 512;
    private const int Slices = 400;
    private const int Headers = 10_000;

    internal static int Run()
    {
        BenchmarkTable table = new("DICOM: series, headers", "what", "plain (s)", "voxopsy (CPU s)", "voxopsy (wall s)", "memory", "goal");
        string folder = Directory.CreateTempSubdirectory("voxopsy-bench").FullName;
        try
        {
            Series(table, Path.Combine(folder, "series"));
            ScanHeaders(table, Path.Combine(folder, "headers"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "dicom.md"));
        return 0;
    }

    private static void Series(BenchmarkTable table, string folder)
    {
        Directory.CreateDirectory(folder);
        byte[] pixels = new byte[2 * Side * Side];
        for (int i = 0; i < Slices; i++)
        {
            for (int p = 0; p < Side * Side; p++)
            {
                BitConverter.TryWriteBytes(pixels.AsSpan(2 * p), (short)(((p * 31) + (i * 17)) % 3000));
            }

            File.WriteAllBytes(Path.Combine(folder, $"{i:0000}.dcm"), Slice(i, Side, pixels));
        }

        string[] files = [.. Directory.EnumerateFiles(folder)];
        double plain = Best(() =>
        {
            float[] voxels = new float[Side * Side * Slices];
            for (int i = 0; i < files.Length; i++)
            {
                byte[] bytes = File.ReadAllBytes(files[i]);
                int start = bytes.Length - pixels.Length;
                for (int p = 0; p < Side * Side; p++)
                {
                    voxels[(i * Side * Side) + p] = BitConverter.ToInt16(bytes, start + (2 * p)) - 1024f;
                }
            }
        });
        Volume? volume = null;
        void Read()
        {
            volume = null;
            DicomFolder found = DicomFolder.Scan(folder, new AssemblyOptions(), null, CancellationToken.None);
            volume = SeriesReader.Read(found.Series[0], new AssemblyOptions(), CancellationToken.None);
        }

        double cpu = BenchmarkTable.CpuSeconds(Read, 3);
        double wall = Best(Read);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Read();
        double memory = (GC.GetTotalAllocatedBytes(precise: true) - before) / (4.0 * Side * Side * Slices);
        GC.KeepAlive(volume);
        table.Add("512 x 512 x 400 CT, 16 bit, from disk to volume, warm", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(cpu), BenchmarkTable.Seconds(wall), string.Create(CultureInfo.InvariantCulture, $"{memory:0.00} x voxels"), "1.5 s, 1.3 x");
    }

    private static void ScanHeaders(BenchmarkTable table, string folder)
    {
        Directory.CreateDirectory(folder);
        byte[] pixels = new byte[2 * 128 * 128];
        for (int i = 0; i < Headers; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{i:00000}.dcm"), Slice(i, 128, pixels));
        }

        string[] files = [.. Directory.EnumerateFiles(folder)];
        double plain = Best(() => Array.ForEach(files, file => File.ReadAllBytes(file)));
        void Scan() => DicomFolder.Scan(folder, new AssemblyOptions(), null, CancellationToken.None);
        double cpu = BenchmarkTable.CpuSeconds(Scan, 3);
        double wall = Best(Scan);
        table.Add("headers of 10,000 files of 100 series, warm", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(cpu), BenchmarkTable.Seconds(wall), string.Empty, "10 s");
    }

    private static double Best(Action work)
    {
        double best = double.PositiveInfinity;
        for (int run = 0; run < 3; run++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    private static byte[] Slice(int i, int side, byte[] pixels)
    {
        (int series, int number) = side == Side ? (1, i) : ((i / 100) + 1, i % 100);
        List<DicomElement> elements =
        [
            DicomWriter.Text(DicomTags.ImageType, DicomVr.CS, "ORIGINAL\\PRIMARY\\AXIAL"),
            DicomWriter.Text(DicomTags.SopClassUid, DicomVr.UI, "1.2.840.10008.5.1.4.1.1.2"),
            DicomWriter.Text(DicomTags.SopInstanceUid, DicomVr.UI, $"1.2.3.{series}.{number}"),
            DicomWriter.Text(DicomTags.Modality, DicomVr.CS, "CT"),
            DicomWriter.Text(DicomTags.PatientName, DicomVr.PN, "Bench^Mark"),
            DicomWriter.Text(DicomTags.PatientId, DicomVr.LO, "B1"),
            DicomWriter.Text(DicomTags.StudyInstanceUid, DicomVr.UI, "1.2.3"),
            DicomWriter.Text(DicomTags.SeriesInstanceUid, DicomVr.UI, $"1.2.3.{series}"),
            DicomWriter.Text(DicomTags.InstanceNumber, DicomVr.IS, $"{number}"),
            DicomWriter.Text(DicomTags.ImagePosition, DicomVr.DS, $"-180\\-180\\{number}"),
            DicomWriter.Text(DicomTags.ImageOrientation, DicomVr.DS, "1\\0\\0\\0\\1\\0"),
            DicomWriter.Text(DicomTags.PixelSpacing, DicomVr.DS, "0.7\\0.7"),
            DicomWriter.Text(DicomTags.RescaleIntercept, DicomVr.DS, "-1024"),
            DicomWriter.Text(DicomTags.RescaleSlope, DicomVr.DS, "1"),
            DicomWriter.Text(DicomTags.PhotometricInterpretation, DicomVr.CS, "MONOCHROME2"),
            DicomWriter.Unsigned16(DicomTags.SamplesPerPixel, 1),
            DicomWriter.Unsigned16(DicomTags.Rows, (ushort)side),
            DicomWriter.Unsigned16(DicomTags.Columns, (ushort)side),
            DicomWriter.Unsigned16(DicomTags.BitsAllocated, 16),
            DicomWriter.Unsigned16(DicomTags.BitsStored, 16),
            DicomWriter.Unsigned16(DicomTags.HighBit, 15),
            DicomWriter.Unsigned16(DicomTags.PixelRepresentation, 1),
            DicomElement.OfBytes(DicomTags.Pixels, DicomVr.OW, pixels),
        ];
        return DicomWriter.Write(new DicomDataset(elements), TransferSyntax.ExplicitLittleEndian);
    }
}
