namespace Voxopsy.Radiomics.Texture.ToneDifference;

/// <summary>Features of a tone-difference matrix (NGTDM), by the names of PyRadiomics.</summary>
/// <remarks>
/// Source: PyRadiomics 3, class <c>ngtdm</c>; Amadasun and King 1989; IBSI reference manual, section 3.10. A flat region has coarseness
/// 1,000,000 and the others 0, as PyRadiomics defines.
/// </remarks>
internal static class ToneDifferenceFeatures
{
    internal static readonly FeatureDefinition[] Definitions =
    [
        new("ngtdm", "Busyness", "NQ30", "1"),
        new("ngtdm", "Coarseness", "QCDE", "1"),
        new("ngtdm", "Complexity", "HDEZ", "1"),
        new("ngtdm", "Contrast", "65HE", "1"),
        new("ngtdm", "Strength", "1X9X", "1"),
    ];

    /// <summary>The values in the order of <see cref="Definitions"/>.</summary>
    /// <param name="levels">The matrix.</param>
    /// <param name="voxels">How many voxels of each level count: all (PyRadiomics), or those with neighbors (IBSI).</param>
    internal static double[] Compute(ToneDifferenceMatrix levels, ReadOnlySpan<int> voxels)
    {
        int[] used = UsedLevels(voxels);
        double total = 0;
        foreach (int level in used)
        {
            total += voxels[level];
        }

        double[] shares = new double[used.Length];
        double[] differences = new double[used.Length];
        double weighted = 0, plain = 0;
        for (int k = 0; k < used.Length; k++)
        {
            shares[k] = voxels[used[k]] / total;
            differences[k] = levels.Differences[used[k]];
            weighted += shares[k] * differences[k];
            plain += differences[k];
        }

        double contrast = 0, apart = 0, complexity = 0, strength = 0;
        for (int a = 0; a < used.Length; a++)
        {
            for (int b = 0; b < used.Length; b++)
            {
                double step = used[a] - used[b];
                contrast += shares[a] * shares[b] * step * step;
                apart += Math.Abs(((used[a] + 1) * shares[a]) - ((used[b] + 1) * shares[b]));
                complexity += Math.Abs(step) * ((shares[a] * differences[a]) + (shares[b] * differences[b])) / (shares[a] + shares[b]);
                strength += (shares[a] + shares[b]) * step * step;
            }
        }

        double pairs = (double)used.Length * (used.Length - 1);
        return
        [
            apart == 0 ? 0 : weighted / apart,
            weighted == 0 ? 1e6 : 1 / weighted,
            complexity / total,
            pairs == 0 ? 0 : contrast / pairs * (plain / total),
            plain == 0 ? 0 : strength / plain,
        ];
    }

    private static int[] UsedLevels(ReadOnlySpan<int> voxels)
    {
        List<int> used = [];
        for (int level = 0; level < voxels.Length; level++)
        {
            if (voxels[level] > 0)
            {
                used.Add(level);
            }
        }

        return [.. used];
    }
}
