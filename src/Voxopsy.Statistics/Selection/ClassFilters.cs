using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Selection;

/// <summary>Scores each feature alone, as scikit-learn's <c>f_classif</c>, <c>chi2</c> and <c>VarianceThreshold</c> do.</summary>
/// <remarks>The first two learn from the outcome: run them on training rows only, again in each fold.</remarks>
public static class ClassFilters
{
    /// <summary>The F statistic of the difference of both classes' means.</summary>
    /// <param name="table">Features without missing values.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <returns>One score a feature; of a feature that does not vary NaN, of one that separates without any spread +∞.</returns>
    /// <exception cref="ArgumentException">There is not one outcome a row.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    public static ImmutableArray<FeatureScore> Anova(FeatureTable table, ReadOnlySpan<bool> events)
    {
        ArgumentNullException.ThrowIfNull(table);
        ScoredOutcomes.Check(new double[table.RowCount], events);
        RequireFinite(table);
        FeatureScore[] scores = new FeatureScore[table.Features.Length];
        for (int j = 0; j < scores.Length; j++)
        {
            (double[] cases, double[] controls) = ScoredOutcomes.Separate(table.Column(j), events);
            Moments one = Moments.Of(cases);
            Moments other = Moments.Of(controls);
            double n = table.RowCount;
            double mean = ((one.Mean * one.Count) + (other.Mean * other.Count)) / n;
            double between = (one.Count * (one.Mean - mean) * (one.Mean - mean)) + (other.Count * (other.Mean - mean) * (other.Mean - mean));
            double within = (one.Count < 2 ? 0 : one.Variance * (one.Count - 1)) + (other.Count < 2 ? 0 : other.Variance * (other.Count - 1));
            double f = between / (within / (n - 2));
            scores[j] = new FeatureScore(table.Features[j], f, double.IsNaN(f) ? double.NaN : FDistribution.Upper(f, 1, n - 2));
        }

        return [.. scores];
    }

    /// <summary>χ² of each feature's sum in both classes against what equal means would give; for counts and other values that are not negative.</summary>
    /// <param name="table">Features without missing or negative values.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <returns>One score a feature; NaN for a feature of zeros.</returns>
    /// <exception cref="ArgumentException">There is not one outcome a row.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="StatisticsException">A value is negative.</exception>
    public static ImmutableArray<FeatureScore> ChiSquare(FeatureTable table, ReadOnlySpan<bool> events)
    {
        ArgumentNullException.ThrowIfNull(table);
        ScoredOutcomes.Check(new double[table.RowCount], events);
        RequireFinite(table);
        FeatureScore[] scores = new FeatureScore[table.Features.Length];
        for (int j = 0; j < scores.Length; j++)
        {
            (double[] cases, double[] controls) = ScoredOutcomes.Separate(table.Column(j), events);
            if (cases.Min() < 0 || controls.Min() < 0)
            {
                throw new StatisticsException(
                    $"Feature '{table.Features[j]}' has negative values, and χ² is made for counts; scale it to [0, 1] before, or use the F statistic.");
            }

            double inCases = cases.Sum();
            double inControls = controls.Sum();
            double total = inCases + inControls;
            double expectedCases = total * cases.Length / table.RowCount;
            double expectedControls = total * controls.Length / table.RowCount;
            double statistic = ((inCases - expectedCases) * (inCases - expectedCases) / expectedCases)
                + ((inControls - expectedControls) * (inControls - expectedControls) / expectedControls);
            scores[j] = new FeatureScore(table.Features[j], statistic, double.IsNaN(statistic) ? double.NaN : ChiSquared.Upper(statistic, 1));
        }

        return [.. scores];
    }

    /// <summary>The features whose variance (divisor n) exceeds a threshold, in the order of the columns.</summary>
    /// <param name="table">Features; missing values are left out.</param>
    /// <param name="threshold">Smallest variance that is not enough, 0 or more; 0 drops features that do not vary.</param>
    public static ImmutableArray<FeatureId> KeepByVariance(FeatureTable table, double threshold = 0)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        List<FeatureId> kept = [];
        for (int j = 0; j < table.Features.Length; j++)
        {
            double[] values = [.. table.Column(j).ToArray().Where(value => !double.IsNaN(value))];
            bool varies = values.Length > 1 && values.AsSpan().IndexOfAnyExcept(values[0]) >= 0;
            if (varies && Moments.Of(values).Variance * (values.Length - 1) / values.Length > threshold)
            {
                kept.Add(table.Features[j]);
            }
        }

        return [.. kept];
    }

    /// <summary>The features of the largest statistics, in the order of the columns.</summary>
    /// <param name="scores">Scores of a filter.</param>
    /// <param name="count">How many; all when there are no more. Of equal statistics the later column is kept, NaN counts as smallest.</param>
    public static ImmutableArray<FeatureId> KeepBest(ImmutableArray<FeatureScore> scores, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        HashSet<int> kept =
        [
            .. Enumerable.Range(0, scores.Length)
                .OrderByDescending(i => double.IsNaN(scores[i].Statistic) ? double.NegativeInfinity : scores[i].Statistic)
                .ThenByDescending(i => i)
                .Take(count),
        ];
        return [.. scores.Where((_, i) => kept.Contains(i)).Select(score => score.Feature)];
    }

    private static void RequireFinite(FeatureTable table)
    {
        for (int j = 0; j < table.Features.Length; j++)
        {
            ReadOnlySpan<double> column = table.Column(j);
            for (int row = 0; row < column.Length; row++)
            {
                if (!double.IsFinite(column[row]))
                {
                    throw new MissingValueException(table.Features[j].Name, row, column[row]);
                }
            }
        }
    }
}
