using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Whether a difference of two areas is small enough not to matter.</summary>
/// <param name="Difference">First minus second area.</param>
/// <param name="Margin">Largest difference that does not matter, above 0.</param>
/// <param name="Lower">Lower limit of the 1 − 2α interval.</param>
/// <param name="Upper">Upper limit of the 1 − 2α interval.</param>
/// <param name="PNonInferiority">One-sided p value of the first area being worse by the margin or more.</param>
/// <param name="PEquivalence">p value of the areas differing by the margin or more, from two one-sided tests.</param>
/// <param name="PowerNonInferiority">Chance to show non-inferiority with this standard error when the areas are equal.</param>
/// <param name="PowerEquivalence">Chance to show equivalence with this standard error when the areas are equal.</param>
/// <remarks>
/// Source: Schuirmann 1987 (two one-sided tests); Zhou, Obuchowski and McClish 2011, chapter 5. A large p value of DeLong's test is no
/// evidence of equality: this is the test for it. The margin must be set before looking at the data.
/// </remarks>
public readonly record struct AreaEquivalence(
    double Difference,
    double Margin,
    double Lower,
    double Upper,
    double PNonInferiority,
    double PEquivalence,
    double PowerNonInferiority,
    double PowerEquivalence)
{
    /// <summary>Tests a comparison against a margin.</summary>
    /// <param name="comparison">A paired comparison of two areas.</param>
    /// <param name="margin">Largest difference that does not matter, above 0.</param>
    /// <param name="significance">One-sided significance level α.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="margin"/> is not above 0.</exception>
    public static AreaEquivalence Of(PairedAreaComparison comparison, double margin, double significance = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        double error = comparison.StandardError;
        double z = Normal.Quantile(1 - significance);
        double notWorse = Tail((comparison.Difference + margin) / error);
        double notBetter = Tail((margin - comparison.Difference) / error);
        return new AreaEquivalence(
            comparison.Difference,
            margin,
            comparison.Difference - (z * error),
            comparison.Difference + (z * error),
            notWorse,
            Math.Max(notWorse, notBetter),
            PowerOf(margin, error, significance),
            Math.Max(0, (2 * PowerOf(margin, error, significance)) - 1));
    }

    /// <summary>Chance to show non-inferiority.</summary>
    /// <param name="margin">Largest difference that does not matter.</param>
    /// <param name="standardError">Standard error of the difference; it falls with the root of the number of patients.</param>
    /// <param name="significance">One-sided significance level.</param>
    /// <param name="trueDifference">True first minus second area.</param>
    public static double PowerOf(double margin, double standardError, double significance = 0.05, double trueDifference = 0) =>
        Normal.Cdf(((trueDifference + margin) / standardError) - Normal.Quantile(1 - significance));

    /// <summary>P(Z &gt; z); the limit when both scores rank alike and the error is 0.</summary>
    private static double Tail(double z) => double.IsPositiveInfinity(z) ? 0 : Normal.Upper(z);
}
