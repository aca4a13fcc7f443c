using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Leakage;

namespace Voxopsy.Study.Tests.Leakage;

/// <summary>Planted duplicates are found, and patients who merely resemble each other are not.</summary>
public sealed class FeatureDuplicatesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Find_DifferentLesions_NoPair(int seed) => Assert.Empty(FeatureDuplicates.Find(Rows(seed)));

    [Theory]
    [InlineData(0)]
    [InlineData(0.005)]
    public void Find_ALesionUnderTwoNames_ThatPairAlone(double remeasured)
    {
        ImmutableArray<FeatureRow> rows = Rows(7);
        SeededRandom random = new SeededRandom(1).For("again");
        FeatureRow copy = rows[12] with { Cohort = "external", Case = "X1", Patient = "X1", Values = [.. rows[12].Values.Select(value => value * (1 + (remeasured * random.NextNormal())))] };
        DuplicatePair pair = Assert.Single(FeatureDuplicates.Find(rows.Add(copy)));

        Assert.Equal(["P12", "X1"], new[] { pair.A.Case, pair.B.Case }.Order(StringComparer.Ordinal));
        Assert.True(remeasured > 0 || pair.Distance == 0);
    }

    [Fact]
    public void Find_TwoRowsOfOnePatient_AreNoDuplicates()
    {
        ImmutableArray<FeatureRow> rows = Rows(7);

        Assert.Empty(FeatureDuplicates.Find(rows.Add(rows[3] with { Case = "P3/second" })));
    }

    [Fact]
    public void Find_AnyUnit_SamePairs()
    {
        ImmutableArray<FeatureRow> rows = Rows(7);
        rows = rows.Add(rows[5] with { Case = "X", Patient = "X" });
        ImmutableArray<FeatureRow> scaled = [.. rows.Select(row => row with { Values = [.. row.Values.Select(value => Math.Exp(value / 3) * 1000)] })];

        Assert.Equal(FeatureDuplicates.Find(rows).Select(pair => (pair.A.Case, pair.B.Case)), FeatureDuplicates.Find(scaled).Select(pair => (pair.A.Case, pair.B.Case)));
    }

    internal static ImmutableArray<FeatureRow> Rows(int seed)
    {
        SeededRandom random = new SeededRandom(seed).For("rows");
        return [.. Enumerable.Range(0, 60).Select(i =>
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"P{i}");

            // A few causes behind many columns, as texture features have.
            double[] causes = [random.NextNormal(), random.NextNormal(), random.NextNormal(), random.NextNormal()];
            return new FeatureRow("development", id, id, [.. Enumerable.Range(0, 40).Select(column => 10 + causes[column % 4] + (0.5 * random.NextNormal()))]);
        })];
    }
}
