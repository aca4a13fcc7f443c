namespace Voxopsy.Radiomics.Shape;

/// <summary>Eigenvalues of a small symmetric matrix.</summary>
/// <remarks>Source: Jacobi's rotations as in Golub and Van Loan, Matrix Computations, section 8.5.</remarks>
internal static class SymmetricEigen
{
    /// <summary>The eigenvalues, rising.</summary>
    internal static double[] Values(double[,] symmetric)
    {
        int size = symmetric.GetLength(0);
        double[,] a = (double[,])symmetric.Clone();
        for (int sweep = 0; sweep < 60; sweep++)
        {
            double off = 0;
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    off += a[p, q] * a[p, q];
                }
            }

            if (off == 0)
            {
                break;
            }

            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                {
                    Rotate(a, p, q);
                }
            }
        }

        double[] values = new double[size];
        for (int i = 0; i < size; i++)
        {
            values[i] = a[i, i];
        }

        Array.Sort(values);
        return values;
    }

    private static void Rotate(double[,] a, int p, int q)
    {
        if (a[p, q] == 0)
        {
            return;
        }

        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1);
        double s = t * c;
        for (int k = 0; k < a.GetLength(0); k++)
        {
            (double left, double right) = (a[k, p], a[k, q]);
            (a[k, p], a[k, q]) = ((c * left) - (s * right), (s * left) + (c * right));
        }

        for (int k = 0; k < a.GetLength(0); k++)
        {
            (double left, double right) = (a[p, k], a[q, k]);
            (a[p, k], a[q, k]) = ((c * left) - (s * right), (s * left) + (c * right));
        }

        (a[p, q], a[q, p]) = (0, 0);
    }
}
