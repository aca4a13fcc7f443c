using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Voxopsy.Statistics.HypothesisTests;

namespace Voxopsy.Statistics.Descriptive;

/// <summary>How far groups differ, in standard deviations: what a p value of a baseline table does not tell.</summary>
/// <remarks>Averaged over all pairs of groups when there are more than two, as the tableone package does.</remarks>
public static class StandardizedDifference
{
    /// <summary>|difference of means| / √(mean of the two variances).</summary>
    /// <param name="samples">One sample a group, without NaN.</param>
    public static double OfMeans(IReadOnlyList<double[]> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Moments[] moments = [.. samples.Select(sample => Moments.Of(sample))];
        return MeanOverPairs(
            moments.Length,
            (a, b) => Math.Abs(moments[a].Mean - moments[b].Mean) / Math.Sqrt((moments[a].Variance + moments[b].Variance) / 2));
    }

    /// <summary>The multivariate form for categories: √(dᵀ S⁻ d) over all levels but the first.</summary>
    /// <param name="table">Levels by groups.</param>
    /// <returns>At least 0; NaN with fewer than two levels.</returns>
    /// <remarks>Source: Yang and Dalton 2012, SAS Global Forum 335; a generalized inverse where S is singular.</remarks>
    public static double OfCategories(ContingencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Rows < 2)
        {
            return double.NaN;
        }

        Vector<double>[] shares = [.. Enumerable.Range(0, table.Columns).Select(column => (Vector<double>)DenseVector.Create(
            table.Rows - 1, row => (double)table[row + 1, column] / table.ColumnSums[column]))];
        return MeanOverPairs(shares.Length, (a, b) =>
        {
            Vector<double> difference = shares[a] - shares[b];
            Matrix<double> covariance = (Covariance(shares[a]) + Covariance(shares[b])) / 2;
            return Math.Sqrt(Math.Max(0, difference * (GeneralizedInverse(covariance) * difference)));
        });
    }

    private static Matrix<double> Covariance(Vector<double> shares) =>
        DenseMatrix.OfDiagonalVector(shares) - shares.OuterProduct(shares);

    private static Matrix<double> GeneralizedInverse(Matrix<double> matrix)
    {
        // Singular values below √ε of the largest count as 0, as MASS::ginv does.
        Svd<double> svd = matrix.Svd();
        double limit = Math.Max(0, svd.S[0]) * 1.4901161193847656e-8;
        Vector<double> inverse = svd.S.Map(value => value > limit ? 1 / value : 0);
        return svd.VT.Transpose() * DenseMatrix.OfDiagonalVector(inverse) * svd.U.Transpose();
    }

    private static double MeanOverPairs(int groups, Func<int, int, double> difference)
    {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < groups; a++)
        {
            for (int b = a + 1; b < groups; b++, pairs++)
            {
                sum += difference(a, b);
            }
        }

        return sum / pairs;
    }
}
