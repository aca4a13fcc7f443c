namespace Voxopsy.Statistics.Agreement;

/// <summary>How much credit a near miss gets in Cohen's kappa.</summary>
public enum KappaWeights
{
    /// <summary>None.</summary>
    Unweighted,

    /// <summary>One minus the distance of the levels over the largest distance.</summary>
    Linear,

    /// <summary>One minus the square of that.</summary>
    Quadratic,
}
