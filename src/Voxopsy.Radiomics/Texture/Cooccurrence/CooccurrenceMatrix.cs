using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>How often each pair of gray levels lies next to each other (GLCM).</summary>
/// <remarks>Source: Haralick 1973; IBSI reference manual, section 3.6.</remarks>
internal sealed class CooccurrenceMatrix
{
    private readonly double[] _weights;

    private CooccurrenceMatrix(int levels, double[] weights)
    {
        (Levels, _weights) = (levels, weights);
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        Total = total;
    }

    /// <summary>Gets the number of levels, N.</summary>
    internal int Levels { get; }

    /// <summary>Gets the sum of all elements; 0 when the region holds no pair.</summary>
    internal double Total { get; }

    /// <summary>Gets the N × N elements, not normalized; row i is level i + 1.</summary>
    internal ReadOnlySpan<double> Weights => _weights;

    /// <summary>Makes a matrix from elements.</summary>
    internal static CooccurrenceMatrix FromWeights(int levels, double[] weights) => new(levels, weights);

    /// <summary>Counts the pairs at one offset, in some slices.</summary>
    internal static CooccurrenceMatrix Count(DiscretizedRegion region, Offset offset, int firstSlice, int slices, PairOrder order)
    {
        int width = region.LevelCount + 1;
        int[] even = new int[width * width];
        int[] odd = new int[width * width];
        (int start, int end) = region.Range(firstSlice, slices);
        ReadOnlySpan<ushort> near = region.Levels[start..end];
        ReadOnlySpan<ushort> far = region.Levels.Slice(start + region.Step(offset), near.Length);

        // Level 0 is counted like any other and left out below: cheaper than asking. Two tables, because neighbors in memory often are
        // the same pair, and adding to one place twice in a row waits for the first addition.
        int i = 0;
        for (; i < near.Length - 1; i += 2)
        {
            even[(near[i] * width) + far[i]]++;
            odd[(near[i + 1] * width) + far[i + 1]]++;
        }

        if (i < near.Length)
        {
            even[(near[i] * width) + far[i]]++;
        }

        return Fold(even, odd, width, order);
    }

    /// <summary>The plain loop over voxels: the definition, and the test oracle.</summary>
    internal static CooccurrenceMatrix CountPlainly(DiscretizedRegion region, Offset offset, int firstSlice, int slices, PairOrder order)
    {
        double[] weights = new double[region.LevelCount * region.LevelCount];
        for (int z = firstSlice; z < firstSlice + slices; z++)
        {
            for (int y = 0; y < region.Size.Y; y++)
            {
                for (int x = 0; x < region.Size.X; x++)
                {
                    int near = region.Levels[region.At(x, y, z)];
                    if (near == 0 || !region.Size.Contains(x + offset.X, y + offset.Y, z + offset.Z))
                    {
                        continue;
                    }

                    int far = region.Levels[region.At(x + offset.X, y + offset.Y, z + offset.Z)];
                    if (far == 0)
                    {
                        continue;
                    }

                    weights[((near - 1) * region.LevelCount) + far - 1]++;
                    if (order == PairOrder.Both)
                    {
                        weights[((far - 1) * region.LevelCount) + near - 1]++;
                    }
                }
            }
        }

        return new CooccurrenceMatrix(region.LevelCount, weights);
    }

    /// <summary>The weighted sum of several matrices.</summary>
    internal static CooccurrenceMatrix Merge(IReadOnlyList<CooccurrenceMatrix> matrices, IReadOnlyList<double>? factors = null)
    {
        double[] sum = new double[matrices[0]._weights.Length];
        for (int k = 0; k < matrices.Count; k++)
        {
            double factor = factors?[k] ?? 1;
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += factor * matrices[k]._weights[i];
            }
        }

        return new CooccurrenceMatrix(matrices[0].Levels, sum);
    }

    private static CooccurrenceMatrix Fold(int[] even, int[] odd, int width, PairOrder order)
    {
        int levels = width - 1;
        double[] weights = new double[levels * levels];
        for (int row = 1; row < width; row++)
        {
            for (int column = 1; column < width; column++)
            {
                int forth = (row * width) + column;
                long count = even[forth] + odd[forth];
                if (order == PairOrder.Both)
                {
                    int back = (column * width) + row;
                    count += even[back] + odd[back];
                }

                weights[((row - 1) * levels) + column - 1] = count;
            }
        }

        return new CooccurrenceMatrix(levels, weights);
    }
}
