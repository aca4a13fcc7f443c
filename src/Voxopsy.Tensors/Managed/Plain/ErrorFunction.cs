namespace Voxopsy.Tensors.Managed.Plain;

/// <summary>The error function to double precision.</summary>
internal static class ErrorFunction
{
    /// <summary>erf(x) = 2/√π ∫₀ˣ e^(-t²) dt.</summary>
    /// <remarks>Abramowitz and Stegun 7.1.6 (series) below 3, 7.1.14 (continued fraction) above.</remarks>
    internal static double Erf(double x)
    {
        double size = Math.Abs(x);
        double square = size * size;
        if (size < 3)
        {
            double term = size;
            double sum = size;
            for (int n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * square / ((2 * n) + 1);
                sum += term;
            }

            return Math.CopySign(2 / Math.Sqrt(Math.PI) * Math.Exp(-square) * sum, x);
        }

        double fraction = 0;
        for (int n = 60; n >= 1; n--)
        {
            fraction = n / 2.0 / (size + fraction);
        }

        return Math.CopySign(1 - (Math.Exp(-square) / (Math.Sqrt(Math.PI) * (size + fraction))), x);
    }
}
