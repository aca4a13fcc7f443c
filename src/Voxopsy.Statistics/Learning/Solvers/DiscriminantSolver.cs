using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning.Solvers;

/// <summary>Solves Σ w = μ₁ − μ₀ for the pooled covariance Σ.</summary>
internal static class DiscriminantSolver
{
    private const double SingularFloor = 1e-10;

    // The root of the machine precision: a covariance's eigenvalues are squares of singular values.
    private const double CovarianceFloor = 1.4901161193847656e-8;

    /// <summary>Through the singular values of the scaled deviations, those that are zero but for rounding left out.</summary>
    internal static double[] ByPseudoInverse(ClassMoments controls, ClassMoments cases, double[] difference, PooledCovariance estimate)
    {
        int width = difference.Length;
        int count = controls.Count + cases.Count;
        bool unbiased = estimate == PooledCovariance.Unbiased;
        double root = Math.Sqrt(unbiased ? count - 2.0 : count);
        double[] scale = new double[width];
        DenseMatrix deviations = new(count, width);
        for (int j = 0; j < width; j++)
        {
            double[] column = [.. controls.Deviations[j], .. cases.Deviations[j]];
            double deviation = Math.Sqrt(VectorMath.Dot(column, column) / count);
            scale[j] = unbiased && deviation > 0 ? deviation : 1;
            for (int i = 0; i < count; i++)
            {
                deviations[i, j] = column[i] / scale[j] / root;
            }
        }

        // With more rows than columns the triangle of a QR decomposition has the same singular values and is small.
        Svd<double> svd = count > width ? deviations.QR(QRMethod.Thin).R.Svd() : deviations.Svd();
        double[] scaled = [.. difference.Select((value, j) => value / scale[j])];
        double[] solution = new double[width];
        double floor = unbiased ? SingularFloor : svd.S[0] * CovarianceFloor;
        for (int k = 0; k < svd.S.Count && svd.S[k] > floor; k++)
        {
            double[] direction = svd.VT.Row(k).ToArray();
            VectorMath.AddScaled(VectorMath.Dot(direction, scaled) / (svd.S[k] * svd.S[k]), direction, solution);
        }

        for (int j = 0; j < width; j++)
        {
            solution[j] /= scale[j];
        }

        return solution;
    }

    /// <summary>Each class's covariance shrunk, then both averaged by their shares of the rows.</summary>
    internal static double[] ByShrinkage(ClassMoments controls, ClassMoments cases, double[] difference, ShrinkageRule rule, double share)
    {
        int width = difference.Length;
        double[] pooled = new double[width * width];
        foreach (ClassMoments one in new[] { controls, cases })
        {
            double weight = (double)one.Count / (controls.Count + cases.Count);
            double[] covariance = rule == ShrinkageRule.Fixed ? Shrink(one.Covariance(one.Count), width, share) : LedoitWolf(one);
            VectorMath.AddScaled(weight, covariance, pooled);
        }

        double[] factor = [.. pooled];
        double[] solution = [.. difference];
        if (!Cholesky.FactorInPlace(factor, width))
        {
            throw new StatisticsException(
                $"The pooled covariance of {width} columns over {controls.Count + cases.Count} rows is singular; raise the shrinkage above 0 or drop columns that repeat others.");
        }

        Cholesky.SolveInPlace(factor, width, solution);
        return solution;
    }

    private static double[] Shrink(double[] covariance, int width, double share)
    {
        double mean = 0;
        for (int j = 0; j < width; j++)
        {
            mean += covariance[(j * width) + j] / width;
        }

        for (int i = 0; i < covariance.Length; i++)
        {
            covariance[i] *= 1 - share;
        }

        for (int j = 0; j < width; j++)
        {
            covariance[(j * width) + j] += share * mean;
        }

        return covariance;
    }

    /// <summary>The class's columns standardized, their covariance shrunk by the estimated share, then brought back to their units.</summary>
    private static double[] LedoitWolf(ClassMoments one)
    {
        int width = one.Mean.Length;
        double n = one.Count;
        double[] scale = new double[width];
        double[][] columns = new double[width][];
        for (int j = 0; j < width; j++)
        {
            double deviation = Math.Sqrt(VectorMath.Dot(one.Deviations[j], one.Deviations[j]) / n);
            scale[j] = deviation > 0 ? deviation : 1;
            columns[j] = [.. one.Deviations[j].Select(value => value / scale[j])];
        }

        double trace = 0;
        double squares = 0;
        double fourth = 0;
        double[] covariance = new double[width * width];
        double[] rowSquares = new double[one.Count];
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
            {
                double value = VectorMath.Dot(columns[i], columns[j]) / n;
                covariance[(i * width) + j] = value;
                squares += value * value;
            }

            trace += covariance[(i * width) + i];
            for (int k = 0; k < rowSquares.Length; k++)
            {
                rowSquares[k] += columns[i][k] * columns[i][k];
            }
        }

        foreach (double square in rowSquares)
        {
            fourth += square * square;
        }

        double mean = trace / width;
        double distance = (squares - (2 * mean * trace) + (width * mean * mean)) / width;
        double error = Math.Min((1.0 / (width * n)) * ((fourth / n) - squares), distance);
        Shrink(covariance, width, width == 1 || error == 0 ? 0 : error / distance);
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
            {
                covariance[(i * width) + j] *= scale[i] * scale[j];
            }
        }

        return covariance;
    }
}
