using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Fills a missing value with the median of the training rows; for a 0/1 column of a category this is the more frequent of the two.</summary>
public sealed class ImputeMedian : IStep
{
    /// <inheritdoc/>
    public string Name => "impute median";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features;
        return new FilledMissing(table.Features.ToImmutableDictionary(feature => feature, feature => Median(table[feature])));
    }

    /// <summary>The median of the known values; 0 when none is known, so that a column without information says nothing.</summary>
    private static double Median(ReadOnlySpan<double> values)
    {
        double[] known = values.ToArray().Where(value => !double.IsNaN(value)).Order().ToArray();
        int middle = known.Length / 2;
        return known.Length == 0 ? 0 : known.Length % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2;
    }
}

/// <summary>Missing values filled with what training rows gave.</summary>
internal sealed class FilledMissing(ImmutableDictionary<FeatureId, double> fill) : IFittedStep
{
    internal ImmutableDictionary<FeatureId, double> Fill => fill;

    public FeatureTable Apply(FeatureTable table) => new(
        table.Subjects,
        table.Features,
        table.Features.Select(feature =>
        {
            double[] values = table[feature].ToArray();
            for (int i = 0; i < values.Length; i++)
            {
                if (double.IsNaN(values[i]))
                {
                    values[i] = fill[feature];
                }
            }

            return values;
        }));
}
