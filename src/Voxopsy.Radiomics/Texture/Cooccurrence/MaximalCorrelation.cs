using Voxopsy.Radiomics.Numerics;

namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>The maximal correlation coefficient of a co-occurrence matrix.</summary>
/// <remarks>
/// The square root of the second largest eigenvalue of Q = Dₓ⁻¹ P D_y⁻¹ Pᵀ (Haralick 1973, f14). Q is similar to B Bᵀ with
/// B = Dₓ^−½ P D_y^−½, which is symmetric, so its eigenvalues are real and can be found by rotations that do not lose digits.
/// </remarks>
internal static class MaximalCorrelation
{
    // What PyRadiomics adds to each product of two shares that it divides by; it shows where levels are very rare.
    private const double Addend = 2.220446049250313e-16;

    internal static double Of(CooccurrenceMatrix matrix, CooccurrenceSums sums)
    {
        int[] used = [.. Enumerable.Range(0, matrix.Levels).Where(level => sums.RowShares[level] > 0 || sums.ColumnShares[level] > 0)];
        if (used.Length < 2)
        {
            return 1;
        }

        double[] rows = Array.ConvertAll(used, level => sums.RowShares[level]);
        double[] columns = Array.ConvertAll(used, level => sums.ColumnShares[level]);
        double[,] scaled = Scale(matrix, used, rows, columns);
        bool exact = rows.Where(share => share > 0).Min() * columns.Where(share => share > 0).Min() > Addend / 1e-10;
        bool symmetric = exact && IsSymmetric(scaled);
        double[] values = SymmetricEigenvalues.Of(symmetric ? scaled : TimesTransposed(scaled, rows, columns));
        double second = values.Select(value => symmetric ? value * value : value).OrderDescending().ElementAt(1);
        return Math.Sqrt(Math.Max(0, second));
    }

    private static double[,] Scale(CooccurrenceMatrix matrix, int[] used, double[] rows, double[] columns)
    {
        double[,] scaled = new double[used.Length, used.Length];
        for (int i = 0; i < used.Length; i++)
        {
            for (int j = 0; j < used.Length; j++)
            {
                double share = matrix.Weights[(used[i] * matrix.Levels) + used[j]] / matrix.Total;
                scaled[i, j] = share == 0 ? 0 : share / Math.Sqrt(rows[i] * columns[j]);
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

    /// <summary>The symmetric part of Σₖ Bᵢₖ Bⱼₖ gᵢₖ with g = 1 / (1 + ε / (px py)), whose eigenvalues are those asked for but for ε².</summary>
    private static double[,] TimesTransposed(double[,] a, double[] rows, double[] columns)
    {
        int size = a.GetLength(0);
        double[,] damped = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int k = 0; k < size; k++)
            {
                damped[i, k] = a[i, k] == 0 ? 0 : a[i, k] / (1 + (Addend / (rows[i] * columns[k])));
            }
        }

        double[,] product = new double[size, size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < size; k++)
                {
                    sum += (damped[i, k] * a[j, k]) + (a[i, k] * damped[j, k]);
                }

                (product[i, j], product[j, i]) = (sum / 2, sum / 2);
            }
        }

        return product;
    }
}
