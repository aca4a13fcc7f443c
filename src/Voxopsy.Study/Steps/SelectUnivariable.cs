using System.Globalization;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Keeps the columns whose values differ between events and non-events of the training rows, p below a limit, uncorrected.</summary>
/// <param name="limit">Largest p-value kept, exclusive.</param>
/// <param name="test">The test.</param>
public sealed class SelectUnivariable(double limit, UnivariableTest test) : IStep
{
    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(test == UnivariableTest.Welch ? "Welch" : "Mann-Whitney")} p < {limit}");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        HashSet<Statistics.FeatureId> kept = [.. UnivariableFilter.Keep(UnivariableFilter.Screen(training.Features, training.Outcomes.AsSpan(), test), limit)];
        return new KeptColumns([.. training.Features.Features.Where(kept.Contains)]);
    }
}
