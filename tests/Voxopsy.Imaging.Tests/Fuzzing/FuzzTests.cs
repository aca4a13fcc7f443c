using System.Diagnostics;
using System.Globalization;
using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Masks;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Fuzzing;

/// <summary>
/// Random mutations of every real file: a reader may refuse with its own exception, and nothing else. <c>VOXOPSY_FUZZ</c> sets how many (default
/// 200,000), <c>VOXOPSY_FUZZ_SEED</c> where they begin. JPEG 2000 pixels are decoded only when <c>VOXOPSY_FUZZ_JPEG2000</c> is 1, because a foreign
/// library decodes them and this test is about our own readers.
/// </summary>
[Trait("Category", "Oracle")]
public sealed class FuzzTests
{
    private const int LargestDecoded = 48 * 1024;
    private const long MostAllocated = 1L << 30;
    private const double MostSeconds = 5;
    private static readonly bool DecodesJpeg2000 = Environment.GetEnvironmentVariable("VOXOPSY_FUZZ_JPEG2000") == "1";

    [Fact]
    public void Readers_MutatedFiles_RefuseByNameOrRead()
    {
        string root = ReferenceFolders.Data();
        int count = Setting("VOXOPSY_FUZZ", 200_000);
        ulong seed = (ulong)Setting("VOXOPSY_FUZZ_SEED", 20261123);
        string[] dicom = [.. Files(Path.Combine(root, "dicom")).Where(path => path.EndsWith(".dcm", StringComparison.Ordinal) || Path.GetFileName(path) == "DICOMDIR")];
        string[] other = [.. new[] { "nifti-variants", "nrrd-variants", "dicom" }.SelectMany(name => Files(Path.Combine(root, name)))
            .Where(path => VolumeReader.Extensions.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) && new FileInfo(path).Length < 100_000)];
        Assert.SkipWhen(dicom.Length == 0 || other.Length == 0, "no real files to mutate");

        (int Tried, int Refused)[] results = new (int, int)[2];
        List<string> failures = [];
        Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, half =>
        {
            (int tried, int refused) = Run(dicom, half, count * 19 / 20, seed, TryDicom, failures);
            (int triedOther, int refusedOther) = Run(other, half, count - (count * 19 / 20), seed, TryVolume, failures);
            results[half] = (tried + triedOther, refused + refusedOther);
        });

        TestContext.Current.SendDiagnosticMessage(string.Create(
            CultureInfo.InvariantCulture,
            $"fuzz: {results.Sum(result => result.Tried)} mutations of {dicom.Length + other.Length} files, {results.Sum(result => result.Refused)} refused, {results.Sum(result => result.Tried - result.Refused) - failures.Count} read, {failures.Count} crashed"));
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures.Take(20)));
        Assert.True(results.Sum(result => result.Tried) >= count);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : [];

    private static (int Tried, int Refused) Run(string[] files, int half, int count, ulong seed, Action<string, byte[], int> attempt, List<string> failures)
    {
        int refused = 0;
        int tried = 0;
        for (int file = half; file < files.Length; file += 2)
        {
            byte[] bytes = File.ReadAllBytes(files[file]);
            int share = (count + files.Length - 1) / files.Length;
            for (int i = 0; i < share; i++, tried++)
            {
                Mutation mutation = new(seed + ((ulong)file << 32) + (ulong)i);
                int length = mutation.Apply(bytes);
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                string? failure = null;
                try
                {
                    attempt(files[file], bytes, length);
                }
                catch (ImagingException)
                {
                    refused++;
                }
                catch (Exception crash)
                {
                    failure = $"{crash.GetType().Name}: {crash.Message} {crash.StackTrace?.Split('\n')[0].Trim()}";
                }

                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                failure ??= seconds > MostSeconds ? $"took {seconds:0.0} s" : allocated > MostAllocated ? $"allocated {allocated} bytes" : null;
                if (failure is not null)
                {
                    lock (failures)
                    {
                        failures.Add($"{Path.GetFileName(files[file])} mutation {i}: {failure}");
                    }
                }

                mutation.Undo(bytes);
            }
        }

        return (tried, refused);
    }

    private static void TryDicom(string path, byte[] bytes, int length)
    {
        DicomFile file = DicomFile.Parse(path, bytes.AsMemory(0, length));
        string modality = file.Dataset.Text(DicomTags.Modality);
        if (modality == "SEG")
        {
            Segmentation segmentation = SegmentationReader.Read(file);
            if (length < LargestDecoded)
            {
                segmentation.Read(segmentation.Segments[0].Number);
            }
        }
        else if (modality == "RTSTRUCT")
        {
            RtStructureSet set = RtStructureReader.Read(file);
            ContourRasterizer.Rasterize(set.Regions[0], Grid.Axial(new GridSize(40, 40, 10), new VoxelSpacing(5, 5, 5)));
        }
        else
        {
            ImageFile image = ImageFileReader.Read(file);
            SeriesAssembler.Assemble([image], new AssemblyOptions { Tilt = IrregularSlices.Keep }, CancellationToken.None);
            if (image.Format is { } format && image.Problem is null && length < LargestDecoded && (DecodesJpeg2000 || file.Syntax.Compression != PixelCompression.Jpeg2000) && image.Frames.Count > 0)
            {
                Decode(file, format, image);
            }
        }
    }

    private static void Decode(DicomFile file, PixelFormat format, ImageFile image)
    {
        int frames = file.Dataset.Integer(DicomTags.NumberOfFrames) ?? 1;
        if (!DecodesJpeg2000 && file.Dataset.Find(DicomTags.Pixels)?.Fragments is { Count: > 1 } fragments && fragments[1].Span is [0xFF, 0x4F, ..] or [0, 0, 0, 12, ..])
        {
            return;
        }

        using FrameSource source = FrameSource.Open(file, format, frames);
        byte[] samples = new byte[format.FrameBytes];
        source.Read(0, samples);
        StoredValues.Convert(samples, source.Order, format, image.Frames[0].Transform ?? ModalityTransform.Identity, new float[format.FramePixels]);
    }

    private static void TryVolume(string path, byte[] bytes, int length)
    {
        string name = Path.GetFileName(path);
        string ending = name[name.IndexOf('.', StringComparison.Ordinal)..];
        string copy = Path.Combine(Path.GetTempPath(), $"voxopsy-fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{ending}");
        File.WriteAllBytes(copy, bytes.AsSpan(0, length));
        try
        {
            VolumeReader.Read(copy);
        }
        catch (FileNotFoundException)
        {
            // A detached header names its data file, which is not copied along.
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
