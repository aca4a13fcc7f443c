using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>Brings each column nearest to a normal distribution by the power of Yeo and Johnson, then to mean 0 and standard deviation 1, both of the training rows.</summary>
/// <remarks>Columns are standardised before the power too: of values far from 0 with little spread a power keeps no digit.</remarks>
public sealed class TransformPower : IStep
{
    /// <inheritdoc/>
    public string Name => "Yeo-Johnson";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features.Select(training.Features.Features.Where(feature => DistinctValues(training.Features[feature]) > 2));
        LinearScaling scaling = Scaling.Standard(table, constant: ConstantColumnPolicy.CenterOnly);
        return new PoweredColumns(scaling, YeoJohnson.FitStandardized(scaling.Apply(table)));
    }

    /// <summary>Distinct values, counted up to three: a column of two values stays two values whatever the power.</summary>
    private static int DistinctValues(ReadOnlySpan<double> values)
    {
        double first = values[0];
        double second = double.NaN;
        foreach (double value in values)
        {
            if (value != first && double.IsNaN(second))
            {
                second = value;
            }
            else if (value != first && value != second)
            {
                return 3;
            }
        }

        return double.IsNaN(second) ? 1 : 2;
    }
}

/// <summary>Columns under their powers.</summary>
internal sealed record PoweredColumns(LinearScaling Scaling, YeoJohnson Powers) : FittedTransform
{
    public override FeatureTable Apply(FeatureTable table) => Powers.Apply(Scaling.Apply(table));
}
