namespace Voxopsy.Statistics.Discrimination;

/// <summary>Two areas under the ROC curve of different subjects, compared.</summary>
/// <param name="AucA">First area.</param>
/// <param name="AucB">Second area.</param>
/// <param name="Difference">First minus second area.</param>
/// <param name="Lower">Lower confidence limit of the difference.</param>
/// <param name="Upper">Upper confidence limit of the difference.</param>
/// <param name="D">Difference over its standard error.</param>
/// <param name="DegreesOfFreedom">Degrees of freedom by Welch and Satterthwaite.</param>
/// <param name="P">Two-sided p value from Student's t.</param>
public readonly record struct UnpairedAreaComparison(
    double AucA, double AucB, double Difference, double Lower, double Upper, double D, double DegreesOfFreedom, double P);
