namespace Voxopsy.Radiomics.Texture.Cooccurrence;

/// <summary>Whether a pair of voxels is counted once, or in both orders (which makes the matrix symmetric).</summary>
internal enum PairOrder
{
    /// <summary>Each pair counts as (i, j) and as (j, i).</summary>
    Both,

    /// <summary>Each pair counts as (i, j) only.</summary>
    Forward,
}
