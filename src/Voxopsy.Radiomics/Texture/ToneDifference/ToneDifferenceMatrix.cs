namespace Voxopsy.Radiomics.Texture.ToneDifference;

/// <summary>How far the voxels of each gray level are from the mean of their neighbors (NGTDM).</summary>
/// <remarks>Source: Amadasun and King 1989; IBSI reference manual, section 3.10.</remarks>
/// <param name="Voxels">Voxels of each level; element 0 is level 1.</param>
/// <param name="Alone">Those of them without any neighbor.</param>
/// <param name="Differences">Σ |level − mean of neighbors| over the voxels of each level that have neighbors.</param>
internal sealed record ToneDifferenceMatrix(int[] Voxels, int[] Alone, double[] Differences)
{
    /// <summary>The sum of several matrices.</summary>
    internal static ToneDifferenceMatrix Merge(IReadOnlyList<ToneDifferenceMatrix> matrices)
    {
        int levels = matrices[0].Voxels.Length;
        ToneDifferenceMatrix sum = new(new int[levels], new int[levels], new double[levels]);
        foreach (ToneDifferenceMatrix matrix in matrices)
        {
            for (int level = 0; level < levels; level++)
            {
                sum.Voxels[level] += matrix.Voxels[level];
                sum.Alone[level] += matrix.Alone[level];
                sum.Differences[level] += matrix.Differences[level];
            }
        }

        return sum;
    }
}
