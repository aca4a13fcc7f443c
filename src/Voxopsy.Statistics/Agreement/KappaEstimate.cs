namespace Voxopsy.Statistics.Agreement;

/// <summary>Agreement beyond chance.</summary>
/// <param name="Value">Kappa, at most 1; NaN when chance agreement is complete.</param>
/// <param name="StandardError">Large-sample standard error; NaN where only the null one is defined.</param>
/// <param name="Lower">Lower confidence limit.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <param name="NullStandardError">Standard error under no agreement.</param>
/// <param name="Z">Kappa over its null standard error.</param>
/// <param name="P">Two-sided p value.</param>
public readonly record struct KappaEstimate(
    double Value, double StandardError, double Lower, double Upper, double NullStandardError, double Z, double P)
{
    /// <summary>Gets the observed (weighted) share of agreement.</summary>
    public double Observed { get; init; }

    /// <summary>Gets the share of agreement expected by chance.</summary>
    public double Expected { get; init; }
}
