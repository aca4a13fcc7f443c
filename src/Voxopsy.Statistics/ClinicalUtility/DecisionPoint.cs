namespace Voxopsy.Statistics.ClinicalUtility;

/// <summary>The clinical worth of a model at one risk threshold.</summary>
/// <param name="Threshold">Risk at and above which a patient is treated, in [0, 1).</param>
/// <param name="TruePositiveRate">Share of events that are treated.</param>
/// <param name="FalsePositiveRate">Share of non-events that are treated.</param>
/// <param name="NetBenefit">Net benefit of treating by the model, in true positives a patient.</param>
/// <param name="TreatAll">Net benefit of treating everybody.</param>
/// <param name="Prevalence">Prevalence the benefits refer to.</param>
public readonly record struct DecisionPoint(
    double Threshold, double TruePositiveRate, double FalsePositiveRate, double NetBenefit, double TreatAll, double Prevalence)
{
    /// <summary>Gets the net benefit of treating nobody, which is 0.</summary>
    public static double TreatNone => 0;

    /// <summary>Gets the net benefit as a share of the largest possible one, which is 1.</summary>
    public double StandardizedNetBenefit => NetBenefit / Prevalence;

    /// <summary>Gets how many interventions fewer per 100 patients than treating all, at equal events treated; NaN at threshold 0.</summary>
    public double InterventionsAvoidedPer100 =>
        Threshold > 0 ? 100 * (NetBenefit - TreatAll) / (Threshold / (1 - Threshold)) : double.NaN;

    /// <summary>Gets the lower confidence limit of the net benefit; NaN without a bootstrap.</summary>
    public double Lower { get; init; } = double.NaN;

    /// <summary>Gets the upper confidence limit of the net benefit; NaN without a bootstrap.</summary>
    public double Upper { get; init; } = double.NaN;
}
