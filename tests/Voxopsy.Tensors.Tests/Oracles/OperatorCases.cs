using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Oracles;

/// <summary>Builds the operator that a case of the folder <c>ops</c> names.</summary>
internal static class OperatorCases
{
    /// <summary>The operator as a function of its inputs; null for an operator of an unknown kind. Where the text leaves a setting open, all that give the output's shape come.</summary>
    public static IEnumerable<Func<Tape, Tensor[], Tensor>>? Of(OperatorNotation notation, Shape[] inputs, Shape output, float[] x, float[] y)
    {
        string name = notation.Name;
        string family = name.Split('_')[0];
        return family switch
        {
            "conv2d" or "conv3d" => Convolutions(notation, inputs, output, ConvolutionDirection.Forward),
            "convT2d" or "convT3d" => Convolutions(notation, inputs, output, ConvolutionDirection.Transposed),
            "maxpool2d" or "maxpool3d" => Pools(notation, inputs[0], output, (tape, image, settings) => tape.MaxPool(image, settings)),
            "avgpool2d" or "avgpool3d" => Pools(notation, inputs[0], output, (tape, image, settings) => tape.AveragePool(image, settings)),
            "adaptive" => One((tape, tensors) => tape.AdaptiveAveragePool(tensors[0], Extent.Of(output))),
            "batchnorm" => One((tape, tensors) => tape.BatchNorm(tensors[0], At(tensors, 1), At(tensors, 2), null, BatchNormSettings.Default with { Epsilon = Epsilon(notation) })),
            "instancenorm" => One((tape, tensors) => tape.InstanceNorm(tensors[0], At(tensors, 1), At(tensors, 2), Epsilon(notation))),
            "groupnorm" => One((tape, tensors) => tape.GroupNorm(tensors[0], At(tensors, 1), At(tensors, 2), new GroupNormSettings { Groups = Groups(notation), Epsilon = Epsilon(notation) })),
            "layernorm" => One((tape, tensors) => LayerNorm(tape, tensors, Epsilon(notation))),
            "gelu" when name.Contains("tanh", StringComparison.Ordinal) => One((tape, tensors) => tape.GeluTanh(tensors[0])),
            "gelu" => One((tape, tensors) => tape.Gelu(tensors[0])),
            "relu" => One((tape, tensors) => tape.Relu(tensors[0])),
            "sigmoid" => One((tape, tensors) => tape.Sigmoid(tensors[0])),
            "tanh" => One((tape, tensors) => tape.Tanh(tensors[0])),
            "silu" => One((tape, tensors) => tape.Silu(tensors[0])),
            "leaky" => One((tape, tensors) => tape.LeakyRelu(tensors[0], Slope(x, y))),
            "elu" => One((tape, tensors) => tape.Elu(tensors[0], notation.Decimal("alpha") ?? 1)),
            "prelu" => One((tape, tensors) => tape.PRelu(tensors[0], tensors[1])),
            "softplus" => One((tape, tensors) => tape.Softplus(tensors[0])),
            "hardswish" => One((tape, tensors) => tape.Hardswish(tensors[0])),
            "linear" => One((tape, tensors) => tape.Linear(tensors[0], tensors[1], At(tensors, 2))),
            "softmax" => Axes(output, (tape, tensors, axis) => tape.Softmax(tensors[0], axis)),
            "log" when name.StartsWith("log_softmax", StringComparison.Ordinal) => Axes(output, (tape, tensors, axis) => tape.LogSoftmax(tensors[0], axis)),
            "attention" => One((tape, tensors) => tape.Attention(tensors[0], tensors[1], tensors[2])),
            "interp2d" or "interp3d" => Interpolations(notation, output),
            _ => null,
        };
    }

    private static IEnumerable<Func<Tape, Tensor[], Tensor>> One(Func<Tape, Tensor[], Tensor> function) => [function];

    private static Tensor? At(Tensor[] tensors, int index) => index < tensors.Length ? tensors[index] : null;

    private static double Epsilon(OperatorNotation notation) => notation.Decimal("eps") ?? 1e-5;

    private static int Groups(OperatorNotation notation) =>
        int.Parse(notation.Name.Split('_')[^1], System.Globalization.CultureInfo.InvariantCulture);

    // The slope of a leaky ReLU is not in the text: it is what the output shows.
    private static double Slope(float[] x, float[] y)
    {
        int below = Array.FindIndex(x, value => value < -1e-3);
        return below < 0 ? 0.01 : Math.Round((double)y[below] / x[below], 6);
    }

    private static Tensor LayerNorm(Tape tape, Tensor[] tensors, double epsilon)
    {
        int row = tensors.Length > 1 ? tensors[1].Shape.Count : tensors[0].Shape[^1];
        Tensor flat = tape.Reshape(tensors[0], -1, row);
        Tensor y = tape.LayerNorm(flat, tensors.Length > 1 ? tape.Reshape(tensors[1], row) : null, tensors.Length > 2 ? tape.Reshape(tensors[2], row) : null, epsilon);
        return tape.Reshape(y, tensors[0].Shape.Sizes);
    }

    private static IEnumerable<Func<Tape, Tensor[], Tensor>> Axes(Shape shape, Func<Tape, Tensor[], int, Tensor> function) =>
        Enumerable.Range(0, shape.Rank).Select(axis => (Func<Tape, Tensor[], Tensor>)((tape, tensors) => function(tape, tensors, axis)));

