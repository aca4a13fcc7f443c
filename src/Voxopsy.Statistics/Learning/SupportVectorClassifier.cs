using System.Collections.Immutable;
using Voxopsy.Statistics.Calibration;

namespace Voxopsy.Statistics.Learning;

/// <summary>A weighted sum of kernels with the support vectors, and the curve that makes it a probability.</summary>
public sealed record SupportVectorClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the kernel.</summary>
    public required SupportVectorKernel Kernel { get; init; }

    /// <summary>Gets the values of the support vectors, a row's side by side.</summary>
    public required ImmutableArray<double> SupportVectors { get; init; }

    /// <summary>Gets the weight of each support vector: positive for events.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>Gets the constant of the decision function.</summary>
    public required double Intercept { get; init; }

    /// <summary>Gets the curve from decision values to probabilities.</summary>
    public required SigmoidCalibration Probability { get; init; }

    /// <summary>The decision value of each row: positive on the side of the event, ±1 on the margins.</summary>
    /// <param name="table">A table with the columns of training, without missing values in them.</param>
    public double[] Decide(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] values = new double[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<double> row = rows.Row(i);
            double sum = Intercept;
            for (int k = 0; k < Coefficients.Length; k++)
            {
                sum += Coefficients[k] * Kernel.Of(SupportVectors.AsSpan().Slice(k * row.Length, row.Length), row);
            }

            values[i] = sum;
        }

        return values;
    }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table) => Array.ConvertAll(Decide(table), Probability.Predict);
}
