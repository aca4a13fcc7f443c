namespace Voxopsy.Tensors.Operators;

/// <summary>Rules of shapes that operators share; each failure says which operator, which shapes and what was expected.</summary>
internal static class ShapeRules
{
    internal static ShapeException Mismatch(string operation, string found, string expected) =>
        new($"{operation}: {found}; expected {expected}.");

    internal static void Image(string operation, Tensor x)
    {
        if (x.Shape.Rank is not (4 or 5))
        {
            throw Mismatch(operation, $"the input has shape {x.Shape}", "[batch, channel, height, width] or [batch, channel, depth, height, width]");
        }
    }

    internal static int Axis(string operation, Shape shape, int axis)
    {
        int counted = axis < 0 ? axis + shape.Rank : axis;
        return counted >= 0 && counted < shape.Rank
            ? counted
            : throw Mismatch(operation, $"there is no axis {axis} in shape {shape}", $"an axis from {-shape.Rank} to {shape.Rank - 1}");
    }

    internal static void PerChannel(string operation, string name, Tensor? tensor, int channels)
    {
        if (tensor is not null && (tensor.Shape.Rank != 1 || tensor.Shape[0] != channels))
        {
            throw Mismatch(operation, $"the {name} has shape {tensor.Shape}", $"[{channels}], one per channel of the input");
        }
    }

    internal static Shape Broadcast(string operation, Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> sizes = stackalloc int[rank];
        for (int i = 1; i <= rank; i++)
        {
            int sizeA = i <= a.Rank ? a[a.Rank - i] : 1;
            int sizeB = i <= b.Rank ? b[b.Rank - i] : 1;
            sizes[rank - i] = sizeA == 1 ? sizeB : sizeA;
            if (sizeB != sizeA && sizeA != 1 && sizeB != 1)
            {
                throw Mismatch(operation, $"the shapes {a} and {b} do not match", "equal sizes from the last axis on, or 1 where one is repeated");
            }
        }

        return new Shape(sizes);
    }

    /// <summary>Positions of a window of the given reach along an axis.</summary>
    internal static int Positions(int size, int padding, int dilation, int kernel, int stride) =>
        ((size + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;

    internal static void AtLeast(string operation, string name, Extent extent, int least)
    {
        if (extent.Depth < least || extent.Height < least || extent.Width < least)
        {
            throw Mismatch(operation, $"the {name} is {extent}", $"at least {least} along every axis");
        }
    }

    internal static Shape Space(Shape image, int channels, Extent space) => image.Rank == 5
        ? new Shape(image[0], channels, space.Depth, space.Height, space.Width)
        : new Shape(image[0], channels, space.Height, space.Width);
}
