using System.Collections.Immutable;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning;

/// <summary>Two classes whose features are independent and normal.</summary>
public sealed record NaiveBayesClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the log odds of the event in training.</summary>
    public required double PriorLogOdds { get; init; }

    /// <summary>Gets the mean of each feature without the event.</summary>
    public required ImmutableArray<double> ControlMeans { get; init; }

    /// <summary>Gets the variance of each feature without the event.</summary>
    public required ImmutableArray<double> ControlVariances { get; init; }

    /// <summary>Gets the mean of each feature with the event.</summary>
    public required ImmutableArray<double> CaseMeans { get; init; }

    /// <summary>Gets the variance of each feature with the event.</summary>
    public required ImmutableArray<double> CaseVariances { get; init; }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] probabilities = new double[rows.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            ReadOnlySpan<double> row = rows.Row(i);
            double logOdds = PriorLogOdds;
            for (int j = 0; j < row.Length; j++)
            {
                logOdds += LogDensity(row[j], CaseMeans[j], CaseVariances[j]) - LogDensity(row[j], ControlMeans[j], ControlVariances[j]);
            }

            probabilities[i] = LogisticFunction.Probability(logOdds);
        }

        return probabilities;
    }

    private static double LogDensity(double value, double mean, double variance) =>
        -0.5 * (Math.Log(variance) + ((value - mean) * (value - mean) / variance));
}
