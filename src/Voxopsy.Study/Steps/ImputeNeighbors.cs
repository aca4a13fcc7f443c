using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Fills a missing value with the mean over the most similar training rows, columns weighed by their standard deviations.</summary>
/// <param name="neighbors">Rows averaged, at least 1.</param>
public sealed class ImputeNeighbors(int neighbors) : IStep
{
    /// <inheritdoc/>
    public string Name => System.FormattableString.Invariant($"impute {neighbors} nearest");

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features.Select(training.Features.Features.Where(feature => !SiteColumn.Is(feature)));

        // Distances add over columns, so columns of large units would rule.
        LinearScaling scaling = Scaling.Standard(table, constant: ConstantColumnPolicy.CenterOnly);
        return new FilledByNeighbors(scaling, NeighborImputation.Fit(scaling.Apply(table), neighbors));
    }
}

/// <summary>Missing values filled from similar training rows.</summary>
internal sealed record FilledByNeighbors(LinearScaling Scaling, NeighborImputation Neighbors) : FittedTransform
{
    public override FeatureTable Apply(FeatureTable table)
    {
        FeatureTable filled = Scaling.Undo(Neighbors.Apply(Scaling.Apply(table)));

        // A known value stays the same bits; scaling there and back would change its last digit.
        return new FeatureTable(table.Subjects, table.Features, Enumerable.Range(0, table.Features.Length).Select(i =>
        {
            double[] values = table.Column(i).ToArray();
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = double.IsNaN(values[row]) ? filled.Column(i)[row] : values[row];
            }

            return values;
        }));
    }
}
