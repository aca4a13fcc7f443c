using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Planning;

/// <summary>Sample sizes of the classical comparisons, per group and not rounded.</summary>
public static class ClassicalSampleSize
{
    /// <summary>Two means by Student's t test, two-sided.</summary>
    /// <param name="effect">Difference of means in standard deviations, not 0.</param>
    /// <param name="power">Wanted power in (0, 1).</param>
    /// <param name="significance">Two-sided significance level.</param>
    /// <returns>Subjects a group.</returns>
    /// <remarks>Power of rejecting in the direction of the effect, by the noncentral t distribution, as R's power.t.test.</remarks>
    public static double TwoMeans(double effect, double power, double significance = 0.05)
    {
        double size = Math.Abs(effect);
        return RootFinder.Increasing(
            n =>
            {
                double freedom = 2 * (n - 1);
                double critical = StudentT.Quantile(1 - (significance / 2), freedom);
                return NoncentralT.Upper(critical, freedom, Math.Sqrt(n / 2) * size) - power;
            },
            2,
            1e7);
    }

    /// <summary>Two proportions by the normal approximation, two-sided.</summary>
    /// <param name="first">Proportion in one group.</param>
    /// <param name="second">Proportion in the other group.</param>
    /// <param name="power">Wanted power in (0, 1).</param>
    /// <param name="significance">Two-sided significance level.</param>
    /// <returns>Subjects a group.</returns>
    public static double TwoProportions(double first, double second, double power, double significance = 0.05)
    {
        double mean = (first + second) / 2;
        double root = (Normal.Quantile(1 - (significance / 2)) * Math.Sqrt(2 * mean * (1 - mean)))
            + (Normal.Quantile(power) * Math.Sqrt((first * (1 - first)) + (second * (1 - second))));
        return root * root / ((first - second) * (first - second));
    }

    /// <summary>Patients for a sensitivity within a margin.</summary>
    /// <param name="sensitivity">Expected sensitivity in (0, 1).</param>
    /// <param name="margin">Half the width of its interval.</param>
    /// <param name="prevalence">Share of events among the patients.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <remarks>Source: Buderer 1996 (Academic Emergency Medicine 3:895). For a specificity give one minus the prevalence.</remarks>
    public static double ForSensitivity(double sensitivity, double margin, double prevalence, double level = 0.95)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        return z * z * sensitivity * (1 - sensitivity) / (margin * margin) / prevalence;
    }
}
