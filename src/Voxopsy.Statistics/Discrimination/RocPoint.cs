namespace Voxopsy.Statistics.Discrimination;

/// <summary>A point of an empirical ROC curve.</summary>
/// <param name="Threshold">Score that separates; midway between neighboring scores, −∞ and +∞ at the ends.</param>
/// <param name="Sensitivity">Share of events called events, in [0, 1].</param>
/// <param name="Specificity">Share of non-events called non-events, in [0, 1].</param>
public readonly record struct RocPoint(double Threshold, double Sensitivity, double Specificity)
{
    /// <summary>Gets Youden's index: sensitivity + specificity − 1.</summary>
    public double YoudenIndex => Sensitivity + Specificity - 1;
}
