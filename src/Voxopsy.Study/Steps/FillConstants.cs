using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Fills a missing value with the median of the training rows, as a step of its own: needed where a later step takes no missing value.</summary>
public sealed class FillConstants : IStep
{
    /// <inheritdoc/>
    public string Name => "impute median";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        FilledMissing median = (FilledMissing)new ImputeMedian().Fit(training);
        return new FilledConstants([.. training.Features.Features.Where(feature => !SiteColumn.Is(feature)).Select(feature => new ColumnFill(feature, median.Fill[feature]))]);
    }
}

/// <summary>Missing values filled with one value a column.</summary>
internal sealed record FilledConstants(ImmutableArray<ColumnFill> Columns) : FittedTransform
{
    public override FeatureTable Apply(FeatureTable table) => new ConstantImputation { Columns = Columns }.Apply(table);
}
