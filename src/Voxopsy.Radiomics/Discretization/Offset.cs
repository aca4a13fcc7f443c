namespace Voxopsy.Radiomics.Discretization;

/// <summary>Where a neighbor lies, in voxels.</summary>
internal readonly record struct Offset(int X, int Y, int Z)
{
    /// <summary>Gets the distance in the Chebyshev norm.</summary>
    internal int Chebyshev => Math.Max(Math.Abs(X), Math.Max(Math.Abs(Y), Math.Abs(Z)));
}
