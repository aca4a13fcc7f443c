using System.Security.Cryptography;
using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Codecs;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Dicom;

/// <summary>The folder of odd files: every one is opened or refused with one line, and one picture in many encodings is one picture.</summary>
[Trait("Category", "Oracle")]
public sealed class EdgeCaseTests
{
    [Fact]
    public void EdgeCases_EveryFile_IsOpenedOrRefusedWithOneLine()
    {
        string folder = ReferenceFolders.Data("dicom", "edge-cases");
        OracleTally tally = new("dicom edge-cases");
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            string id = Path.GetFileName(path);
            try
            {
                DicomFolder found = DicomFolder.Scan([path], new AssemblyOptions(), null, CancellationToken.None);
                int accounted = found.Series.Count + found.Masks.Count + found.Refused.Count;
                tally.CheckText(id, "accounted for", "True", (accounted > 0).ToString());
                tally.CheckText(id, "one line a refusal", "True", found.Refused.All(file => !file.Reason.Contains('\n', StringComparison.Ordinal) && file.Reason.Length > 10).ToString());
                foreach (AssembledSeries series in found.Series.Where(series => series.Outcome == SeriesOutcome.Volume))
                {
                    SeriesReader.Read(series, new AssemblyOptions(), CancellationToken.None);
                }
            }
            catch (DicomException)
            {
                tally.CheckText(id, "pixels refused by name", "True", "True");
            }
            catch (Exception crash) when (crash is not DicomException)
            {
                tally.Fail(id, $"crashed: {crash.GetType().Name}: {crash.Message}");
            }
        }

        tally.Finish();
    }

    [Theory]
    [InlineData("emri_small*.dcm")]
    [InlineData("MR_small*.dcm")]
    public void EdgeCases_OnePictureInManyEncodings_HasTheSameVoxels(string pattern)
    {
        string folder = ReferenceFolders.Data("dicom", "edge-cases");
        Dictionary<string, string> hashes = [];
        foreach (string path in Directory.EnumerateFiles(folder, pattern))
        {
            DicomFile file = DicomFile.ReadHeader(path);
            if (file.Syntax.Compression == PixelCompression.Jpeg2000 && !OpenJpeg.IsPresent)
            {
                Assert.Equal(OpenJpeg.Package, Assert.Throws<CodecMissingException>(() => Hash(file)).Package);
                continue;
            }

            // A file with bytes behind its last pixel contradicts its header and is refused.
            if (Path.GetFileName(path) == "MR_small_padded.dcm")
            {
                Assert.Contains("bytes where", Assert.Throws<DicomException>(() => Hash(file)).Reason, StringComparison.Ordinal);
                continue;
            }

            hashes[Path.GetFileName(path)] = Hash(file);
        }

        Assert.True(hashes.Count >= 4);
        Assert.Single(hashes.Values.Distinct());
    }

    private static string Hash(DicomFile file)
    {
        PixelFormat format = PixelFormat.Of(file);
        int frames = file.Dataset.Integer(DicomTags.NumberOfFrames) ?? 1;
        using FrameSource source = FrameSource.Open(file, format, frames);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] bytes = new byte[format.FrameBytes];
        float[] values = new float[format.FramePixels];
        for (int i = 0; i < frames; i++)
        {
            source.Read(i, bytes);
            StoredValues.Convert(bytes, source.Order, format, ModalityTransform.Identity, values);
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
