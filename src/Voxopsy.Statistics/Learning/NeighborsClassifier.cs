using System.Collections.Immutable;
using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Learning;

/// <summary>Training rows, looked up for the nearest; of equal distances the earlier row counts first.</summary>
public sealed record NeighborsClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the training values, a row's side by side.</summary>
    public required ImmutableArray<double> Training { get; init; }

    /// <summary>Gets whether each training row had the event.</summary>
    public required ImmutableArray<bool> Events { get; init; }

    /// <summary>Gets the number of rows looked up.</summary>
    public required int Neighbors { get; init; }

    /// <summary>Gets how much each of them counts.</summary>
    public required NeighborWeighting Weighting { get; init; }

    /// <summary>Gets what near means.</summary>
    public required DistanceMetric Metric { get; init; }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] outcomes = [.. Events.Select(one => one ? 1.0 : 0.0)];
        (double Distance, int Row)[] all = new (double, int)[outcomes.Length];
        double[] probabilities = new double[rows.Count];
        for (int i = 0; i < probabilities.Length; i++)
        {
            ReadOnlySpan<double> row = rows.Row(i);
            for (int other = 0; other < all.Length; other++)
            {
                all[other] = (Distance(row, Training.AsSpan().Slice(other * row.Length, row.Length)), other);
            }

            probabilities[i] = NeighborWeights.Mean(NeighborWeights.Nearest(all, Neighbors), outcomes, Weighting);
        }

        return probabilities;
    }

    private double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double distance = 0;
        for (int j = 0; j < a.Length; j++)
        {
            double difference = Math.Abs(a[j] - b[j]);
            distance = Metric switch
            {
                DistanceMetric.Euclidean => distance + (difference * difference),
                DistanceMetric.Manhattan => distance + difference,
                _ => Math.Max(distance, difference),
            };
        }

        return Metric == DistanceMetric.Euclidean ? Math.Sqrt(distance) : distance;
    }
}
