using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Gives each column mean 0 and standard deviation (n − 1) 1 over the training rows.</summary>
public sealed class Standardize : IStep
{
    /// <inheritdoc/>
    public string Name => "standardize";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features;
        return new StandardizedColumns(table.Features.ToImmutableDictionary(feature => feature, feature => Scale(feature, table[feature])));
    }

    private static (double Mean, double Deviation) Scale(FeatureId feature, ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt(squares / (values.Length - 1));
        return deviation > 0
            ? (mean, deviation)
            : throw new ArgumentException(
                $"Feature '{feature}' is {mean:G6} in all {values.Length} training rows or missing in some, so it cannot be standardized. Put 'variance' before it in 'select:'.");
    }
}

/// <summary>Columns on the scale that training rows gave.</summary>
internal sealed class StandardizedColumns(ImmutableDictionary<FeatureId, (double Mean, double Deviation)> scales) : IFittedStep
{
    internal (double Mean, double Deviation) ScaleOf(FeatureId feature) => scales[feature];

    public FeatureTable Apply(FeatureTable table) => new(
        table.Subjects,
        table.Features,
        table.Features.Select(feature =>
        {
            (double mean, double deviation) = scales[feature];
            double[] values = table[feature].ToArray();
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (values[i] - mean) / deviation;
            }

            return values;
        }));
}
