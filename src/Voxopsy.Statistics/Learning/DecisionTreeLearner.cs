using System.Collections.Immutable;
using Voxopsy.Statistics.Learning.Trees;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>One classification tree: easy to read, seldom the best.</summary>
/// <remarks>Source: Breiman, Friedman, Olshen and Stone 1984, with the Gini impurity; thresholds lie midway between neighboring values.</remarks>
public sealed record DecisionTreeLearner : ILearner
{
    /// <summary>Gets the largest number of questions to a leaf, at least 1.</summary>
    public int MaximumDepth { get; init; } = 3;

    /// <summary>Gets the smallest number of rows in a leaf, at least 1.</summary>
    public int SmallestLeaf { get; init; } = 1;

    /// <summary>Gets the smallest number of rows that are still split, at least 2.</summary>
    public int SmallestSplit { get; init; } = 2;

    /// <summary>Gets the difference up to which neighboring values count as equal, 0 or more.</summary>
    public double SmallestGap { get; init; }

    /// <inheritdoc/>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumDepth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(SmallestLeaf, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(SmallestGap);
        LearningRows rows = LearningRows.ForTraining(table, events);
        GiniTreeSettings settings = new(MaximumDepth, SmallestLeaf, Math.Max(2, SmallestSplit), rows.Width, SmallestGap);
        double[] weights = new double[rows.Count];
        weights.AsSpan().Fill(1);
        double[] importance = new double[rows.Width];
        DecisionTree tree = new GiniTreeGrower(RankedColumns.Of(rows), events.ToArray(), settings).Grow(weights, null, importance);
        return new TreeClassifier { Features = table.Features, Tree = tree, Importance = Normalize(importance) };
    }

    /// <summary>Gains as shares that sum to 1; zeros where nothing was gained.</summary>
    internal static ImmutableArray<double> Normalize(double[] gains)
    {
        double total = gains.Sum();
        return [.. gains.Select(gain => total > 0 ? gain / total : 0)];
    }
}
