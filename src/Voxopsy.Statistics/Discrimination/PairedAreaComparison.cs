using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Two areas under the ROC curve of the same subjects, compared.</summary>
/// <param name="AucA">First area.</param>
/// <param name="AucB">Second area.</param>
/// <param name="Difference">First minus second area.</param>
/// <param name="Lower">Lower confidence limit of the difference.</param>
/// <param name="Upper">Upper confidence limit of the difference.</param>
/// <param name="Z">Difference over its standard error; 0 when both scores rank all pairs alike.</param>
/// <param name="P">Two-sided p value; 1 when both scores rank all pairs alike.</param>
public readonly record struct PairedAreaComparison(double AucA, double AucB, double Difference, double Lower, double Upper, double Z, double P)
{
    /// <summary>Gets the standard error of the difference.</summary>
    public double StandardError { get; init; }

    /// <summary>Gets DeLong's variance of the first area.</summary>
    public double VarianceA { get; init; }

    /// <summary>Gets DeLong's variance of the second area.</summary>
    public double VarianceB { get; init; }

    /// <summary>Gets DeLong's covariance of the two areas.</summary>
    public double Covariance { get; init; }

    /// <summary>Gets the one-sided p value of the first area being smaller.</summary>
    public double PLess => Normal.Cdf(Z);

    /// <summary>Gets the one-sided p value of the first area being larger.</summary>
    public double PGreater => Normal.Upper(Z);
}
