namespace Voxopsy.Statistics.ClinicalUtility;

/// <summary>The clinical worth at one threshold of a model that predicts an event by a time.</summary>
/// <param name="Threshold">Risk at and above which a patient is treated, in [0, 1).</param>
/// <param name="TreatedShare">Share of patients who are treated.</param>
/// <param name="EventRisk">Kaplan-Meier risk of the event by the horizon among the treated; NaN when nobody is.</param>
/// <param name="NetBenefit">Net benefit of treating by the model; 0 when nobody is treated.</param>
/// <param name="TreatAll">Net benefit of treating everybody.</param>
public readonly record struct SurvivalDecisionPoint(double Threshold, double TreatedShare, double EventRisk, double NetBenefit, double TreatAll);
