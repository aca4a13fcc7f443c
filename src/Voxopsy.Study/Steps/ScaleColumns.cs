using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Brings columns to one scale: mean and standard deviation, or median and interquartile range, of the training rows.</summary>
/// <param name="kind">Which scale.</param>
public sealed class ScaleColumns(ScaleKind kind) : IStep
{
    /// <inheritdoc/>
    public string Name => kind == ScaleKind.Robust ? "scale robust" : "scale standard";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);

        // A column that varies too little for its scale to be told is centered and left as wide as it is.
        return new ScaledColumns(kind == ScaleKind.Robust
            ? Scaling.Robust(training.Features, constant: ConstantColumnPolicy.CenterOnly)
            : Scaling.Standard(training.Features, constant: ConstantColumnPolicy.CenterOnly));
    }
}

/// <summary>A scale that columns can be brought to.</summary>
public enum ScaleKind
{
    /// <summary>Mean 0, standard deviation 1.</summary>
    Standard,

    /// <summary>Median 0, interquartile range 1.</summary>
    Robust,
}

/// <summary>Columns on a learned scale.</summary>
internal sealed record ScaledColumns(LinearScaling Scaling) : FittedTransform
{
    public override FeatureTable Apply(FeatureTable table) => Scaling.Apply(table);
}
