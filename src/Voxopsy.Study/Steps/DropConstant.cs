using Voxopsy.Statistics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Drops columns that have one value in all training rows.</summary>
public sealed class DropConstant : IStep
{
    /// <inheritdoc/>
    public string Name => "variance";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features;
        return new KeptColumns([.. table.Features.Where(feature => Varies(table[feature]))]);
    }

    /// <summary>Whether a column has two different values; rounding of a constant computed differently does not count.</summary>
    internal static bool Varies(ReadOnlySpan<double> values)
    {
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                minimum = Math.Min(minimum, value);
                maximum = Math.Max(maximum, value);
            }
        }

        return maximum - minimum > 1e-12 * Math.Max(Math.Abs(minimum), Math.Abs(maximum));
    }
}
