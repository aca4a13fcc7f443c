using System.Globalization;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Voxels;

namespace Voxopsy.Imaging;

/// <summary>Reads regions from label files: whole numbers on a grid, 0 for background.</summary>
/// <remarks>Slices are looked at one by one and only their tight part is kept, so that a mask of 512×512×600 needs no more memory than its region.</remarks>
public static class MaskReader
{
    // Masks saved as real numbers carry values such as 0.9999; more than this is no rounding.
    private const double LabelRounding = 1e-3;

    /// <summary>Reads the region of everything that is not background.</summary>
    /// <param name="path">A label file of one frame.</param>
    /// <returns>The region; it may be empty.</returns>
    /// <exception cref="UnreadableVolumeException">The file cannot be read, holds several frames, or values that are no labels.</exception>
    public static Mask Read(string path) => Read(path, []);

    /// <summary>Reads the region that one or several labels make up together.</summary>
    /// <param name="path">A label file of one frame.</param>
    /// <param name="labels">The labels that belong to the region; none for everything that is not background.</param>
    /// <returns>The region; empty only when no label was named.</returns>
    /// <exception cref="LabelAbsentException">The file holds none of the labels named.</exception>
    /// <exception cref="UnreadableVolumeException">The file cannot be read, holds several frames, or values that are no labels.</exception>
    public static Mask Read(string path, IReadOnlyCollection<int> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        using VolumeFile file = VolumeReader.OpenSingle(path);
        SortedDictionary<int, long> seen = [];
        SparseMask region = new(file.Grid.Size);
        HashSet<int> wanted = [.. labels];
        ForEachSlice(path, file, (z, slice) =>
        {
            Count(slice, seen);
            region.AddSlice(z, slice, wanted);
        });
        file.Finish();
        return labels.Count > 0 && region.IsEmpty
            ? throw new LabelAbsentException(path, labels.Order(), seen.Keys)
            : region.ToMask(file.Grid);
    }

    /// <summary>Lists the labels of a file.</summary>
    /// <param name="path">A label file of one frame.</param>
    /// <returns>Label → number of voxels, rising, without background (0).</returns>
    /// <exception cref="UnreadableVolumeException">The file cannot be read, holds several frames, or values that are no labels.</exception>
    public static IReadOnlyDictionary<int, long> ReadLabels(string path)
    {
        using VolumeFile file = VolumeReader.OpenSingle(path);
        SortedDictionary<int, long> seen = [];
        ForEachSlice(path, file, (_, slice) => Count(slice, seen));
        file.Finish();
        return seen;
    }

    /// <summary>Decodes slice after slice; slices without a label are not handed over.</summary>
    private static void ForEachSlice(string path, VolumeFile file, Action<int, ReadOnlySpan<int>> look)
    {
        file.RequireRoom(sizeof(byte));
        GridSize size = file.Grid.Size;
        int width = file.Encoding.BytesPerVoxel;
        byte[] stored = new byte[checked((int)size.SliceCount * width)];
        int[] labels = new int[size.SliceCount];
        double[] row = new double[size.X];
        for (int z = 0; z < size.Z; z++)
        {
            file.ReadStored(stored);
            bool unscaled = file.Encoding.IsUnscaled;
            if (unscaled && stored.AsSpan().IndexOfAnyExcept((byte)0) < 0)
            {
                continue;
            }

            for (int y = 0; y < size.Y; y++)
            {
                Span<byte> storedRow = stored.AsSpan(y * size.X * width, size.X * width);
                Span<int> target = labels.AsSpan(y * size.X, size.X);
                if (unscaled && storedRow.IndexOfAnyExcept((byte)0) < 0)
                {
                    target.Clear();
                    continue;
                }

                VoxelDecoder.Decode(storedRow, file.Encoding, row.AsSpan());
                ToLabels(path, row, target);
            }

            look(z, labels);
        }
    }

    private static void ToLabels(string path, ReadOnlySpan<double> values, Span<int> labels)
    {
        for (int x = 0; x < values.Length; x++)
        {
            double nearest = Math.Round(values[x]);
            if (!(Math.Abs(values[x] - nearest) <= LabelRounding && Math.Abs(nearest) <= int.MaxValue))
            {
                throw new UnreadableVolumeException(path, string.Create(
                    CultureInfo.InvariantCulture,
                    $"a mask holds whole numbers, one a label, found {values[x]:G6}; turn a probability map into labels with a threshold first."));
            }

            labels[x] = (int)nearest;
        }
    }

    private static void Count(ReadOnlySpan<int> labels, SortedDictionary<int, long> seen)
    {
        for (int start = 0; start < labels.Length;)
        {
            int label = labels[start];
            int run = labels[start..].IndexOfAnyExcept(label);
            run = run < 0 ? labels.Length - start : run;
            if (label != 0)
            {
                seen[label] = seen.GetValueOrDefault(label) + run;
            }

            start += run;
        }
    }
}
