namespace Voxopsy.Imaging.Morphology;

/// <summary>The tissue around a lesion.</summary>
public static class PeritumoralRing
{
    /// <summary>All voxels outside a lesion but within a distance of it, kept within an organ.</summary>
    /// <param name="lesion">The lesion.</param>
    /// <param name="millimeters">Width of the ring, above 0.</param>
    /// <param name="organ">Where the ring may lie, on the same grid; null for anywhere.</param>
    /// <returns>The ring; empty when the organ leaves nothing of it.</returns>
    /// <exception cref="GeometryMismatchException">Lesion and organ lie on different grids.</exception>
    public static Mask Create(Mask lesion, double millimeters, Mask? organ)
    {
        Mask ring = MaskAlgebra.Subtract(Dilation.Dilate(lesion, millimeters), lesion);
        return organ is null ? ring : MaskAlgebra.Intersect(ring, organ);
    }
}
