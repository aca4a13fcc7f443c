using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning.Solvers;

/// <summary>The rows of one class, their mean and their deviations from it.</summary>
internal sealed class ClassMoments
{
    private ClassMoments(int count, double[] mean, double[][] deviations)
    {
        Count = count;
        Mean = mean;
        Deviations = deviations;
    }

    internal int Count { get; }

    internal double[] Mean { get; }

    /// <summary>One array a column: value − mean.</summary>
    internal double[][] Deviations { get; }

    internal static ClassMoments Of(LearningRows rows, ReadOnlySpan<bool> events, bool one)
    {
        List<int> own = [];
        for (int i = 0; i < events.Length; i++)
        {
            if (events[i] == one)
            {
                own.Add(i);
            }
        }

        double[] mean = new double[rows.Width];
        double[][] deviations = new double[rows.Width][];
        for (int j = 0; j < mean.Length; j++)
        {
            double[] values = new double[own.Count];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = rows.Values[(own[k] * rows.Width) + j];
            }

            mean[j] = VectorMath.Mean(values);
            for (int k = 0; k < values.Length; k++)
            {
                values[k] -= mean[j];
            }

            deviations[j] = values;
        }

        return new ClassMoments(own.Count, mean, deviations);
    }

    internal bool IsConstant(int column) => Deviations[column].AsSpan().IndexOfAnyExcept(0.0) < 0;

    /// <summary>The covariance with the given divisor, by rows.</summary>
    internal double[] Covariance(double divisor)
    {
        int width = Mean.Length;
        double[] covariance = new double[width * width];
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = VectorMath.Dot(Deviations[i], Deviations[j]) / divisor;
                covariance[(i * width) + j] = value;
                covariance[(j * width) + i] = value;
            }
        }

        return covariance;
    }
}
