namespace Voxopsy.Radiomics.Numerics;

/// <summary>Eigenvalues of a symmetric matrix of some size.</summary>
/// <remarks>Source: Householder's reduction to three diagonals and implicit QL steps, as in Golub and Van Loan, Matrix Computations, 8.3.</remarks>
internal static class SymmetricEigenvalues
{
    /// <summary>The eigenvalues in no order; the matrix is used up.</summary>
    internal static double[] Of(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new double[n];
            for (int j = 0; j < n; j++)
            {
                rows[i][j] = matrix[i, j];
            }
        }

        (double[] diagonal, double[] beside) = Reduce(rows);
        Iterate(diagonal, beside);
        return diagonal;
    }

    /// <summary>Reflects the rows away from the end, until only the diagonal and its neighbor are left.</summary>
    private static (double[] Diagonal, double[] Beside) Reduce(double[][] a)
    {
        int n = a.Length;
        double[] beside = new double[n];
        double[] image = new double[n];
        for (int k = n - 1; k > 1; k--)
        {
            double[] row = a[k];
            double norm = 0;
            for (int j = 0; j < k; j++)
            {
                norm += row[j] * row[j];
            }

            double alpha = -Math.CopySign(Math.Sqrt(norm), row[k - 1]);
            beside[k] = alpha;
            double half = norm - (row[k - 1] * alpha);
            if (half == 0)
            {
                beside[k] = row[k - 1];
                continue;
            }

            row[k - 1] -= alpha;
            Reflect(a, row, image, k, half);
        }

        if (n > 1)
        {
            beside[1] = a[1][0];
        }

        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++)
        {
            diagonal[i] = a[i][i];
        }

        return (diagonal, beside);
    }

    /// <summary>A ← H A H on the leading k × k part with H = I − v vᵀ / half; the lower triangle is kept.</summary>
    private static void Reflect(double[][] a, double[] v, double[] image, int k, double half)
    {
        Array.Clear(image, 0, k);
        for (int i = 0; i < k; i++)
        {
            double[] row = a[i];
            double sum = row[i] * v[i];
            for (int j = 0; j < i; j++)
            {
                sum += row[j] * v[j];
                image[j] += row[j] * v[i];
            }

            image[i] += sum;
        }

        double dot = 0;
        for (int i = 0; i < k; i++)
        {
            image[i] /= half;
            dot += image[i] * v[i];
        }

        double along = dot / (2 * half);
        for (int i = 0; i < k; i++)
        {
            image[i] -= along * v[i];
        }

        for (int i = 0; i < k; i++)
        {
            double[] row = a[i];
            for (int j = 0; j <= i; j++)
            {
                row[j] -= (v[i] * image[j]) + (image[i] * v[j]);
            }
        }
    }

    private static void Iterate(double[] d, double[] beside)
    {
        int n = d.Length;
        double[] e = new double[n];
        Array.Copy(beside, 1, e, 0, n - 1);
        for (int l = 0; l < n; l++)
        {
            for (int round = 0; round < 200; round++)
            {
                int m = l;
                while (m < n - 1 && Math.Abs(e[m]) > 1e-16 * (Math.Abs(d[m]) + Math.Abs(d[m + 1])))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                Step(d, e, l, m);
            }
        }
    }

    /// <summary>One implicit QL step on the block from l to m, shifted towards an eigenvalue of its first corner.</summary>
    private static void Step(double[] d, double[] e, int l, int m)
    {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.Sqrt((g * g) + 1);
        g = d[m] - d[l] + (e[l] / (g + Math.CopySign(r, g)));
        double s = 1, c = 1, p = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = s * e[i];
            double b = c * e[i];
            r = Math.Sqrt((f * f) + (g * g));
            e[i + 1] = r;
            if (r == 0)
            {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }

            (s, c) = (f / r, g / r);
            g = d[i + 1] - p;
            r = ((d[i] - g) * s) + (2 * c * b);
            p = s * r;
            d[i + 1] = g + p;
            g = (c * r) - b;
        }

        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}
