namespace Voxopsy.Statistics.Agreement;

/// <summary>An intraclass correlation with its interval and test.</summary>
/// <param name="Value">At most 1; may be negative.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="F">F statistic of subjects against error; +∞ when raters agree perfectly.</param>
/// <param name="Numerator">Degrees of freedom of subjects.</param>
/// <param name="Denominator">Degrees of freedom of error.</param>
/// <param name="P">p value of the correlation being 0.</param>
public readonly record struct IntraclassEstimate(
    double Value, double Lower, double Upper, double F, double Numerator, double Denominator, double P);
