using Voxopsy.Radiomics.Numerics;

namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>The maximal correlation coefficient of a co-occurrence matrix.</summary>
/// <remarks>
/// The square root of the second largest eigenvalue of Q = Dₓ⁻¹ P D_y⁻¹ Pᵀ (Haralick 1973, f14). Q is similar to B Bᵀ with
/// B = Dₓ^−½ P D_y^−½, which is symmetric, so its eigenvalues are real and can be found by rotations that do not lose digits.
/// </remarks>
internal static class MaximalCorrelation
{
    internal static double Of(CooccurrenceMatrix matrix, CooccurrenceSums sums)
    {
        int[] used = [.. Enumerable.Range(0, matrix.Levels).Where(level => sums.RowShares[level] > 0 || sums.ColumnShares[level] > 0)];
        if (used.Length < 2)
        {
            return 1;
        }

        double[,] scaled = Scale(matrix, sums, used);
        bool symmetric = IsSymmetric(scaled);
        double[] values = SymmetricEigenvalues.Of(symmetric ? scaled : TimesTransposed(scaled));
        double second = values.Select(value => symmetric ? value * value : value).OrderDescending().ElementAt(1);
        return Math.Sqrt(Math.Max(0, second));
    }

    private static double[,] Scale(CooccurrenceMatrix matrix, CooccurrenceSums sums, int[] used)
    {
        double[,] scaled = new double[used.Length, used.Length];
        for (int i = 0; i < used.Length; i++)
        {
            for (int j = 0; j < used.Length; j++)
            {
                double share = matrix.Weights[(used[i] * matrix.Levels) + used[j]] / matrix.Total;
                scaled[i, j] = share == 0 ? 0 : share / Math.Sqrt(sums.RowShares[used[i]] * sums.ColumnShares[used[j]]);
            }
        }

        return scaled;
    }

    private static bool IsSymmetric(double[,] a)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (Math.Abs(a[i, j] - a[j, i]) > 1e-14)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static double[,] TimesTransposed(double[,] a)
    {
        int size = a.GetLength(0);
        double[,] product = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < size; k++)
                {
                    sum += a[i, k] * a[j, k];
                }

                (product[i, j], product[j, i]) = (sum, sum);
            }
        }

        return product;
    }
}
