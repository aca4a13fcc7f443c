using Voxopsy.Radiomics.Texture.Cooccurrence;

namespace Voxopsy.Radiomics.Texture;

/// <summary>The measures that run-length, size-zone, distance-zone and dependence matrices share.</summary>
/// <remarks>Source: Galloway 1975, Chu 1990, Dasarathy 1991, Thibault 2009, Sun 1983; IBSI reference manual, 3.7 to 3.9 and 3.11.</remarks>
internal sealed record LevelSizeMeasures
{
    /// <summary>Gets the number of runs, zones or voxels; all measures are NaN when it is 0.</summary>
    internal required double Total { get; init; }

    /// <summary>Gets Σ size · count: the voxels that runs or zones cover.</summary>
    internal required double Covered { get; init; }

    internal required double SmallEmphasis { get; init; }

    internal required double LargeEmphasis { get; init; }

    internal required double LowLevelEmphasis { get; init; }

    internal required double HighLevelEmphasis { get; init; }

    internal required double SmallLowEmphasis { get; init; }

    internal required double SmallHighEmphasis { get; init; }

    internal required double LargeLowEmphasis { get; init; }

    internal required double LargeHighEmphasis { get; init; }

    internal required double LevelNonUniformity { get; init; }

    internal required double LevelNonUniformityNormalized { get; init; }

    internal required double SizeNonUniformity { get; init; }

    internal required double SizeNonUniformityNormalized { get; init; }

    internal required double LevelVariance { get; init; }

    internal required double SizeVariance { get; init; }

    internal required double Entropy { get; init; }

    internal required double Energy { get; init; }

    internal static LevelSizeMeasures Of(LevelSizeMatrix matrix)
    {
        double total = 0, covered = 0, levels = 0;
        double small = 0, large = 0, low = 0, high = 0, smallLow = 0, smallHigh = 0, largeLow = 0, largeHigh = 0;
        foreach ((int level, int size, double count) in matrix.Entries)
        {
            double i2 = (double)level * level;
            double j2 = (double)size * size;
            total += count;
            covered += count * size;
            levels += count * level;
            small += count / j2;
            large += count * j2;
            low += count / i2;
            high += count * i2;
            smallLow += count / i2 / j2;
            smallHigh += count * i2 / j2;
            largeLow += count * j2 / i2;
            largeHigh += count * i2 * j2;
        }

        double meanLevel = levels / total, meanSize = covered / total, levelVariance = 0, sizeVariance = 0, entropy = 0, energy = 0;
        double[] byLevel = new double[matrix.Levels];
        Dictionary<int, double> bySize = [];
        foreach ((int level, int size, double count) in matrix.Entries)
        {
            double share = count / total;
            levelVariance += share * (level - meanLevel) * (level - meanLevel);
            sizeVariance += share * (size - meanSize) * (size - meanSize);
            entropy -= share * Math.Log2(share + CooccurrenceSums.Epsilon);
            energy += share * share;
            byLevel[level - 1] += count;
            bySize[size] = bySize.GetValueOrDefault(size) + count;
        }

        double levelSquares = byLevel.Sum(count => count * count);
        double sizeSquares = bySize.Values.Sum(count => count * count);
        return new LevelSizeMeasures
        {
            Total = total,
            Covered = covered,
            SmallEmphasis = small / total,
            LargeEmphasis = large / total,
            LowLevelEmphasis = low / total,
            HighLevelEmphasis = high / total,
            SmallLowEmphasis = smallLow / total,
            SmallHighEmphasis = smallHigh / total,
            LargeLowEmphasis = largeLow / total,
            LargeHighEmphasis = largeHigh / total,
            LevelNonUniformity = levelSquares / total,
            LevelNonUniformityNormalized = levelSquares / (total * total),
            SizeNonUniformity = sizeSquares / total,
            SizeNonUniformityNormalized = sizeSquares / (total * total),
            LevelVariance = total == 0 ? double.NaN : levelVariance,
            SizeVariance = total == 0 ? double.NaN : sizeVariance,
            Entropy = total == 0 ? double.NaN : entropy,
            Energy = total == 0 ? double.NaN : energy,
        };
    }
}
