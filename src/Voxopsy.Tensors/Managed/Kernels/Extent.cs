namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Three numbers, one for each axis of space; in two dimensions the depth is that of one slice.</summary>
/// <param name="Depth">Along the slowest axis.</param>
/// <param name="Height">Along the axis between.</param>
/// <param name="Width">Along the fastest axis.</param>
internal readonly record struct Extent(int Depth, int Height, int Width)
{
    /// <summary>One along each axis.</summary>
    internal static Extent Unit => new(1, 1, 1);

    /// <summary>The product of the three.</summary>
    internal int Volume => Depth * Height * Width;

    /// <inheritdoc/>
    public override string ToString() => $"{Depth} x {Height} x {Width}";
}
