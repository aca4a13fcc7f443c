using System.Collections.Immutable;
using Voxopsy.Statistics.Learning.Trees;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning;

/// <summary>A start and many small trees whose answers add up to log odds.</summary>
public sealed record BoostedClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the log odds of the event in training.</summary>
    public required double Start { get; init; }

    /// <summary>Gets the trees; their leaves hold changes of the log odds.</summary>
    public required ImmutableArray<DecisionTree> Trees { get; init; }

    /// <summary>Gets each feature's share of the gain of all trees.</summary>
    public required ImmutableArray<double> Importance { get; init; }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] probabilities = new double[rows.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            double logOdds = Start;
            foreach (DecisionTree tree in Trees)
            {
                logOdds += tree.Predict(rows.Row(i));
            }

            probabilities[i] = LogisticFunction.Probability(logOdds);
        }

        return probabilities;
    }
}
