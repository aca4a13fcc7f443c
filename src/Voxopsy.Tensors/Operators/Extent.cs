namespace Voxopsy.Tensors.Operators;

/// <summary>One whole number per axis of space, such as a kernel size or a stride.</summary>
/// <param name="Depth">Along depth; not used for two-dimensional images.</param>
/// <param name="Height">Along height.</param>
/// <param name="Width">Along width.</param>
public readonly record struct Extent(int Depth, int Height, int Width)
{
    /// <summary>0 along all axes.</summary>
    public static Extent Zero => default;

    /// <summary>1 along all axes.</summary>
    public static Extent One => new(1, 1, 1);

    /// <summary>The product of the three.</summary>
    internal int Volume => Depth * Height * Width;

    /// <summary>The same along all axes.</summary>
    public static Extent All(int size) => new(size, size, size);

    /// <summary>For two-dimensional images.</summary>
    public static Extent Plane(int height, int width) => new(1, height, width);

    /// <summary>The space of an image's shape: its last two or three sizes.</summary>
    /// <param name="shape">[batch, channel, height, width] or [batch, channel, depth, height, width].</param>
    public static Extent Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Rank switch
        {
            5 => new Extent(shape[2], shape[3], shape[4]),
            4 => new Extent(1, shape[2], shape[3]),
            _ => throw new ShapeException($"An image has 4 axes (2D) or 5 (3D); this shape is {shape}."),
        };
    }

    /// <summary>As text, such as <c>3×3×3</c>.</summary>
    public override string ToString() => $"{Depth}×{Height}×{Width}";
}
