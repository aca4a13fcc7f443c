namespace Voxopsy.Statistics.Preprocessing;

/// <summary>The distribution that quantile scaling gives a column.</summary>
public enum QuantileTarget
{
    /// <summary>Uniform over [0, 1].</summary>
    Uniform,

    /// <summary>Standard normal, cut at the probabilities 1e-7 and 1 − 1e-7.</summary>
    Normal,
}
