using MathNet.Numerics.Integration;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Distributions;

/// <summary>The noncentral t distribution, which power calculations need.</summary>
public static class NoncentralT
{
    private const int Panels = 40;
    private static readonly GaussLegendreRule Unit = new(0, 1, 16);

    /// <summary>P(T &gt; t) of (Z + δ) / √(χ²/ν).</summary>
    /// <param name="t">A point.</param>
    /// <param name="degreesOfFreedom">ν, at least 1.</param>
    /// <param name="noncentrality">δ.</param>
    /// <remarks>The integral of the normal tail over the distribution of the standard deviation, by Gauss-Legendre panels; absolute error below 1e-12.</remarks>
    public static double Upper(double t, double degreesOfFreedom, double noncentrality)
    {
        double half = degreesOfFreedom / 2;
        double low = Math.Sqrt(IncompleteGamma.Quantile(half, 1e-16, 1) / half);
        double high = Math.Sqrt(IncompleteGamma.Quantile(half, 1, 1e-16) / half);
        double width = (high - low) / Panels;
        double sum = 0;
        for (int panel = 0; panel < Panels; panel++)
        {
            for (int i = 0; i < Unit.Order; i++)
            {
                double s = low + (width * (panel + Unit.Abscissas[i]));
                double density = 2 / s * Math.Exp(SaddlePoint.LogGammaDensityTerm(half, half * s * s));
                sum += Unit.Weights[i] * density * Normal.Upper((t * s) - noncentrality);
            }
        }

        return sum * width;
    }
}
