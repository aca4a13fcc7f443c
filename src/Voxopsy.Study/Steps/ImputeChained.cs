using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Fills a missing value from the other columns by chained regressions, frozen on the training rows.</summary>
public sealed class ImputeChained : IStep
{
    /// <inheritdoc/>
    public string Name => "impute chained equations";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        return new FilledByEquations(ChainedImputation.Fit(training.Features.Select(training.Features.Features.Where(feature => !SiteColumn.Is(feature)))));
    }
}

/// <summary>Missing values filled by frozen regressions.</summary>
internal sealed record FilledByEquations(ChainedImputation Chain) : FittedTransform
{
    public override FeatureTable Apply(FeatureTable table) => Chain.Apply(table);
}
