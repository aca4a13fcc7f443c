using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Numerics;

public sealed class SeededRandomTests
{
    [Fact]
    public void For_SameSeedAndName_GivesSameStream()
    {
        SeededRandom first = new SeededRandom(7).For("split");
        SeededRandom parent = new(7);
        parent.NextBits();
        SeededRandom second = parent.For("split");

        Assert.Equal(Draw(first), Draw(second));
        Assert.NotEqual(Draw(new SeededRandom(7).For("split")), Draw(new SeededRandom(7).For("bootstrap")));
        Assert.NotEqual(Draw(new SeededRandom(7).For("split")), Draw(new SeededRandom(8).For("split")));
    }

    [Fact]
    public void NextInt_ManyDraws_IsUniform()
    {
        SeededRandom random = new SeededRandom(1).For("uniform");
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        double chiSquared = counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000);
        Assert.InRange(chiSquared, 0, 22.5); // 99.9% of chi-squared with 6 degrees of freedom
    }

    [Fact]
    public void NextNormal_ManyDraws_HasMomentsOfTheStandardNormal()
    {
        SeededRandom random = new SeededRandom(1).For("normal");
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];

        Assert.InRange(draws.Average(), -0.0125, 0.0125);
        Assert.InRange(draws.Average(x => x * x), 0.98, 1.02);
    }

    [Fact]
    public void Shuffle_AnyItems_KeepsThemAll()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new SeededRandom(3).Shuffle<int>(items);

        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }

    private static ulong[] Draw(SeededRandom random) => [.. Enumerable.Range(0, 8).Select(_ => random.NextBits())];
}
