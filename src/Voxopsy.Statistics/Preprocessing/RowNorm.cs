namespace Voxopsy.Statistics.Preprocessing;

/// <summary>The length a row is divided by.</summary>
public enum RowNorm
{
    /// <summary>The root of the sum of squares.</summary>
    Euclidean,

    /// <summary>The sum of absolute values.</summary>
    Absolute,

    /// <summary>The largest absolute value.</summary>
    Largest,
}
