using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Keeps the columns that ReliefF weighs most: near patients of the other class differ in them, near patients of the same class do not.</summary>
/// <param name="count">Columns to keep; of equal weights the earlier column counts first.</param>
/// <param name="neighbors">Nearest patients of each class.</param>
public sealed class SelectNearest(int count, int neighbors) : IStep
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"ReliefF, {count} columns");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        double[] weights = ReliefF.Weights(training.Features, training.Outcomes.AsSpan(), neighbors);
        HashSet<int> kept = [.. Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]).Take(count)];
        return new KeptColumns([.. training.Features.Features.Where((_, i) => kept.Contains(i))]);
    }
}
