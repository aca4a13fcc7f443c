namespace Voxopsy.Tensors.Operators;

/// <summary>Convolutions in two and three dimensions.</summary>
public static class ConvolutionOperators
{
    /// <summary>Convolution, forward or transposed.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, in, (depth,) height, width].</param>
    /// <param name="weight">[out, in / groups, kernel…]; transposed: [in, out / groups, kernel…].</param>
    /// <param name="bias">[out], or null.</param>
    /// <param name="settings">Stride, padding, dilation, groups, direction.</param>
    /// <returns>[batch, out, …].</returns>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    public static Tensor Convolution(this Tape tape, Tensor x, Tensor weight, Tensor? bias, ConvolutionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin(settings.Direction == ConvolutionDirection.Forward ? "convolution" : "transposed convolution");
        Check(operation, x, weight, bias, settings);
        Tensor y = tape.Backend.Convolution(x, weight, bias, settings);
        return tape.Remember(operation, y, [x, weight, bias], [weight.NeedsGradient ? x : null, x.NeedsGradient ? weight : null], gradient =>
        {
            Wanted wanted = (x.NeedsGradient ? Wanted.Input : 0) | (weight.NeedsGradient ? Wanted.Weight : 0) | (bias is { NeedsGradient: true } ? Wanted.Bias : 0);
            (Tensor? input, Tensor? ofWeight, Tensor? ofBias) = tape.Backend.ConvolutionBackward(gradient, x, weight, settings, wanted);
            tape.Give(x, input);
            tape.Give(weight, ofWeight);
            if (bias is not null)
            {
                tape.Give(bias, ofBias);
            }
        });
    }

    /// <summary>activation(convolution + residual) in one pass; on a recording tape it is the three operators after each other.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">As for <see cref="Convolution"/>.</param>
    /// <param name="weight">As for <see cref="Convolution"/>.</param>
    /// <param name="bias">[out], or null.</param>
    /// <param name="residual">Of the output's shape, or null.</param>
    /// <param name="settings">As for <see cref="Convolution"/>.</param>
    /// <param name="activation">Done last.</param>
    public static Tensor FusedConvolution(
        this Tape tape, Tensor x, Tensor weight, Tensor? bias, Tensor? residual, ConvolutionSettings settings, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(settings);
        if (tape.Mode == TapeMode.Recording)
        {
            Tensor y = tape.Convolution(x, weight, bias, settings);
            y = residual is null ? y : tape.Add(y, residual);
            return activation.Kind switch
            {
                ActivationKind.Relu => tape.Relu(y),
                ActivationKind.LeakyRelu => tape.LeakyRelu(y, activation.Slope),
                _ => y,
            };
        }

        string operation = tape.Begin("fused convolution");
        Shape shape = Check(operation, x, weight, bias, settings);
        if (residual is not null && !residual.Shape.Equals(shape))
        {
            throw ShapeRules.Mismatch(operation, $"the residual has shape {residual.Shape}", $"{shape}, the shape of the output");
        }

        return tape.Own(tape.Backend.FusedConvolution(x, weight, bias, residual, settings, activation));
    }

    /// <summary>The shape of a convolution's output.</summary>
    /// <exception cref="ShapeException">The kernel does not fit into the image.</exception>
    public static Shape OutputShape(Shape image, Shape weight, ConvolutionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentNullException.ThrowIfNull(settings);
        Extent size = Extent.Of(image);
        Extent kernel = Extent.Of(weight);
        if (settings.Direction == ConvolutionDirection.Transposed)
        {
            return ShapeRules.Space(image, weight[1] * settings.Groups, new Extent(
                Grown(size.Depth, settings.Padding.Depth, settings.Dilation.Depth, kernel.Depth, settings.Stride.Depth, settings.OutputPadding.Depth),
                Grown(size.Height, settings.Padding.Height, settings.Dilation.Height, kernel.Height, settings.Stride.Height, settings.OutputPadding.Height),
                Grown(size.Width, settings.Padding.Width, settings.Dilation.Width, kernel.Width, settings.Stride.Width, settings.OutputPadding.Width)));
        }

        return ShapeRules.Space(image, weight[0], new Extent(
            ShapeRules.Positions(size.Depth, settings.Padding.Depth, settings.Dilation.Depth, kernel.Depth, settings.Stride.Depth),
            ShapeRules.Positions(size.Height, settings.Padding.Height, settings.Dilation.Height, kernel.Height, settings.Stride.Height),
            ShapeRules.Positions(size.Width, settings.Padding.Width, settings.Dilation.Width, kernel.Width, settings.Stride.Width)));
    }

    private static int Grown(int size, int padding, int dilation, int kernel, int stride, int extra) =>
        ((size - 1) * stride) - (2 * padding) + (dilation * (kernel - 1)) + extra + 1;

    private static Shape Check(string operation, Tensor x, Tensor weight, Tensor? bias, ConvolutionSettings settings)
    {
        ShapeRules.Image(operation, x);
        ShapeRules.AtLeast(operation, "stride", settings.Stride, 1);
        ShapeRules.AtLeast(operation, "dilation", settings.Dilation, 1);
        ShapeRules.AtLeast(operation, "padding", settings.Padding, 0);
        bool transposed = settings.Direction == ConvolutionDirection.Transposed;
        if (weight.Shape.Rank != x.Shape.Rank)
        {
            throw ShapeRules.Mismatch(operation, $"input {x.Shape} and weight {weight.Shape}", "as many axes in both");
        }

        int channels = transposed ? weight.Shape[0] : weight.Shape[1] * settings.Groups;
        if (settings.Groups < 1 || x.Shape[1] != channels || weight.Shape[0] % settings.Groups != 0)
        {
            throw ShapeRules.Mismatch(
                operation,
                $"the input {x.Shape} has {x.Shape[1]} channels, the weight is {weight.Shape} with {settings.Groups} groups",
                $"{channels} channels in the input and a first axis of the weight that the groups divide");
        }

        ShapeRules.PerChannel(operation, "bias", bias, transposed ? weight.Shape[1] * settings.Groups : weight.Shape[0]);
        Extent size = Extent.Of(x.Shape);
        Extent kernel = Extent.Of(weight.Shape);
        if (!transposed && (Short(size.Depth, settings.Padding.Depth, settings.Dilation.Depth, kernel.Depth)
            || Short(size.Height, settings.Padding.Height, settings.Dilation.Height, kernel.Height)
            || Short(size.Width, settings.Padding.Width, settings.Dilation.Width, kernel.Width)))
        {
            throw ShapeRules.Mismatch(operation, $"the kernel {kernel} (dilation {settings.Dilation}) is larger than the image {size} with its padding {settings.Padding}", "a larger image or a smaller kernel");
        }

        return OutputShape(x.Shape, weight.Shape, settings);
    }

    private static bool Short(int size, int padding, int dilation, int kernel) => size + (2 * padding) < (dilation * (kernel - 1)) + 1;
}
