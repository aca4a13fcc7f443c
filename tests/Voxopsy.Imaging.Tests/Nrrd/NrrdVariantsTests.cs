using System.Text.RegularExpressions;
using Voxopsy.Testing;

namespace Voxopsy.Imaging.Tests.Nrrd;

/// <summary>Every file of the folder of NRRD variants: the balls give the same voxels, whatever cannot be a volume is refused.</summary>
public sealed partial class NrrdVariantsTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Files_AreReadOrRefused()
    {
        OracleTally tally = new("nrrd-variants");
        Dictionary<string, float[]> firstOfShape = [];
        foreach (string path in Directory.EnumerateFiles(ReferenceFolders.Data("nrrd-variants")).Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(path) is not (".nrrd" or ".nhdr"))
            {
                continue;
            }

            string name = Path.GetFileName(path);
            string header = ReadHeader(path);
            bool refusable = !Dimension().Match(header).Groups[1].Value.Equals("3", StringComparison.Ordinal)
                || BadByteSkip().IsMatch(header)
                || (header.Contains(".nii.gz", StringComparison.Ordinal) && !header.Contains("\nbyte skip: -1", StringComparison.Ordinal));
            try
            {
                Volume volume = VolumeReader.Read(path);
                tally.CheckText(name, "read", "True", (!refusable).ToString());
                string shape = volume.Grid.ToString();
                tally.CheckText(name, "same voxels", "True", firstOfShape.TryAdd(shape, volume.Voxels.ToArray()) || volume.Voxels.SequenceEqual(firstOfShape[shape]) ? "True" : "False");
            }
            catch (UnreadableVolumeException refused)
            {
                tally.CheckText(name, $"refused ({refused.Message})", "True", refusable.ToString());
                tally.CheckText(name, "one line", "False", refused.Message.Contains('\n', StringComparison.Ordinal).ToString());
            }
        }

        tally.Finish();
    }

    private static string ReadHeader(string path)
    {
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    [GeneratedRegex(@"\ndimension: (\d+)")]
    private static partial Regex Dimension();

    [GeneratedRegex(@"\nbyte skip: -([2-9]|\d\d)")]
    private static partial Regex BadByteSkip();
}
