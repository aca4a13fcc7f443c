using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.HypothesisTests;

public sealed class HypothesisTestsPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void FisherNetwork_SmallTable_EqualsFullEnumeration(int seed)
    {
        SeededRandom random = new(seed);
        int[,] counts = new int[3, 3];
        for (int i = 0; i < 18; i++)
        {
            counts[random.NextInt(3), random.NextInt(3)]++;
        }

        ContingencyTable table = new(counts);
        double seen = LogWays(counts);
        double below = 0;
        double all = 0;
        foreach (int[,] other in Enumerate(table))
        {
            double log = LogWays(other);
            all += Math.Exp(log);
            below += log <= seen + 1e-7 ? Math.Exp(log) : 0;
        }

        Assert.Equal(below / all, FisherExact.Test(table).P, 1e-10);
    }

    [Fact]
    public void Holm_NaNAmongValues_StaysAndIsNotCounted() =>
        Assert.Equal([0.02, double.NaN, 0.03], MultipleTesting.Holm([0.01, double.NaN, 0.03]));

    [Fact]
    public void MannWhitney_AllEqual_HasNoP() =>
        Assert.True(double.IsNaN(MannWhitney.Compare([1, 1], [1, 1, 1]).P));

    [Fact]
    public void KruskalWallis_TwoGroups_EqualsMannWhitney()
    {
        double[] a = [1.1, 2.4, 2.4, 5];
        double[] b = [0.3, 2.4, 7, 9, 11];

        Assert.Equal(MannWhitney.Compare(a, b, RankTestMethod.Normal).P, KruskalWallis.Test([a, b]).P, 1e-12);
    }

    private static double LogWays(int[,] counts)
    {
        double log = 0;
        foreach (int count in counts)
        {
            for (int i = 2; i <= count; i++)
            {
                log -= Math.Log(i);
            }
        }

        return log;
    }

    private static IEnumerable<int[,]> Enumerate(ContingencyTable table)
    {
        int Row(int i) => table[i, 0] + table[i, 1] + table[i, 2];
        int Column(int j) => table[0, j] + table[1, j] + table[2, j];
        for (int a = 0; a <= Row(0); a++)
        {
            for (int b = 0; a + b <= Row(0); b++)
            {
                for (int c = 0; c <= Row(1); c++)
                {
                    for (int d = 0; c + d <= Row(1); d++)
                    {
                        int[,] counts =
                        {
                            { a, b, Row(0) - a - b },
                            { c, d, Row(1) - c - d },
                            { Column(0) - a - c, Column(1) - b - d, Column(2) - (Row(0) - a - b) - (Row(1) - c - d) },
                        };
                        if (counts[2, 0] >= 0 && counts[2, 1] >= 0 && counts[2, 2] >= 0)
                        {
                            yield return counts;
                        }
                    }
                }
            }
        }
    }
}
