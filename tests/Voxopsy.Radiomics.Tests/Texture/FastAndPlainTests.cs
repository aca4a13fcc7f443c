using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.Texture;
using Voxopsy.Radiomics.Texture.Cooccurrence;
using Voxopsy.Radiomics.Texture.RunLength;
using Voxopsy.Radiomics.Texture.SizeZone;

namespace Voxopsy.Radiomics.Tests.Texture;

/// <summary>Each hot loop counts what its plain definition counts, on ragged regions of several sizes.</summary>
public sealed class FastAndPlainTests
{
    [Theory]
    [InlineData(5, 4)]
    [InlineData(23, 3)]
    [InlineData(40, 9)]
    public void Matrices_FastAndPlain_AreEqual(int size, int levels)
    {
        DiscretizedRegion region = Region(size, levels);
        foreach (Offset offset in Directions.Half([1]))
        {
            Assert.Equal(
                CooccurrenceMatrix.CountPlainly(region, offset, 0, size, PairOrder.Both).Weights.ToArray(),
                CooccurrenceMatrix.Count(region, offset, 0, size, PairOrder.Both).Weights.ToArray());
            Assert.Equal(RunLengthMatrix.CountPlainly(region, offset, 0, size).Entries, RunLengthMatrix.Count(region, offset, 0, size).Entries);
        }

        foreach (int? plane in (int?[])[null, 2])
        {
            Assert.Equal(
                ZoneSearch.FindPlainly(region, plane, 0, size, []).OrderBy(zone => zone.Level).ThenBy(zone => zone.Size),
                ZoneSearch.Find(region, plane, 0, size, []).OrderBy(zone => zone.Level).ThenBy(zone => zone.Size));
        }

        Offset[] around = [.. Directions.All([1])];
        NeighborhoodCounts plain = NeighborhoodCounts.CountPlainly(region, around, tolerance: 1);
        NeighborhoodCounts fast = NeighborhoodCounts.Count(region, around, 1, 0, size);
        Assert.Equal(plain.Dependences.Entries, fast.Dependences.Entries);
        Assert.Equal(plain.Tones.Voxels, fast.Tones.Voxels);
        Assert.Equal(plain.Tones.Alone, fast.Tones.Alone);
        Assert.All(plain.Tones.Differences.Zip(fast.Tones.Differences), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static DiscretizedRegion Region(int size, int levels)
    {
        Mask mask = Regions.Blob(seed: 11, size, new VoxelSpacing(1, 1, 1));
        return DiscretizedRegion.Of(mask, RegionIntensities.Of(Regions.Noise(5, mask.Grid), mask), new FixedBinCount(levels), margin: 1);
    }
}
