using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Learning;

/// <summary>The share of events among the most similar training rows. Units matter: standardize before.</summary>
public sealed record NearestNeighbors : ILearner
{
    /// <summary>Gets the number of rows, at least 1 and at most as many as training has.</summary>
    public int Neighbors { get; init; } = 5;

    /// <summary>Gets how much each of them counts.</summary>
    public NeighborWeighting Weighting { get; init; } = NeighborWeighting.Uniform;

    /// <summary>Gets what similar means.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Euclidean;

    /// <inheritdoc/>
    /// <exception cref="StatisticsException">There are fewer training rows than neighbors.</exception>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Neighbors, 1);
        LearningRows rows = LearningRows.ForTraining(table, events);
        return Neighbors <= rows.Count
            ? new NeighborsClassifier
            {
                Features = table.Features,
                Training = [.. rows.Values],
                Events = ImmutableArray.Create(events),
                Neighbors = Neighbors,
                Weighting = Weighting,
                Metric = Metric,
            }
            : throw new StatisticsException($"{Neighbors} neighbors cannot be found among {rows.Count} training rows; ask for fewer.");
    }
}
