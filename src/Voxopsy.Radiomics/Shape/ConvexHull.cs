namespace Voxopsy.Radiomics.Shape;

/// <summary>The corners of the smallest convex polygon around points on a lattice, in exact integers.</summary>
/// <remarks>Source: Andrew 1979, the monotone chain; points must come sorted by u, then v.</remarks>
internal static class ConvexHull
{
    /// <summary>Appends the corners of the hull of sorted points.</summary>
    internal static void AddCorners(IReadOnlyList<(int U, int V)> sorted, List<(int U, int V)> corners)
    {
        if (sorted.Count < 3)
        {
            corners.AddRange(sorted);
            return;
        }

        int start = corners.Count;
        AddChain(sorted, corners, start, step: 1);
        int middle = corners.Count;
        AddChain(sorted, corners, middle, step: -1);
        if (corners.Count - middle >= 1)
        {
            corners.RemoveAt(corners.Count - 1);
        }

        if (corners.Count > middle)
        {
            corners.RemoveAt(middle);
        }
    }

    private static void AddChain(IReadOnlyList<(int U, int V)> sorted, List<(int U, int V)> corners, int start, int step)
    {
        for (int i = step > 0 ? 0 : sorted.Count - 1; i >= 0 && i < sorted.Count; i += step)
        {
            (int u, int v) = sorted[i];
            while (corners.Count - start >= 2 && Turn(corners[^2], corners[^1], (u, v)) <= 0)
            {
                corners.RemoveAt(corners.Count - 1);
            }

            corners.Add((u, v));
        }
    }

    private static long Turn((int U, int V) a, (int U, int V) b, (int U, int V) c) =>
        ((long)(b.U - a.U) * (c.V - a.V)) - ((long)(b.V - a.V) * (c.U - a.U));
}
