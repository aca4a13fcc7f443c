using System.Globalization;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Of columns that say the same keeps the one that tells events from non-events best.</summary>
/// <remarks>Columns are visited by their Mann-Whitney p-value, ties in table order; one stays when its |Spearman| with every kept one is at most the limit.</remarks>
/// <param name="limit">Largest |Spearman| that may stay, within [0, 1].</param>
public sealed class SelectUncorrelated(double limit) : IStep
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"|Spearman| <= {limit}");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        UnivariableResult[] screen = [.. UnivariableFilter.Screen(training.Features, training.Outcomes.AsSpan(), UnivariableTest.MannWhitney)];
        Statistics.FeatureId[] order = [.. screen.OrderBy(result => double.IsNaN(result.P) ? 2 : result.P).Select(result => result.Feature)];
        HashSet<Statistics.FeatureId> kept = [.. CorrelationFilter.Greedy(training.Features, order, limit, CorrelationKind.Spearman)];
        return new KeptColumns([.. training.Features.Features.Where(kept.Contains)]);
    }
}
