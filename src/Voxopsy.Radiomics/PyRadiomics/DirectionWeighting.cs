namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>How PyRadiomics joins the matrices of all directions into one: each weighted by exp(−d²), d its step in mm in a norm.</summary>
public enum DirectionWeighting
{
    /// <summary>All directions count alike (<c>no_weighting</c>).</summary>
    None,

    /// <summary>|x| + |y| + |z|.</summary>
    Manhattan,

    /// <summary>√(x² + y² + z²).</summary>
    Euclidean,

    /// <summary>The largest of |x|, |y|, |z|.</summary>
    Infinity,
}
