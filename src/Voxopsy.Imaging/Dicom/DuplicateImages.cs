using System.Security.Cryptography;

namespace Voxopsy.Imaging.Dicom;

/// <summary>Finds images that occur twice in a series: copies are left out, contradictions are refused.</summary>
internal static class DuplicateImages
{
    /// <summary>The files without copies; null, with the reason among the remarks, when one identifier names two images.</summary>
    internal static IReadOnlyList<ImageFile>? Remove(IReadOnlyList<ImageFile> files, List<SeriesRemark> remarks)
    {
        List<ImageFile> kept = [];
        HashSet<string> dropped = [];
        foreach (IGrouping<string, ImageFile> same in files.Where(file => file.SopInstanceUid.Length > 0).GroupBy(file => file.SopInstanceUid))
        {
            ImageFile[] copies = [.. same];
            for (int i = 1; i < copies.Length; i++)
            {
                if (!SamePlace(copies[0], copies[i]) || !SamePixels(copies[0], copies[i]))
                {
                    remarks.Add(new(SeriesFinding.OneIdentifierForTwoImages, $"{Path.GetFileName(copies[0].Path)} and {Path.GetFileName(copies[i].Path)} carry one instance identifier but are different images"));
                    return null;
                }

                dropped.Add(copies[i].Path);
            }
        }

        // The same picture stored again under a new identifier, at the same place and with the same attributes, is a copy as well.
        foreach (IGrouping<string, ImageFile> place in files.Where(file => file.Frames.Count == 1 && !dropped.Contains(file.Path)).GroupBy(PlaceOf))
        {
            ImageFile[] there = [.. place];
            for (int i = 1; i < there.Length; i++)
            {
                if (SamePixels(there[0], there[i]))
                {
                    dropped.Add(there[i].Path);
                }
            }
        }

        kept.AddRange(files.Where(file => !dropped.Contains(file.Path)));
        if (dropped.Count > 0)
        {
            remarks.Add(new(SeriesFinding.DuplicateImage, $"{dropped.Count} file(s) repeat an image with the same pixels and are left out, such as {Path.GetFileName(dropped.Order(StringComparer.Ordinal).First())}"));
        }

        return kept;
    }

    private static string PlaceOf(ImageFile file)
    {
        ImageFrame frame = file.Frames[0];
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{frame.Position.X:F2} {frame.Position.Y:F2} {frame.Position.Z:F2} {frame.Row} {frame.Column} {file.Format} {frame.Transform} ")
            + string.Join(' ', frame.Separators.Select(pair => $"{pair.Key}={pair.Value}")) + string.Join(' ', frame.Times);
    }

    private static bool SamePlace(ImageFile a, ImageFile b) =>
        a.Format == b.Format && a.Frames.Count == b.Frames.Count
        && a.Frames.Zip(b.Frames).All(pair => pair.First.Position == pair.Second.Position && pair.First.Row == pair.Second.Row && pair.First.Transform == pair.Second.Transform);

    private static bool SamePixels(ImageFile a, ImageFile b)
    {
        try
        {
            return Hash(a).AsSpan().SequenceEqual(Hash(b));
        }
        catch (DicomException)
        {
            return false;
        }
    }

    private static byte[] Hash(ImageFile file)
    {
        using FrameSource source = FrameSource.Open(DicomFile.ReadHeader(file.Path), file.Format!, file.Frames.Count);
        byte[] samples = new byte[file.Format!.FrameBytes];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < file.Frames.Count; i++)
        {
            source.Read(i, samples);
            StoredValues.ToLittleEndian(samples, source.Order, file.Format);
            hash.AppendData(samples);
        }

        return hash.GetHashAndReset();
    }
}
