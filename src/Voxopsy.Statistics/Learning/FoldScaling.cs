namespace Voxopsy.Statistics.Learning;

/// <summary>What is done with columns inside each fold before a classifier sees them.</summary>
public enum FoldScaling
{
    /// <summary>Nothing: enough for trees.</summary>
    None,

    /// <summary>Mean 0 and standard deviation 1 (divisor n − 1), learned on the fold's training rows; a column that is constant there becomes 0.</summary>
    Standard,
}
