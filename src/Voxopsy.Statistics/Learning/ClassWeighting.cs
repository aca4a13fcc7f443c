namespace Voxopsy.Statistics.Learning;

/// <summary>How much a row of each class counts in a fit.</summary>
public enum ClassWeighting
{
    /// <summary>Every row counts once.</summary>
    Equal,

    /// <summary>Both classes count alike: a row counts rows / (2 × rows of its class). Probabilities are then no longer calibrated.</summary>
    Balanced,
}
