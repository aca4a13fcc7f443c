using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Texture;
using Voxopsy.Radiomics.Texture.Cooccurrence;
using Voxopsy.Radiomics.Texture.DistanceZone;
using Voxopsy.Radiomics.Texture.RunLength;
using Voxopsy.Radiomics.Texture.SizeZone;
using Voxopsy.Radiomics.Texture.ToneDifference;

namespace Voxopsy.Radiomics.Ibsi;

/// <summary>The six texture families of IBSI, by slice, merged over slices, or in the volume.</summary>
/// <remarks>Source: IBSI reference manual, sections 3.6 to 3.11. Slices without a voxel of the region are left out of averages.</remarks>
internal sealed class TextureFamilies(DiscretizedRegion region, BorderDistance borders, IbsiSettings settings)
{
    private readonly int[] _slices = [.. Enumerable.Range(0, region.Size.Z).Where(z => HasVoxels(region, z))];

    internal IEnumerable<IbsiFeature> Compute(Aggregation aggregation) =>
        Directional(aggregation).Concat(Zonal(aggregation));

    private static bool HasVoxels(DiscretizedRegion region, int slice)
    {
        (int start, int end) = region.Range(slice, 1);
        return region.Levels[start..end].IndexOfAnyExcept((ushort)0) >= 0;
    }

    /// <summary>GLCM and GLRLM, whose directions are averaged or merged.</summary>
    private IEnumerable<IbsiFeature> Directional(Aggregation aggregation)
    {
        int? plane = aggregation == Aggregation.Volume ? null : 2;
        Offset[] offsets = Directions.Half([settings.Distance], plane);
        Offset[] steps = Directions.Half([1], plane);
        CooccurrenceMatrix Pairs(Offset offset, int slice, int count) => CooccurrenceMatrix.Count(region, offset, slice, count, PairOrder.Both);
        LevelSizeMatrix Runs(Offset offset, int slice, int count) => RunLengthMatrix.Count(region, offset, slice, count);
        int whole = region.Size.Z;
        (string Name, IEnumerable<CooccurrenceMatrix> Pairs, IEnumerable<LevelSizeMatrix> Runs)[] ways = aggregation switch
        {
            Aggregation.Volume =>
            [
                ("3D, averaged", offsets.Select(o => Pairs(o, 0, whole)), steps.Select(o => Runs(o, 0, whole))),
                ("3D, merged", [CooccurrenceMatrix.Merge([.. offsets.Select(o => Pairs(o, 0, whole))])], [LevelSizeMatrix.Merge([.. steps.Select(o => Runs(o, 0, whole))])]),
            ],
            Aggregation.Slices =>
            [
                ("2D, averaged", _slices.SelectMany(z => offsets.Select(o => Pairs(o, z, 1))), _slices.SelectMany(z => steps.Select(o => Runs(o, z, 1)))),
                ("2D, slice-merged",
                    _slices.Select(z => CooccurrenceMatrix.Merge([.. offsets.Select(o => Pairs(o, z, 1))])),
                    _slices.Select(z => LevelSizeMatrix.Merge([.. steps.Select(o => Runs(o, z, 1))]))),
            ],
            _ =>
            [
                ("2.5D, direction-merged", offsets.Select(o => Pairs(o, 0, whole)), steps.Select(o => Runs(o, 0, whole))),
                ("2.5D, merged", [CooccurrenceMatrix.Merge([.. offsets.Select(o => Pairs(o, 0, whole))])], [LevelSizeMatrix.Merge([.. steps.Select(o => Runs(o, 0, whole))])]),
            ],
        };
        return ways.SelectMany(way => Average(IbsiNames.Cooccurrence, way.Name, way.Pairs.Select(IbsiTexture.Cooccurrence))
            .Concat(Average(IbsiNames.RunLength, way.Name, way.Runs.Select(IbsiTexture.RunLength))));
    }

    /// <summary>GLSZM, GLDZM, NGTDM and NGLDM, which have no direction.</summary>
    private IEnumerable<IbsiFeature> Zonal(Aggregation aggregation)
    {
        int? plane = aggregation == Aggregation.Volume ? null : 2;
        string name = aggregation switch { Aggregation.Volume => "3D", Aggregation.Slices => "2D", _ => "2.5D" };
        IReadOnlyList<Offset> around = [.. Directions.All([settings.Distance], plane)];
        (int First, int Count)[] parts = aggregation == Aggregation.Slices ? [.. _slices.Select(z => (z, 1))] : [(0, region.Size.Z)];
        List<double[]> sizes = [], distances = [], tones = [], dependences = [];
        foreach ((int first, int count) in parts)
        {
            Zone[] zones = ZoneSearch.Find(region, plane, first, count, borders.Of(plane));
            double voxels = zones.Sum(zone => (double)zone.Size);
            sizes.Add(IbsiTexture.Zones(LevelSizeMatrix.FromObservations(region.LevelCount, zones.Select(zone => (zone.Level, zone.Size))), voxels));
            distances.Add(IbsiTexture.Zones(LevelSizeMatrix.FromObservations(region.LevelCount, zones.Select(zone => (zone.Level, zone.Distance))), voxels));
            NeighborhoodCounts counts = NeighborhoodCounts.Count(region, around, settings.Coarseness, first, count);
            int[] withNeighbors = [.. counts.Tones.Voxels.Zip(counts.Tones.Alone, (all, alone) => all - alone)];
            double[] tone = withNeighbors.Sum() == 0 ? [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN] : ToneDifferenceFeatures.Compute(counts.Tones, withNeighbors);
            tones.Add([tone[1], tone[3], tone[0], tone[2], tone[4]]);
            dependences.Add(IbsiTexture.Dependence(counts.Dependences, voxels));
        }

        return Average(IbsiNames.SizeZone, name, sizes).Concat(Average(IbsiNames.DistanceZone, name, distances))
            .Concat(Average(IbsiNames.ToneDifference, name, tones)).Concat(Average(IbsiNames.Dependence, name, dependences));
    }

    private static IEnumerable<IbsiFeature> Average((FeatureDefinition Feature, string Tag)[] names, string aggregation, IEnumerable<double[]> parts)
    {
        double[][] all = [.. parts];
        return names.Select((name, i) =>
        {
            double[] defined = [.. all.Select(values => values[i]).Where(value => !double.IsNaN(value))];
            return new IbsiFeature(name.Feature, name.Tag, aggregation, defined.Length == 0 ? double.NaN : defined.Average());
        });
    }
}
