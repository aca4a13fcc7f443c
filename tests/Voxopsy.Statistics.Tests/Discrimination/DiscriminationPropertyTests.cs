using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Discrimination;

/// <summary>What must hold for any scores.</summary>
public sealed class DiscriminationPropertyTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Area_MonotoneMap_DoesNotChange(int seed)
    {
        (double[] scores, bool[] events) = Draw(seed);
        double[] mapped = Array.ConvertAll(scores, score => Math.Atan(score) * 3);

        Assert.Equal(AreaUnderCurve.DeLong(scores, events), AreaUnderCurve.DeLong(mapped, events));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Area_AnyScores_IsMannWhitneyShareOfPairs(int seed)
    {
        (double[] scores, bool[] events) = Draw(seed);
        double[] cases = [.. scores.Where((_, i) => events[i])];
        double[] controls = [.. scores.Where((_, i) => !events[i])];

        double share = cases.Sum(high => controls.Sum(low => high > low ? 1 : high == low ? 0.5 : 0)) / ((double)cases.Length * controls.Length);

        Assert.Equal(share, AreaUnderCurve.Value(scores, events), 1e-12);
        Assert.Equal(share, MannWhitney.Compare(cases, controls).W / ((double)cases.Length * controls.Length), 1e-12);
        Assert.Equal(share, PartialArea.OverSpecificity(RocCurve.From(scores, events), 0, 1), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Paired_ScoresSwapped_ChangesSignOnly(int seed)
    {
        (double[] a, bool[] events) = Draw(seed);
        (double[] b, _) = Draw(seed + 1000);

        PairedAreaComparison one = DeLongTest.Paired(a, b, events);
        PairedAreaComparison other = DeLongTest.Paired(b, a, events);

        Assert.Equal(one.Difference, -other.Difference, 1e-15);
        Assert.Equal(one.P, other.P, 1e-12);
        Assert.Equal(one.Lower, -other.Upper, 1e-12);
        Assert.Equal(one.StandardError * one.StandardError, one.VarianceA + one.VarianceB - (2 * one.Covariance), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Variance_PlacementsFromPairs_Agree(int seed)
    {
        (double[] scores, bool[] events) = Draw(seed);
        double[] cases = [.. scores.Where((_, i) => events[i])];
        double[] controls = [.. scores.Where((_, i) => !events[i])];
        double Win(double high, double low) => high > low ? 1 : high == low ? 0.5 : 0;
        double[] ofCases = [.. cases.Select(high => controls.Average(low => Win(high, low)))];
        double[] ofControls = [.. controls.Select(low => cases.Average(high => Win(high, low)))];
        double variance = (Statistics.Descriptive.Moments.Of(ofCases).Variance / cases.Length)
            + (Statistics.Descriptive.Moments.Of(ofControls).Variance / controls.Length);

        Assert.Equal(Math.Sqrt(variance), AreaUnderCurve.DeLong(scores, events).StandardError, 1e-12);
    }

    [Fact]
    public void Paired_OneScoreTwice_IsNoDifference()
    {
        (double[] scores, bool[] events) = Draw(7);
        PairedAreaComparison test = DeLongTest.Paired(scores, scores, events);

        Assert.Equal((0, 0, 1), (test.Difference, test.Z, test.P));
    }

    [Fact]
    public void DeLong_SameTruth_PIsUniform()
    {
        SeededRandom random = new SeededRandom(20261).For("delong");
        double[] p = new double[2000];
        for (int i = 0; i < p.Length; i++)
        {
            bool[] events = new bool[120];
            double[] a = new double[events.Length];
            double[] b = new double[events.Length];
            for (int j = 0; j < events.Length; j++)
            {
                events[j] = j % 2 == 0;
                double shared = random.NextNormal() + (events[j] ? 0.7 : 0);
                a[j] = shared + random.NextNormal();
                b[j] = shared + random.NextNormal();
            }

            p[i] = DeLongTest.Paired(a, b, events).P;
        }

        Assert.True(KolmogorovSmirnov.Uniform(p).P > 0.01, $"KS p {KolmogorovSmirnov.Uniform(p).P}");
    }

    [Fact]
    public void MannWhitney_SameDistribution_PIsUniform()
    {
        SeededRandom random = new SeededRandom(20262).For("mann-whitney");
        double[] p = new double[2000];
        for (int i = 0; i < p.Length; i++)
        {
            double[] a = [.. Enumerable.Range(0, 80).Select(_ => random.NextNormal())];
            double[] b = [.. Enumerable.Range(0, 70).Select(_ => random.NextNormal())];
            p[i] = MannWhitney.Compare(a, b, RankTestMethod.Normal).P;
        }

        Assert.True(KolmogorovSmirnov.Uniform(p).P > 0.01, $"KS p {KolmogorovSmirnov.Uniform(p).P}");
    }

    [Fact]
    public void Area_OneClass_SaysSo()
    {
        OneClassException thrown = Assert.Throws<OneClassException>(() => AreaUnderCurve.DeLong([1, 2, 3], [true, true, true]));

        Assert.Equal((3, 0), (thrown.Events, thrown.NonEvents));
    }

    [Fact]
    public void Area_ScoreNaN_NamesTheSubject() =>
        Assert.Contains("subject 2 of 3", Assert.Throws<ArgumentException>(() => AreaUnderCurve.DeLong([1, double.NaN, 3], [true, false, true])).Message, StringComparison.Ordinal);

    [Fact]
    public void Equivalence_NoDifference_ShrinksWithTheError()
    {
        (double[] scores, bool[] events) = Draw(3);
        AreaEquivalence same = AreaEquivalence.Of(DeLongTest.Paired(scores, scores, events), 0.05);
        AreaEquivalence wide = AreaEquivalence.Of(new PairedAreaComparison(0.8, 0.8, 0, -0.1, 0.1, 0, 1) { StandardError = 0.05 }, 0.05);

        Assert.Equal((0, 0), (same.PNonInferiority, same.PEquivalence));
        Assert.Equal(Statistics.Distributions.Normal.Upper(1), wide.PNonInferiority, 1e-12);
        Assert.Equal(Statistics.Distributions.Normal.Cdf(1 - 1.6448536269514722), wide.PowerNonInferiority, 1e-10);
    }

    [Fact]
    public void PrecisionRecall_HandMadeScores_MatchesCounts()
    {
        // From the top: event, non-event, event, non-event; average precision = (1/1 + 2/3) / 2.
        PrecisionRecallCurve curve = PrecisionRecallCurve.From([0.9, 0.8, 0.7, 0.1], [true, false, true, false]);

        Assert.Equal((1 + (2.0 / 3)) / 2, curve.AveragePrecision, 1e-15);
        Assert.Equal(0.5, curve.Prevalence);
        Assert.Equal(new PrecisionRecallPoint(0.7, 1, 2.0 / 3), curve.Points[2]);
    }

    [Fact]
    public void Order_Radix_EqualsComparison()
    {
        SeededRandom random = new(5);
        double[] values = [.. Enumerable.Range(0, 5000).Select(_ => Math.Round(random.NextNormal(), 2)), -0.0, 0.0, double.PositiveInfinity, double.NegativeInfinity, 1e-310, -1e300];

        Assert.Equal(SortOrder.ByComparison(values), SortOrder.ByRadix(values));
    }

    private static (double[] Scores, bool[] Events) Draw(int seed)
    {
        SeededRandom random = new(seed);
        int decimals = random.NextInt(2) == 0 ? 1 : 8;
        bool[] events = [.. Enumerable.Range(0, 70).Select(i => i % 3 == 0)];
        double[] scores = [.. events.Select(one => Math.Round(random.NextNormal() + (one ? 0.8 : 0), decimals))];
        return (scores, events);
    }
}