    private static IEnumerable<Func<Tape, Tensor[], Tensor>> Convolutions(OperatorNotation notation, Shape[] inputs, Shape output, ConvolutionDirection direction)
    {
        bool transposed = direction == ConvolutionDirection.Transposed;
        int groups = transposed ? output[1] / inputs[1][1] : inputs[0][1] / inputs[1][1];
        foreach (ConvolutionSettings settings in Candidates(notation, inputs[0], inputs[1], output, groups, direction))
        {
            yield return (tape, tensors) => tape.Convolution(tensors[0], tensors[1], At(tensors, 2), settings);
        }
    }

    private static IEnumerable<ConvolutionSettings> Candidates(
        OperatorNotation notation, Shape image, Shape weight, Shape output, int groups, ConvolutionDirection direction)
    {
        bool transposed = direction == ConvolutionDirection.Transposed;
        Extent? stride = notation.Of("stride", "kernel=stride") ?? notation.Letter("s");
        Extent? padding = notation.Of("pad", "padding") ?? notation.Letter("p");
        Extent dilation = notation.Of("dilation") ?? notation.Letter("d") ?? notation.Letter("dil") ?? Extent.One;
        Extent extra = notation.Of("output_padding") ?? notation.Letter("op") ?? Extent.Zero;
        Extent kernel = Extent.Of(weight);
        foreach (Extent tried in stride is { } known ? [known] : Enumerable.Range(1, 4).Select(Extent.All))
        {
            for (int fill = 0; fill < 3; fill++)
            {
                // Left open: none, or what keeps the size of a stride of 1.
                Extent around = padding ?? fill switch
                {
                    0 => Extent.Zero,
                    1 => new Extent(dilation.Depth * (kernel.Depth - 1) / 2, dilation.Height * (kernel.Height - 1) / 2, dilation.Width * (kernel.Width - 1) / 2),
                    _ => Extent.All(1),
                };
                ConvolutionSettings settings = new() { Stride = tried, Padding = around, Dilation = dilation, Groups = groups, Direction = direction, OutputPadding = transposed ? extra : Extent.Zero };
                if (ConvolutionOperators.OutputShape(image, weight, settings).Equals(output))
                {
                    yield return settings;
                }
            }
        }
    }

    private static IEnumerable<Func<Tape, Tensor[], Tensor>> Pools(OperatorNotation notation, Shape image, Shape output, Func<Tape, Tensor, PoolingSettings, Tensor> pool)
    {
        (Extent Kernel, Extent Stride, Extent Padding)? triple = notation.Triple();
        Extent kernel = triple?.Kernel ?? notation.Of("kernel") ?? notation.Alone() ?? Extent.All(2);
        PoolingSettings settings = new()
        {
            Kernel = kernel,
            Stride = triple?.Stride ?? notation.Of("stride") ?? kernel,
            Padding = triple?.Padding ?? notation.Of("pad", "padding") ?? Extent.Zero,
            Rounding = notation.Says("ceil") || notation.Name.Contains("ceil", StringComparison.Ordinal) ? PoolingRounding.Up : PoolingRounding.Down,
            PaddingCount = notation.Says("count_include_pad=false") || notation.Name.Contains("nopad", StringComparison.Ordinal) ? PaddingCount.NotCounted : PaddingCount.Counted,
        };
        return PoolingOperators.OutputShape(image, settings).Equals(output) ? One((tape, tensors) => pool(tape, tensors[0], settings)) : [];
    }

    private static IEnumerable<Func<Tape, Tensor[], Tensor>> Interpolations(OperatorNotation notation, Shape output)
    {
        double? factor = notation.Decimal("scale");
        string[] parts = notation.Name.Split('_');
        (InterpolationMode Mode, CornerAlignment Alignment)[] ways = parts[1] switch
        {
            "area" => [],
            _ when parts[1].StartsWith("scale", StringComparison.Ordinal) =>
            [
                (InterpolationMode.Nearest, CornerAlignment.Edges), (InterpolationMode.Linear, CornerAlignment.Edges), (InterpolationMode.Linear, CornerAlignment.Centers),
                .. output.Rank == 4 ? [(InterpolationMode.Cubic, CornerAlignment.Edges)] : Array.Empty<(InterpolationMode, CornerAlignment)>(),
            ],
            "nearest" => [(InterpolationMode.Nearest, CornerAlignment.Edges)],
            "bilinear" or "trilinear" => [(InterpolationMode.Linear, parts[^1] == "True" ? CornerAlignment.Centers : CornerAlignment.Edges)],
            "bicubic" => [(InterpolationMode.Cubic, parts[^1] == "True" ? CornerAlignment.Centers : CornerAlignment.Edges)],
            _ => throw new NotSupportedException($"An interpolation of the unknown mode '{parts[1]}'."),
        };
        if (parts[1] == "area")
        {
            return One((tape, tensors) => tape.AdaptiveAveragePool(tensors[0], Extent.Of(output)));
        }

        return ways.Select(way => (Func<Tape, Tensor[], Tensor>)((tape, tensors) => tape.Interpolate(tensors[0], new InterpolationSettings
        {
            Size = Extent.Of(output),
            Mode = way.Mode,
            Alignment = way.Alignment,
            Factors = factor is { } f ? (f, f, f) : null,
        })));
    }
}
