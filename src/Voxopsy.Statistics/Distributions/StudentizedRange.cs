using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Voxopsy.Statistics.Distributions;

/// <summary>The distribution of the range of k normal means over their estimated standard deviation (Tukey's honest significant differences).</summary>
public static class StudentizedRange
{
    private const double Sqrt2 = Constants.Sqrt2;
    private const int Panels = 24;
    private static readonly GaussLegendreRule Unit = new(0, 1, 16);

    /// <summary>P(Q &gt; q), accurate to about 1e-12 absolute.</summary>
    /// <param name="q">The studentized range; 0 or less gives 1.</param>
    /// <param name="groups">How many means, at least 2.</param>
    /// <param name="degreesOfFreedom">Degrees of freedom of the standard deviation, at least 2.</param>
    /// <remarks>The double integral over the standard deviation and the largest mean, by Gauss-Legendre panels.</remarks>
    public static double Upper(double q, int groups, double degreesOfFreedom)
    {
        if (double.IsNaN(q))
        {
            return double.NaN;
        }

        if (q <= 0)
        {
            return 1;
        }

        // s² is chi-squared over its degrees of freedom; the panels cover its mass but for 1e-15 on each side.
        double low = Math.Sqrt(ChiSquared.Quantile(1e-15, degreesOfFreedom) / degreesOfFreedom);
        double high = Math.Sqrt(2 * Numerics.IncompleteGamma.Quantile(degreesOfFreedom / 2, 1 - 1e-15, 1e-15) / degreesOfFreedom);
        double half = degreesOfFreedom / 2;
        double integral = Integrate(low, high, s =>
        {
            double logDensity = Math.Log(2 / s) + Numerics.SaddlePoint.LogGammaDensityTerm(half, half * s * s);
            return Math.Exp(logDensity) * RangeUpper(q * s, groups);
        });
        return Math.Clamp(integral, 0, 1);
    }

    /// <summary>P(range of k standard normals &gt; w).</summary>
    private static double RangeUpper(double w, int groups)
    {
        // The complement of k ∫ φ(z) [Φ(z) − Φ(z − w)]^(k−1) dz, integrated as k ∫ φ(z) {Φ(z)^(k−1) − […]^(k−1)} dz to keep small tails.
        double integral = Integrate(-8.5, 8.5, z =>
        {
            double whole = Normal.Cdf(z);
            double outside = 0.5 * SpecialFunctions.Erfc((w - z) / Sqrt2);
            double difference = 0;
            double inside = whole - outside;
            double power = 1;
            for (int i = 0; i < groups - 1; i++)
            {
                // aᵏ − bᵏ = (a − b) Σ aⁱ bᵏ⁻¹⁻ⁱ
                difference = (difference * whole) + power;
                power *= inside;
            }

            return Normal.Density(z) * outside * difference;
        });
        return groups * integral;
    }

    private static double Integrate(double from, double to, Func<double, double> function)
    {
        double width = (to - from) / Panels;
        double sum = 0;
        for (int panel = 0; panel < Panels; panel++)
        {
            double start = from + (panel * width);
            for (int i = 0; i < Unit.Order; i++)
            {
                sum += Unit.Weights[i] * function(start + (width * Unit.Abscissas[i]));
            }
        }

        return sum * width;
    }
}
