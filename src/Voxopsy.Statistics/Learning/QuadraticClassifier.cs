using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning;

/// <summary>Two normal classes, each with its own covariance.</summary>
public sealed record QuadraticClassifier : IClassifier
{
    /// <inheritdoc/>
    public required ImmutableArray<FeatureId> Features { get; init; }

    /// <summary>Gets the class without the event.</summary>
    public required ClassDensity Controls { get; init; }

    /// <summary>Gets the class with the event.</summary>
    public required ClassDensity Cases { get; init; }

    /// <inheritdoc/>
    public double[] Predict(FeatureTable table)
    {
        LearningRows rows = LearningRows.Of(table, Features);
        double[] probabilities = new double[rows.Count];
        double[] work = new double[rows.Width];
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = LogisticFunction.Probability(LogDensity(Cases, rows.Row(i), work) - LogDensity(Controls, rows.Row(i), work));
        }

        return probabilities;
    }

    private static double LogDensity(ClassDensity density, ReadOnlySpan<double> row, double[] work)
    {
        int width = row.Length;
        double squares = 0;
        for (int j = 0; j < width; j++)
        {
            ReadOnlySpan<double> root = density.Root.AsSpan().Slice(j * width, width);
            work[j] = (row[j] - density.Mean[j] - VectorMath.Dot(root[..j], work.AsSpan(0, j))) / root[j];
            squares += work[j] * work[j];
        }

        return density.LogPrior - (0.5 * (squares + density.LogDeterminant));
    }
}
