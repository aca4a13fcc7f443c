using MathNet.Numerics;

namespace Voxopsy.Statistics.Numerics;

/// <summary>The tails that p values are read from, exact far out.</summary>
internal static class TailProbability
{
    /// <summary>P(|Z| ≥ |z|) of a standard normal Z.</summary>
    internal static double NormalTwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>The z with P(Z ≤ z) = p.</summary>
    internal static double NormalQuantile(double p) => -Math.Sqrt(2) * SpecialFunctions.ErfcInv(2 * p);

    /// <summary>P(X ≥ x) of a chi-squared X; 1 for x at or below 0.</summary>
    internal static double ChiSquaredUpper(double x, double degreesOfFreedom) =>
        x <= 0 ? 1 : degreesOfFreedom == 1 ? NormalTwoSided(Math.Sqrt(x)) : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2, x / 2);
}
