using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>Net benefit over a range of threshold probabilities.</summary>
/// <param name="Points">One point a threshold, rising.</param>
public sealed record DecisionCurveResult(ImmutableArray<DecisionCurvePoint> Points);

/// <summary>Net benefit at a threshold probability.</summary>
/// <param name="Threshold">The threshold probability, within (0, 1).</param>
/// <param name="NetBenefit">Net benefit of the model with its bootstrap interval.</param>
/// <param name="TreatAll">Net benefit of treating everyone.</param>
/// <param name="InterventionsAvoided">Net interventions avoided per 100 cases against treating everyone.</param>
public sealed record DecisionCurvePoint(double Threshold, Estimate NetBenefit, double TreatAll, double InterventionsAvoided);
