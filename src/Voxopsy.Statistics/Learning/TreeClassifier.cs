using System.Collections.Immutable;
using Voxopsy.Statistics.Learning.Trees;

namespace Voxopsy.Statistics.Learning;

/// <summary>One tree whose leaves hold the share of events among their training rows.</summary>
public sealed record TreeClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the tree.</summary>
    public required DecisionTree Tree { get; init; }

    /// <summary>Gets each feature's share of the impurity removed.</summary>
    public required ImmutableArray<double> Importance { get; init; }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] probabilities = new double[rows.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Tree.Predict(rows.Row(i));
        }

        return probabilities;
    }
}
