using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Texture;
using Voxopsy.Radiomics.Texture.Cooccurrence;
using Voxopsy.Radiomics.Texture.Dependence;
using Voxopsy.Radiomics.Texture.RunLength;
using Voxopsy.Radiomics.Texture.SizeZone;
using Voxopsy.Radiomics.Texture.ToneDifference;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>The five texture classes over one set of gray levels, as PyRadiomics joins directions.</summary>
internal sealed class TextureClasses(DiscretizedRegion region, PyRadiomicsSettings settings)
{
    private readonly int? _plane = settings.Plane;
    private NeighborhoodCounts? _neighborhoods;

    internal IEnumerable<FeatureValue> Cooccurrence()
    {
        Offset[] offsets = [.. Directions.Half(settings.Distances, _plane).Where(Fits)];
        PairOrder order = settings.SymmetricalGlcm ? PairOrder.Both : PairOrder.Forward;
        CooccurrenceMatrix[] matrices = [.. offsets.Select(offset => CooccurrenceMatrix.Count(region, offset, 0, region.Size.Z, order))];
        if (matrices.Length > 0 && settings.Weighting is { } norm)
        {
            matrices = [CooccurrenceMatrix.Merge(matrices, Weights(offsets, norm))];
        }

        return Named(CooccurrenceFeatures.Definitions, Average(matrices.Where(matrix => matrix.Total > 0).Select(CooccurrenceFeatures.Compute)));
    }

    internal IEnumerable<FeatureValue> RunLength()
    {
        Offset[] offsets = [.. Directions.Half([1], _plane).Where(Fits).Where(HasLineOfTwo)];
        LevelSizeMatrix[] matrices = [.. offsets.Select(offset => RunLengthMatrix.Count(region, offset, 0, region.Size.Z))];
        if (matrices.Length > 0 && settings.Weighting is { } norm)
        {
            // Here PyRadiomics weighs a direction by its length itself, not by exp(−length²) as for co-occurrence.
            matrices = [LevelSizeMatrix.Merge(matrices, [.. offsets.Select(offset => norm == DirectionWeighting.None ? 1 : Length(offset, norm))])];
        }

        return Named(RunLengthFeatures.Definitions, Average(matrices.Select(matrix => RunLengthFeatures.Compute(LevelSizeMeasures.Of(matrix)))));
    }

    internal IEnumerable<FeatureValue> SizeZone()
    {
        Zone[] zones = ZoneSearch.Find(region, _plane, 0, region.Size.Z, []);
        LevelSizeMatrix matrix = LevelSizeMatrix.FromObservations(region.LevelCount, zones.Select(zone => (zone.Level, zone.Size)));
        return Named(SizeZoneFeatures.Definitions, SizeZoneFeatures.Compute(LevelSizeMeasures.Of(matrix)));
    }

    internal IEnumerable<FeatureValue> Dependence() =>
        Named(DependenceFeatures.Definitions, DependenceFeatures.Compute(LevelSizeMeasures.Of(Neighborhoods().Dependences)));

    internal IEnumerable<FeatureValue> ToneDifference()
    {
        ToneDifferenceMatrix tones = Neighborhoods().Tones;
        return Named(ToneDifferenceFeatures.Definitions, ToneDifferenceFeatures.Compute(tones, tones.Voxels));
    }

    private NeighborhoodCounts Neighborhoods() => _neighborhoods ??= NeighborhoodCounts.Count(
        region, [.. Directions.All(settings.Distances, _plane)], settings.DependenceTolerance, 0, region.Size.Z);

    /// <summary>Whether two voxels of the box can lie so far apart at all; PyRadiomics leaves out directions that cannot.</summary>
    private bool Fits(Offset offset) =>
        Math.Abs(offset.X) < region.Size.X && Math.Abs(offset.Y) < region.Size.Y && Math.Abs(offset.Z) < region.Size.Z;

    /// <summary>Whether any line in a direction meets two voxels of the region; PyRadiomics takes no runs from a direction without.</summary>
    private bool HasLineOfTwo(Offset offset)
    {
        GridSize size = region.Size;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    if (region.Levels[region.At(x, y, z)] != 0 && MeetsAnother(x, y, z, offset))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private bool MeetsAnother(int x, int y, int z, Offset offset)
    {
        do
        {
            (x, y, z) = (x + offset.X, y + offset.Y, z + offset.Z);
        }
        while (region.Size.Contains(x, y, z) && region.Levels[region.At(x, y, z)] == 0);
        return region.Size.Contains(x, y, z);
    }

    private double[] Weights(Offset[] offsets, DirectionWeighting norm) => [.. offsets.Select(offset => Math.Exp(-Math.Pow(Length(offset, norm), 2)))];

    /// <summary>The length of a step in mm, in the norm chosen.</summary>
    private double Length(Offset offset, DirectionWeighting norm)
    {
        VoxelSpacing spacing = region.Spacing;
        (double x, double y, double z) = (Math.Abs(offset.X) * spacing.X, Math.Abs(offset.Y) * spacing.Y, Math.Abs(offset.Z) * spacing.Z);
        return norm switch
        {
            DirectionWeighting.Infinity => Math.Max(x, Math.Max(y, z)),
            DirectionWeighting.Euclidean => Math.Sqrt((x * x) + (y * y) + (z * z)),
            DirectionWeighting.Manhattan => x + y + z,
            _ => 0,
        };
    }

    /// <summary>The mean of each feature over directions, leaving out undefined values.</summary>
    private static double[] Average(IEnumerable<double[]> directions)
    {
        double[][] all = [.. directions];
        if (all.Length == 0)
        {
            return [];
        }

        double[] means = new double[all[0].Length];
        for (int feature = 0; feature < means.Length; feature++)
        {
            double sum = 0;
            int count = 0;
            foreach (double[] values in all)
            {
                if (!double.IsNaN(values[feature]))
                {
                    sum += values[feature];
                    count++;
                }
            }

            means[feature] = count == 0 ? double.NaN : sum / count;
        }

        return means;
    }

    /// <summary>Joins names and values; no values means that the region has no pair of voxels at all.</summary>
    private static IEnumerable<FeatureValue> Named(FeatureDefinition[] definitions, double[] values) =>
        definitions.Select((definition, i) => new FeatureValue(definition, values.Length == 0 ? double.NaN : values[i]));
}
