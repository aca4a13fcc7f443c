using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Statistics.Tests.Learning;

namespace Voxopsy.Statistics.Tests.Preprocessing;

public sealed class PreprocessingTests
{
    private static FeatureTable Sample(long seed) => LearningSamples.Shifted(rows: 80, columns: 5, shift: 1, seed).Table;

    [Fact]
    public void Standard_TrainingRows_HaveMeanZeroAndDeviationOne()
    {
        FeatureTable table = Sample(1);
        foreach ((SpreadDivisor divisor, double expected) in new[] { (SpreadDivisor.CountMinusOne, 1.0), (SpreadDivisor.Count, Math.Sqrt(80 / 79.0)) })
        {
            FeatureTable scaled = Scaling.Standard(table, divisor).Apply(table);
            Moments moments = Moments.Of(scaled.Column(2));

            Assert.Equal(0, moments.Mean, 1e-12);
            Assert.Equal(expected, moments.StandardDeviation, 1e-12);
        }
    }

    [Fact]
    public void Scaling_Undone_GivesTheValuesBack()
    {
        FeatureTable table = LearningSamples.WithGaps(Sample(2), every: 6);
        foreach (LinearScaling scaling in new[] { Scaling.Standard(table), Scaling.MinMax(table), Scaling.MaxAbsolute(table), Scaling.Robust(table) })
        {
            double[] back = scaling.Undo(scaling.Apply(table)).Column(3).ToArray();
            for (int i = 0; i < back.Length; i++)
            {
                Assert.Equal(table.Column(3)[i], back[i], 1e-12);
            }
        }
    }

    [Fact]
    public void YeoJohnson_PowerOne_LeavesValuesAndIsContinuousInThePower()
    {
        foreach (double value in new[] { -30, -1.5, -1e-9, 0, 1e-9, 0.7, 400 })
        {
            Assert.Equal(value, YeoJohnson.Transform(value, 1), 1e-12 * Math.Max(1, Math.Abs(value)));
            Assert.Equal(YeoJohnson.Transform(value, 0), YeoJohnson.Transform(value, 1e-9), 1e-6 * Math.Max(1, value * value));
            Assert.Equal(YeoJohnson.Transform(value, 2), YeoJohnson.Transform(value, 2 - 1e-9), 1e-3);
        }
    }

    [Fact]
    public void YeoJohnson_LogNormalColumn_BecomesSymmetric()
    {
        SeededRandom random = new SeededRandom(3).For("skewed");
        FeatureTable table = LearningSamples.Table([[.. Enumerable.Range(0, 400).Select(_ => Math.Exp(random.NextNormal()))]]);
        FeatureTable bent = YeoJohnson.FitStandardized(table).Apply(table);

        Assert.True(Math.Abs(Shape.Skewness(bent.Column(0))) < 0.15, $"{Shape.Skewness(bent.Column(0))}");
    }

    [Fact]
    public void Quantiles_AnyIncreasingTransform_GivesTheSameRanks()
    {
        FeatureTable table = Sample(4);
        FeatureTable bent = new(table.Subjects, table.Features, Enumerable.Range(0, 5).Select(j => Array.ConvertAll(table.Column(j).ToArray(), Math.Exp)));
        double[] plain = QuantileScaling.Fit(table).Apply(table).Column(1).ToArray();
        double[] curved = QuantileScaling.Fit(bent).Apply(bent).Column(1).ToArray();
        for (int i = 0; i < plain.Length; i++)
        {
            Assert.Equal(plain[i], curved[i], 1e-12);
        }
    }

    [Fact]
    public void Imputation_OfEveryKind_FillsGapsAndTouchesNothingElse()
    {
        FeatureTable table = LearningSamples.WithGaps(Sample(5), every: 7);
        foreach (FeatureTable filled in new[]
        {
            ConstantImputation.Fit(table, FillRule.Mean).Apply(table),
            ConstantImputation.Fit(table, FillRule.MostFrequent).Apply(table),
            NeighborImputation.Fit(table).Apply(table),
            ChainedImputation.Fit(table).Apply(table),
        })
        {
            for (int j = 0; j < table.Features.Length; j++)
            {
                for (int i = 0; i < table.RowCount; i++)
                {
                    Assert.True(double.IsFinite(filled.Column(j)[i]));
                    Assert.True(double.IsNaN(table.Column(j)[i]) || table.Column(j)[i] == filled.Column(j)[i]);
                }
            }
        }
    }

