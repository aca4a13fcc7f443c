using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Voxopsy.Statistics.Learning.Trees;

namespace Voxopsy.Statistics.Learning;

/// <summary>The mean answer of many trees.</summary>
public sealed record ForestClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the trees.</summary>
    public required ImmutableArray<DecisionTree> Trees { get; init; }

    /// <summary>Gets each feature's share of the impurity removed by all trees; features with many distinct values are favored.</summary>
    public required ImmutableArray<double> Importance { get; init; }

    /// <summary>Gets the probability of each training row by the trees that did not see it; NaN where all did.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required ImmutableArray<double> OutOfBag { get; init; }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] probabilities = new double[rows.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            double sum = 0;
            foreach (DecisionTree tree in Trees)
            {
                sum += tree.Predict(rows.Row(i));
            }

            probabilities[i] = sum / Trees.Length;
        }

        return probabilities;
    }
}
