namespace Voxopsy.Study.Results;

/// <summary>Two models on the same cases (paired DeLong test).</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="A">The first model.</param>
/// <param name="B">The second model.</param>
/// <param name="DeltaAuc">Area of A minus area of B.</param>
/// <param name="P">Two-sided p-value; <see cref="double.NaN"/> when the two rank all cases alike.</param>
/// <param name="PAdjusted">The p-value after Holm's correction for all comparisons on this cohort.</param>
public sealed record ComparisonResult(string Cohort, string A, string B, Estimate DeltaAuc, double P, double PAdjusted);
