namespace Voxopsy.Statistics.Discrimination;

/// <summary>A point of a precision-recall curve.</summary>
/// <param name="Threshold">Lowest score that is called an event.</param>
/// <param name="Recall">Share of events called events.</param>
/// <param name="Precision">Share of events among the called ones.</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Recall, double Precision);
