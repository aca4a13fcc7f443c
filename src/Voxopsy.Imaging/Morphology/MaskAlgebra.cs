namespace Voxopsy.Imaging.Morphology;

/// <summary>Regions of one grid taken together.</summary>
public static class MaskAlgebra
{
    /// <summary>What belongs to both regions.</summary>
    /// <param name="left">One region.</param>
    /// <param name="right">Another region on the same grid.</param>
    /// <returns>The common part; it may be empty.</returns>
    /// <exception cref="GeometryMismatchException">The regions lie on different grids.</exception>
    public static Mask Intersect(Mask left, Mask right) => Combine(left, right, (a, b) => (byte)(a & b));

    /// <summary>What belongs to the first region but not to the second.</summary>
    /// <param name="left">The region to take from.</param>
    /// <param name="right">What is taken away, on the same grid.</param>
    /// <returns>The rest; it may be empty.</returns>
    /// <exception cref="GeometryMismatchException">The regions lie on different grids.</exception>
    public static Mask Subtract(Mask left, Mask right) => Combine(left, right, (a, b) => (byte)(a & (b ^ 1)));

    private static Mask Combine(Mask left, Mask right, Func<byte, byte, byte> rule)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (!left.Grid.IsSameAs(right.Grid))
        {
            throw new GeometryMismatchException(left.Grid, right.Grid);
        }

        byte[] a = left.BoxMembership.ToArray();
        byte[] b = right.ToMembership(left.Box);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] = rule(a[i], b[i]);
        }

        return Mask.FromBox(left.Grid, left.Box, a);
    }
}
