namespace Voxopsy.Tensors.Operators;

/// <summary>Pooling over windows, and softmax along an axis.</summary>
public static class PoolingOperators
{
    /// <summary>The largest of each window.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, (depth,) height, width].</param>
    /// <param name="settings">Window, stride, padding.</param>
    /// <exception cref="ShapeException">The window does not fit.</exception>
    public static Tensor MaxPool(this Tape tape, Tensor x, PoolingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("max pool");
        Check(operation, x, settings);
        (Tensor y, Tensor fresh) = tape.Backend.MaxPool(x, settings);
        Tensor state = tape.State(fresh, [x]);
        return tape.Remember(operation, y, [x], [x, state], gradient => tape.Give(x, tape.Backend.MaxPoolBackward(gradient, state, x, settings)));
    }

    /// <summary>The average of each window.</summary>
    public static Tensor AveragePool(this Tape tape, Tensor x, PoolingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("average pool");
        Check(operation, x, settings);
        return tape.Remember(operation, tape.Backend.AveragePool(x, settings), [x], [x], gradient => tape.Give(x, tape.Backend.AveragePoolBackward(gradient, x, settings)));
    }

    /// <summary>Averages over windows that divide the image into a given number of parts; the same as resizing by area.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, (depth,) height, width].</param>
    /// <param name="size">The size wanted; <see cref="Extent.One"/> for the global average.</param>
    public static Tensor AdaptiveAveragePool(this Tape tape, Tensor x, Extent size)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("adaptive average pool");
        ShapeRules.Image(operation, x);
        ShapeRules.AtLeast(operation, "size", size, 1);
        return tape.Remember(operation, tape.Backend.AdaptiveAveragePool(x, size), [x], [x], gradient => tape.Give(x, tape.Backend.AdaptiveAveragePoolBackward(gradient, x)));
    }

    /// <summary>The global average as [batch, channel].</summary>
    public static Tensor GlobalAveragePool(this Tape tape, Tensor x) => tape.Flatten(tape.AdaptiveAveragePool(x, Extent.One));

    /// <summary>Softmax along one axis.</summary>
    public static Tensor Softmax(this Tape tape, Tensor x, int axis)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("softmax");
        axis = ShapeRules.Axis(operation, x.Shape, axis);
        Tensor y = tape.Backend.Softmax(x, axis);
        return tape.Remember(operation, y, [x], [y], gradient => tape.Give(x, tape.Backend.SoftmaxBackward(gradient, y, axis)));
    }

    /// <summary>ln softmax along one axis.</summary>
    public static Tensor LogSoftmax(this Tape tape, Tensor x, int axis)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("log softmax");
        axis = ShapeRules.Axis(operation, x.Shape, axis);
        Tensor y = tape.Backend.LogSoftmax(x, axis);
        return tape.Remember(operation, y, [x], [y], gradient => tape.Give(x, tape.Backend.LogSoftmaxBackward(gradient, y, axis)));
    }

    /// <summary>The shape of a pooling's output.</summary>
    public static Shape OutputShape(Shape image, PoolingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(settings);
        Extent size = Extent.Of(image);
        Extent kernel = image.Rank == 5 ? settings.Kernel : settings.Kernel with { Depth = 1 };
        Extent padding = image.Rank == 5 ? settings.Padding : settings.Padding with { Depth = 0 };
        return ShapeRules.Space(image, image[1], new Extent(
            Windows(size.Depth, padding.Depth, kernel.Depth, settings.Stride.Depth, settings.Rounding),
            Windows(size.Height, padding.Height, kernel.Height, settings.Stride.Height, settings.Rounding),
            Windows(size.Width, padding.Width, kernel.Width, settings.Stride.Width, settings.Rounding)));
    }

    private static int Windows(int size, int padding, int kernel, int stride, PoolingRounding rounding)
    {
        int room = size + (2 * padding) - kernel;
        if (rounding == PoolingRounding.Down)
        {
            return (room / stride) + 1;
        }

        int windows = ((room + stride - 1) / stride) + 1;
        return (windows - 1) * stride >= size + padding ? windows - 1 : windows;
    }

    private static void Check(string operation, Tensor x, PoolingSettings settings)
    {
        ShapeRules.Image(operation, x);
        ShapeRules.AtLeast(operation, "kernel", settings.Kernel, 1);
        ShapeRules.AtLeast(operation, "stride", settings.Stride, 1);
        Extent size = Extent.Of(x.Shape);
        Extent kernel = x.Shape.Rank == 5 ? settings.Kernel : settings.Kernel with { Depth = 1 };
        Extent padding = settings.Padding;
        if (padding.Depth < 0 || padding.Height < 0 || padding.Width < 0
            || (x.Shape.Rank == 5 && padding.Depth > kernel.Depth / 2) || padding.Height > kernel.Height / 2 || padding.Width > kernel.Width / 2)
        {
            throw ShapeRules.Mismatch(operation, $"the padding {padding} for a kernel {kernel}", "0 to half the kernel along every axis");
        }

        if ((x.Shape.Rank == 5 && size.Depth + (2 * padding.Depth) < kernel.Depth) || size.Height + (2 * padding.Height) < kernel.Height || size.Width + (2 * padding.Width) < kernel.Width)
        {
            throw ShapeRules.Mismatch(operation, $"the kernel {kernel} is larger than the image {size} with its padding {padding}", "a larger image or a smaller kernel");
        }
    }
}
