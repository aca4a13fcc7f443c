namespace Voxopsy.Statistics.ClinicalUtility;

/// <summary>What a decision curve needs besides predictions and outcomes.</summary>
public sealed record DecisionSettings
{
    /// <summary>Gets the settings used when none are named.</summary>
    public static DecisionSettings Default { get; } = new();

    /// <summary>Gets the harm of the test itself, in true positives a patient, at least 0.</summary>
    public double Harm { get; init; }

    /// <summary>Gets the prevalence in the population; NaN takes it from the outcomes, which a case-control sample must not do.</summary>
    public double Prevalence { get; init; } = double.NaN;

    /// <summary>Gets the confidence level of bootstrap intervals.</summary>
    public double Level { get; init; } = 0.95;
}
