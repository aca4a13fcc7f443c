using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Texture;
using Voxopsy.Radiomics.Texture.Cooccurrence;
using Voxopsy.Radiomics.Texture.RunLength;
using Voxopsy.Radiomics.Texture.SizeZone;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests;

/// <summary>The texture matrices of PyRadiomics themselves: counts are equal, and features follow from them.</summary>
public sealed partial class MatrixOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Matrices_CasesWithAnImage_AreExact()
    {
        OracleTally tally = new("pyradiomics/matrices");
        string folder = ReferenceFolders.Oracle("radiomics", "pyradiomics");
        foreach (string path in Directory.EnumerateFiles(Path.Combine(folder, "matrices"), "*.npy").Order(StringComparer.Ordinal))
        {
            string[] name = Path.GetFileNameWithoutExtension(path).Split('_');
            string image = Path.Combine(folder, "cases", name[0] + "_image.nrrd");
            if (!File.Exists(image))
            {
                continue;
            }

            Mask mask = MaskReader.Read(Path.Combine(folder, "cases", name[0] + "_label.nrrd"), [1]);
            DiscretizedRegion region = DiscretizedRegion.Of(mask, RegionIntensities.Of(VolumeReader.Read(image), mask), new FixedBinWidth(25), margin: 1);
            (int[] shape, double[] values) = ReadNpy(path);
            int[] levels = [.. Enumerable.Range(1, region.LevelCount).Where(level => region.Histogram[level - 1] > 0)];
            Compare(tally, string.Join(' ', name), name[1], region, levels, shape, values);
        }

        tally.Finish();
    }

    private static void Compare(OracleTally tally, string name, string family, DiscretizedRegion region, int[] levels, int[] shape, double[] values)
    {
        double At(params int[] index) => values[index.Zip(shape).Aggregate(0, (sum, pair) => (sum * pair.Second) + pair.First)];
        int whole = region.Size.Z;
        switch (family)
        {
            case "glcm":
            case "glrlm":
                // Directions have no common order, so matrices are matched as sets.
                Offset[] offsets = Directions.Half([1]);
                double[][] ours = [.. offsets.Select(offset => family == "glcm" ? Cooccurrence(region, offset, levels) : Sized(RunLengthMatrix.Count(region, offset, 0, whole), levels, shape[1]))];
                for (int direction = 0; direction < shape[2]; direction++)
                {
                    double[] theirs = [.. Enumerable.Range(0, shape[0] * shape[1]).Select(i => At(i / shape[1], i % shape[1], direction))];
                    double worst = ours.Min(own => own.Zip(theirs).Max(pair => Math.Abs(pair.First - pair.Second)));
                    tally.Check(name, $"direction {direction}", 0, worst, 1e-15, OracleTally.Measure.Absolute);
                }

                break;
            case "glszm":
                // Sizes that no zone has are left out of the file.
                Zone[] zones = ZoneSearch.Find(region, null, 0, whole, []);
                int[] sizes = [.. zones.Select(zone => zone.Size).Distinct().Order()];
                Check(Sized(LevelSizeMatrix.FromObservations(region.LevelCount, zones.Select(zone => (zone.Level, Array.IndexOf(sizes, zone.Size) + 1))), levels, shape[1]));
                break;
            case "gldm":
                Check(Sized(Counts().Dependences, levels, shape[1]));
                break;
            case "ngtdm":
                NeighborhoodCounts counts = Counts();
                Check([.. levels.SelectMany(level => (double[])[counts.Tones.Voxels[level - 1], counts.Tones.Differences[level - 1], level])]);
                break;
            default:
                tally.Fail(name, $"unknown kind of matrix '{family}'");
                break;
        }

        NeighborhoodCounts Counts() => NeighborhoodCounts.Count(region, [.. Directions.All([1])], 0, 0, whole);
        void Check(double[] own)
        {
            for (int i = 0; i < values.Length; i++)
            {
                tally.Check(name, $"element {i}", At(i / shape[1], i % shape[1]), own[i], 1e-12, OracleTally.Measure.Relative);
            }
        }
    }

    private static double[] Cooccurrence(DiscretizedRegion region, Offset offset, int[] levels)
    {
        CooccurrenceMatrix matrix = CooccurrenceMatrix.Count(region, offset, 0, region.Size.Z, PairOrder.Both);
        return [.. levels.SelectMany(i => levels.Select(j => matrix.Weights[((i - 1) * matrix.Levels) + j - 1] / matrix.Total))];
    }

    private static double[] Sized(LevelSizeMatrix matrix, int[] levels, int columns)
    {
        double[] table = new double[levels.Length * columns];
        foreach ((int level, int size, double count) in matrix.Entries)
        {
            table[(Array.IndexOf(levels, level) * columns) + Math.Min(size, columns) - 1] += count;
        }

        return table;
    }

    /// <summary>Doubles of a NumPy file, brought into C order.</summary>
    private static (int[] Shape, double[] Values) ReadNpy(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int length = BitConverter.ToUInt16(bytes, 8);
        string header = Encoding.ASCII.GetString(bytes, 10, length);
        int[] shape = [.. Shape().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        double[] stored = new double[(bytes.Length - 10 - length) / 8];
        Buffer.BlockCopy(bytes, 10 + length, stored, 0, stored.Length * 8);
        if (header.Contains("'fortran_order': False", StringComparison.Ordinal))
        {
            return (shape, stored);
        }

        double[] turned = new double[stored.Length];
        for (int i = 0; i < stored.Length; i++)
        {
            int rest = i, at = 0;
            int[] index = new int[shape.Length];
            for (int axis = 0; axis < shape.Length; axis++)
            {
                (index[axis], rest) = (rest % shape[axis], rest / shape[axis]);
            }

            for (int axis = 0; axis < shape.Length; axis++)
            {
                at = (at * shape[axis]) + index[axis];
            }

            turned[at] = stored[i];
        }

        return (shape, turned);
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();
}
