using Voxopsy.Statistics;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Keeps the columns that mRMR picks: telling of the outcome, and not of each other.</summary>
/// <param name="count">Columns to keep.</param>
/// <param name="scheme">Measures of relevance and redundancy.</param>
public sealed class SelectRelevant(int count, MrmrScheme scheme) : IStep
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"mRMR, {count} columns");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        HashSet<FeatureId> kept = [.. MinimumRedundancy.Select(training.Features, training.Outcomes.AsSpan(), count, scheme).Select(step => step.Feature)];
        return new KeptColumns([.. training.Features.Features.Where(kept.Contains)]);
    }
}