    [Fact]
    public void Chained_ColumnThatFollowsFromOthers_IsFoundAgain()
    {
        SeededRandom random = new SeededRandom(6).For("linear");
        double[] a = [.. Enumerable.Range(0, 200).Select(_ => random.NextNormal())];
        double[] b = [.. Enumerable.Range(0, 200).Select(_ => random.NextNormal())];
        double[] c = [.. a.Select((value, i) => (2 * value) - b[i] + 5)];
        double[] gapped = [.. c.Select((value, i) => i % 5 == 0 ? double.NaN : value)];
        ChainedImputation fitted = ChainedImputation.Fit(LearningSamples.Table([a, b, gapped]), new ChainedSettings { Penalty = 1e-9 });

        double[] filled = fitted.Apply(LearningSamples.Table([a, b, gapped])).Column(2).ToArray();

        // The most extreme value of the column may be missing; fills stay within what training saw.
        double[] seen = [.. gapped.Where(value => !double.IsNaN(value))];
        for (int i = 0; i < c.Length; i++)
        {
            Assert.Equal(Math.Clamp(c[i], seen.Min(), seen.Max()), filled[i], 1e-5);
        }
    }

    [Fact]
    public void Chained_AppliedToTrainingRows_GivesTheTrainingFills()
    {
        FeatureTable table = LearningSamples.WithGaps(Sample(7), every: 9);
        ChainedImputation fitted = ChainedImputation.Fit(table, new ChainedSettings { Rounds = 60, Tolerance = 1e-10 });

        Assert.True(fitted.LastChange < 1e-9, $"{fitted.LastChange} after {fitted.Rounds} rounds");
        double[] once = fitted.Apply(table).Column(0).ToArray();
        double[] alone = [.. Enumerable.Range(0, table.RowCount).Select(i => fitted.Apply(table.Rows([i])).Column(0)[0])];
        Assert.Equal(once, alone);
    }

    [Fact]
    public void Fit_ConstantColumn_IsRefusedByNameOrCentered()
    {
        FeatureTable table = LearningSamples.Table([[1, 2, 3], [4, 4, 4]]);
        foreach (Func<LinearScaling> fit in new Func<LinearScaling>[] { () => Scaling.Standard(table), () => Scaling.MinMax(table), () => Scaling.Robust(table) })
        {
            Assert.Equal("x1", Assert.Throws<ConstantColumnException>(fit).Feature.Name);
        }

        Assert.Equal("x1", Assert.Throws<ConstantColumnException>(() => YeoJohnson.Fit(table)).Feature.Name);
        Assert.Equal([0.0, 0, 0], Scaling.Standard(table, constant: ConstantColumnPolicy.CenterOnly).Apply(table).Column(1).ToArray());
    }

    [Fact]
    public void Fit_EmptyOrInfiniteColumn_IsNamed()
    {
        FeatureTable empty = LearningSamples.Table([[1, 2, 3], [double.NaN, double.NaN, double.NaN]]);
        FeatureTable infinite = LearningSamples.Table([[1, 2, 3], [4, double.PositiveInfinity, 6]]);

        Assert.Equal("x1", Assert.Throws<EmptyColumnException>(() => ConstantImputation.Fit(empty)).Feature.Name);
        Assert.Equal("x1", Assert.Throws<EmptyColumnException>(() => NeighborImputation.Fit(empty)).Feature.Name);
        Assert.Equal("x1", Assert.Throws<EmptyColumnException>(() => ChainedImputation.Fit(empty)).Feature.Name);
        Assert.Contains("'x1' holds", Assert.Throws<StatisticsException>(() => Scaling.Standard(infinite)).Message, StringComparison.Ordinal);
    }
}
