using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>An intercept and predictors brought to mean 0 and standard deviation 1, so that scales ten orders apart cost no digits.</summary>
internal sealed class StandardizedDesign
{
    private StandardizedDesign(int rowCount, double[] columns, double[] means, double[] deviations)
    {
        RowCount = rowCount;
        Columns = columns;
        Means = means;
        Deviations = deviations;
    }

    internal int RowCount { get; }

    /// <summary>Gets the number of columns with the intercept, which comes first.</summary>
    internal int Count => Means.Length + 1;

    /// <summary>Gets the columns, one after the other.</summary>
    internal double[] Columns { get; }

    internal double[] Means { get; }

    /// <summary>Gets the standard deviations (divisor n); 1 for a constant column.</summary>
    internal double[] Deviations { get; }

    internal static StandardizedDesign Of(Matrix predictors)
    {
        int rows = predictors.RowCount;
        double[] columns = new double[(predictors.ColumnCount + 1) * rows];
        double[] means = new double[predictors.ColumnCount];
        double[] deviations = new double[predictors.ColumnCount];
        columns.AsSpan(0, rows).Fill(1);
        for (int j = 0; j < means.Length; j++)
        {
            ReadOnlySpan<double> from = predictors.Column(j);
            Span<double> to = columns.AsSpan((j + 1) * rows, rows);
            means[j] = VectorMath.Mean(from);
            for (int i = 0; i < rows; i++)
            {
                to[i] = from[i] - means[j];
            }

            double deviation = Math.Sqrt(VectorMath.Dot(to, to) / rows);
            // Rounding leaves dust of a constant column; a real spread is far above it.
            deviations[j] = deviation <= 1e-14 * Math.Abs(means[j]) || deviation == 0 ? 1 : deviation;
            double scale = deviations[j];
            for (int i = 0; i < rows; i++)
            {
                to[i] /= scale;
            }
        }

        return new StandardizedDesign(rows, columns, means, deviations);
    }

    internal ReadOnlySpan<double> Column(int column) => Columns.AsSpan(column * RowCount, RowCount);

    /// <summary>Coefficients for the columns as they came, the intercept first.</summary>
    internal double[] ToOriginal(ReadOnlySpan<double> standardized)
    {
        double[] original = standardized.ToArray();
        for (int j = 0; j < Means.Length; j++)
        {
            original[j + 1] /= Deviations[j];
            original[0] -= original[j + 1] * Means[j];
        }

        return original;
    }

    /// <summary>The inverse of <see cref="ToOriginal"/>.</summary>
    internal double[] ToStandardized(ReadOnlySpan<double> original)
    {
        double[] standardized = original.ToArray();
        for (int j = 0; j < Means.Length; j++)
        {
            standardized[0] += original[j + 1] * Means[j];
            standardized[j + 1] *= Deviations[j];
        }

        return standardized;
    }

    /// <summary>The covariance of the original coefficients from that of the standardized ones: J V Jᵀ.</summary>
    internal Matrix CovarianceToOriginal(Matrix covariance)
    {
        int size = Count;
        double[] values = new double[size * size];
        double[] interceptCross = new double[size];
        for (int j = 0; j < size; j++)
        {
            interceptCross[j] = covariance[0, j];
            for (int k = 1; k < size; k++)
            {
                interceptCross[j] -= Means[k - 1] / Deviations[k - 1] * covariance[k, j];
            }
        }

        double variance = interceptCross[0];
        for (int j = 1; j < size; j++)
        {
            variance -= Means[j - 1] / Deviations[j - 1] * interceptCross[j];
            double cross = interceptCross[j] / Deviations[j - 1];
            values[j] = cross;
            values[j * size] = cross;
            for (int k = 1; k < size; k++)
            {
                values[(j * size) + k] = covariance[k, j] / Deviations[k - 1] / Deviations[j - 1];
            }
        }

        values[0] = variance;
        return Matrix.FromColumnMajor(size, size, values);
    }
}
