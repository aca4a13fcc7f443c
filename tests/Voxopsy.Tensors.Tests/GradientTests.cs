using System.Globalization;
using Voxopsy.Tensors.Managed;
using Voxopsy.Tensors.Managed.Plain;
using Voxopsy.Tensors.Operators;
using Voxopsy.Tensors.Tests.Torch;
using Voxopsy.Tensors.Torch;

namespace Voxopsy.Tensors.Tests;

/// <summary>Every operator at random shapes: its backward in double against central differences in double, and the other backends against the double one.</summary>
public sealed class GradientTests
{
    private const double Step = 1e-5;

    private static readonly Dictionary<string, Func<Draw, Case>> Operators = Enum.GetValues<Pointwise>()
        .ToDictionary(kind => "pointwise " + kind, kind => (Func<Draw, Case>)(draw => new([draw.Shape(draw.Int(1, 4))], (t, x) => t.Apply(kind, Safe(t, kind, x[0]), 0.7))))
        .Concat(new Dictionary<string, Func<Draw, Case>>
        {
            ["prelu"] = draw => { Shape shape = draw.Shape(4); return new([shape, new Shape(shape[1])], (t, x) => t.PRelu(x[0], x[1])); },
            ["dropout"] = draw => new([draw.Shape(3)], (t, x) => t.Dropout(x[0], 0.4, 17)),
            ["add"] = draw => Pair(draw, (t, a, b) => t.Add(a, b)),
            ["add and ReLU"] = draw => { Shape shape = draw.Shape(4); return new([shape, shape], (t, x) => t.AddActivated(x[0], x[1], Activation.Relu)); },
            ["add and leaky ReLU"] = draw => { Shape shape = draw.Shape(4); return new([shape, shape], (t, x) => t.AddActivated(x[0], x[1], Activation.LeakyRelu(0.2f))); },
            ["subtract"] = draw => Pair(draw, (t, a, b) => t.Subtract(a, b)),
            ["multiply"] = draw => Pair(draw, (t, a, b) => t.Multiply(a, b)),
            ["divide"] = draw => Pair(draw, (t, a, b) => t.Divide(a, t.Affine(t.Sigmoid(b), 1, 0.5))),
            ["affine"] = draw => new([draw.Shape(3)], (t, x) => t.Affine(x[0], -1.3, 0.2)),
            ["sum"] = draw => new([draw.Shape(4)], (t, x) => t.Sum(x[0], 1, -1)),
            ["mean"] = draw => new([draw.Shape(3)], (t, x) => t.Mean(x[0])),
            ["expand"] = draw => { Shape shape = draw.Shape(4); return new([new Shape(1, shape[1], 1, shape[3])], (t, x) => t.Expand(x[0], shape)); },
            ["reshape"] = draw => new([draw.Shape(4)], (t, x) => t.Flatten(x[0])),
            ["permute"] = draw => new([draw.Shape(4)], (t, x) => t.Permute(x[0], 2, 0, 3, 1)),
            ["slice"] = draw => { Shape shape = draw.Shape(4); return new([shape], (t, x) => t.Slice(x[0], 2, shape[2] / 2, 1)); },
            ["concat"] = draw => { Shape shape = draw.Shape(4); return new([shape, shape], (t, x) => t.Concat(1, x[0], x[1], x[0])); },
            ["pad"] = draw => new([draw.Shape(4)], (t, x) => t.Pad(x[0], new([0, 0, 1, 2], [0, 0, 2, -1]))),
            ["pad reflect"] = draw => new([draw.Shape(4, least: 3)], (t, x) => t.Pad(x[0], new([0, 0, 1, 2], [0, 0, 2, 1], PaddingMode.Reflect))),
            ["pad replicate"] = draw => new([draw.Shape(4)], (t, x) => t.Pad(x[0], new([0, 0, 1, 2], [0, 0, 2, 3], PaddingMode.Replicate))),
            ["flip"] = draw => new([draw.Shape(4)], (t, x) => t.Flip(x[0], 1, -1)),
            ["shuffle"] = draw => new([new Shape(2, 2 * draw.Int(1, 4), 3, 2)], (t, x) => t.ChannelShuffle(x[0], 2)),
            ["gather"] = draw => { Shape shape = draw.Shape(3); return new([shape], (t, x) => t.Gather(x[0], 1, [0, shape[1] - 1, 0])); },
            ["maximum"] = draw => new([draw.Shape(3)], (t, x) => t.Maximum(x[0], 1)),
            ["matrix product"] = draw => Product(draw, MatrixForm.AsStored, MatrixForm.AsStored),
            ["matrix product, left transposed"] = draw => Product(draw, MatrixForm.Transposed, MatrixForm.AsStored),
            ["matrix product, right transposed"] = draw => Product(draw, MatrixForm.AsStored, MatrixForm.Transposed),
            ["matrix product, one for all"] = draw => { int k = draw.Int(1, 5); return new([new Shape(3, draw.Int(1, 5), k), new Shape(draw.Int(1, 5), k)], (t, x) => t.MatrixProduct(x[0], x[1], MatrixForm.AsStored, MatrixForm.Transposed)); },
            ["linear"] = draw => { int k = draw.Int(1, 9); int n = draw.Int(1, 9); return new([new Shape(2, 3, k), new Shape(n, k), new Shape(n)], (t, x) => t.Linear(x[0], x[1], x[2])); },
            ["attention"] = draw => { int d = draw.Int(1, 5); return new([new Shape(2, 3, d), new Shape(2, 4, d), new Shape(2, 4, 3)], (t, x) => t.Attention(x[0], x[1], x[2])); },
            ["convolution 2D"] = draw => Convolved(draw, 4, ConvolutionDirection.Forward),
            ["convolution 3D"] = draw => Convolved(draw, 5, ConvolutionDirection.Forward),
            ["transposed convolution 2D"] = draw => Convolved(draw, 4, ConvolutionDirection.Transposed),
            ["transposed convolution 3D"] = draw => Convolved(draw, 5, ConvolutionDirection.Transposed),
            ["batch norm"] = draw => Normed(draw, (t, x, w, b) => t.BatchNorm(x, w, b, null, BatchNormSettings.Default)),
            ["batch norm and ReLU"] = draw => Normed(draw, (t, x, w, b) => t.BatchNorm(x, w, b, null, BatchNormSettings.Default with { Activation = Activation.Relu })),
            ["batch norm, running"] = draw => Normed(draw, (t, x, w, b) => t.BatchNorm(x, w, b, (t.Affine(b, 0, 0.1), t.Affine(w, 0, 0.8)), BatchNormSettings.Default with { Statistics = BatchStatistics.Running })),
            ["group norm and leaky ReLU"] = draw => Normed(draw, (t, x, w, b) => t.GroupNorm(x, w, b, new GroupNormSettings { Groups = 2, Activation = Activation.LeakyRelu(0.1f) })),
            ["instance norm"] = draw => Normed(draw, (t, x, w, b) => t.InstanceNorm(x, w, b)),
            ["layer norm"] = draw => { Shape shape = draw.Shape(3, least: 2); return new([shape, new Shape(shape[2]), new Shape(shape[2])], (t, x) => t.LayerNorm(x[0], x[1], x[2])); },
            ["softmax"] = draw => new([draw.Shape(4)], (t, x) => t.Softmax(x[0], 1)),
            ["log softmax"] = draw => new([draw.Shape(3)], (t, x) => t.LogSoftmax(x[0], 1)),
            ["softmax of voxels"] = draw => new([new Shape(2, draw.Int(2, 4), 2, 8)], (t, x) => t.Softmax(x[0], 1)),
            ["log softmax of voxels"] = draw => new([new Shape(2, draw.Int(2, 4), 8 * draw.Int(1, 3))], (t, x) => t.LogSoftmax(x[0], 1)),
            ["max pool"] = draw => new([draw.Image(least: 3)], (t, x) => t.MaxPool(x[0], Pooling())),
            ["average pool"] = draw => new([draw.Image(least: 3)], (t, x) => t.AveragePool(x[0], Pooling())),
            ["average pool, not counted"] = draw => new([draw.Image(least: 3)], (t, x) => t.AveragePool(x[0], Pooling() with { PaddingCount = PaddingCount.NotCounted, Rounding = PoolingRounding.Up })),
            ["adaptive average pool"] = draw => new([draw.Image(least: 3)], (t, x) => t.AdaptiveAveragePool(x[0], new Extent(2, 3, 2))),
            ["global average pool"] = draw => new([draw.Image(least: 2)], (t, x) => t.GlobalAveragePool(x[0])),
            ["interpolate nearest"] = draw => Resized(draw, draw.Image(2), InterpolationMode.Nearest, CornerAlignment.Edges),
            ["interpolate linear"] = draw => Resized(draw, draw.Image(2), InterpolationMode.Linear, CornerAlignment.Edges),
            ["interpolate linear, centers"] = draw => Resized(draw, draw.Image(2), InterpolationMode.Linear, CornerAlignment.Centers),
            ["interpolate cubic"] = draw => Resized(draw, draw.Shape(4, least: 2), InterpolationMode.Cubic, CornerAlignment.Edges),
            ["grid sample 2D"] = draw => Sampled(draw, 4, InterpolationMode.Linear, SamplingBorder.Zeros),
            ["grid sample 3D"] = draw => Sampled(draw, 5, InterpolationMode.Linear, SamplingBorder.Reflection),
            ["grid sample cubic"] = draw => Sampled(draw, 4, InterpolationMode.Cubic, SamplingBorder.Border),
            ["affine grid"] = draw => new([new Shape(2, 3, 4)], (t, x) => t.AffineGrid(x[0], new Extent(2, 3, 2), CornerAlignment.Edges)),
        }).ToDictionary(pair => pair.Key, pair => pair.Value);

    public static TheoryData<string> Names() => [.. Operators.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_RandomShapes_IsTheCentralDifference(string name)
    {
        for (int round = 0; round < 3; round++)
        {
            Draw draw = new(NamedGenerator.Seed(round, name));
            Case drawn = Operators[name](draw);
            float[][] inputs = [.. drawn.Inputs.Select(shape => draw.Numbers(shape.Count))];
            using DoubleBackend exact = new();
            double[][] gradients = Gradients(exact, drawn, inputs, out float[] upstream);
            for (int k = 0; k < inputs.Length; k++)
            {
                int stride = Math.Max(1, inputs[k].Length / 12);
                for (int i = 0; i < inputs[k].Length; i += stride)
                {
                    double slope = (Value(exact, drawn, inputs, upstream, k, i, Step) - Value(exact, drawn, inputs, upstream, k, i, -Step)) / (2 * Step);
                    double error = Math.Abs(slope - gradients[k][i]) / Math.Max(1, Math.Abs(slope));
                    Assert.True(error < 2e-6, string.Create(CultureInfo.InvariantCulture, $"{name}, round {round}, input {k} {drawn.Inputs[k]} element {i}: backward {gradients[k][i]:G9}, difference {slope:G9}"));
                }
            }

            foreach (IBackend backend in SinglePrecision())
            {
                using IBackend single = backend;
                double[][] fast = Gradients(single, drawn, inputs, out _);
                for (int k = 0; k < inputs.Length; k++)
                {
                    double norm = Math.Sqrt(gradients[k].Sum(value => value * value));
                    double difference = Math.Sqrt(gradients[k].Zip(fast[k], (a, b) => (a - b) * (a - b)).Sum());
                    Assert.True(difference <= 2e-5 * Math.Max(norm, 1e-2), string.Create(CultureInfo.InvariantCulture, $"{name}, round {round}, input {k} {drawn.Inputs[k]}: {single.Name} and double differ by {difference:G3} of {norm:G3}"));
                }
            }
        }
    }

    private static IEnumerable<IBackend> SinglePrecision()
    {
        yield return new ManagedBackend(new ManagedSettings { Threads = 2 });
        if (TorchOnThisMachine.Library is { } torch)
        {
            yield return new TorchBackend(torch, -1);
        }
    }

    private static double[][] Gradients(IBackend backend, Case drawn, float[][] inputs, out float[] upstream)
    {
        using var tape = Tape.Recording(backend);
        Tensor[] tensors = [.. inputs.Select((numbers, k) => tape.Watch(tape.Input(drawn.Inputs[k], numbers)))];
        Tensor output = drawn.Function(tape, tensors);
        upstream = new Draw(99).Numbers(output.Shape.Count);
        tape.Backward(output, tape.Input(output.Shape, upstream));
        return [.. tensors.Select(tensor => Doubles(tape.Gradient(tensor), tensor.Shape.Count))];
    }

    private static double[] Doubles(Tensor? tensor, int count) => tensor switch
    {
        null => new double[count],
        { Backend: DoubleBackend } => PlainBackend<double>.Of(tensor).ToArray(),
        _ => [.. tensor.ToArray().Select(value => (double)value)],
    };

    private static double Value(DoubleBackend backend, Case drawn, float[][] inputs, float[] upstream, int k, int i, double shift)
    {
        using var tape = Tape.Inference(backend);
        Tensor[] tensors = [.. inputs.Select((numbers, index) => tape.Input(drawn.Inputs[index], numbers))];
        PlainBackend<double>.Of(tensors[k])[i] += shift;
        double[] output = PlainBackend<double>.Of(drawn.Function(tape, tensors)).ToArray();
        return output.Zip(upstream, (value, weight) => value * weight).Sum();
    }

    // Into the range where the function is defined, away from its kinks.
    private static Tensor Safe(Tape tape, Pointwise kind, Tensor x) =>
        kind is Pointwise.Logarithm or Pointwise.SquareRoot or Pointwise.Power ? tape.Affine(tape.Sigmoid(x), 2, 0.3) : x;

    private static Case Pair(Draw draw, Func<Tape, Tensor, Tensor, Tensor> function)
    {
        Shape shape = draw.Shape(4);
        Shape other = draw.Int(0, 3) switch
        {
            0 => shape,
            1 => new Shape(shape[3]),
            2 => new Shape(1, shape[1], 1, 1),
            _ => new Shape(shape[0], 1, shape[2], 1),
        };
        return new([shape, other], (t, x) => function(t, x[0], x[1]));
    }

    private static Case Product(Draw draw, MatrixForm formOfA, MatrixForm formOfB)
    {
        (int m, int k, int n) = (draw.Int(1, 6), draw.Int(1, 6), draw.Int(1, 6));
        return new(
            [formOfA == MatrixForm.AsStored ? new Shape(2, m, k) : new Shape(2, k, m), formOfB == MatrixForm.AsStored ? new Shape(2, k, n) : new Shape(2, n, k)],
            (t, x) => t.MatrixProduct(x[0], x[1], formOfA, formOfB));
    }

    private static Case Convolved(Draw draw, int rank, ConvolutionDirection direction)
    {
        int groups = draw.Int(1, 2);
        (int first, int second) = (groups * draw.Int(1, 3), draw.Int(1, 3));
        Extent kernel = new(draw.Int(1, 3), draw.Int(1, 3), draw.Int(1, 3));
        Extent size = new(draw.Int(3, 5), draw.Int(4, 6), draw.Int(3, 6));
        Extent stride = new(draw.Int(1, 2), draw.Int(1, 2), draw.Int(1, 3));
        ConvolutionSettings settings = new()
        {
            Stride = stride,
            Padding = new Extent(kernel.Depth / 2, kernel.Height / 2, 0),
            Dilation = direction == ConvolutionDirection.Forward ? new Extent(1, 1, draw.Int(1, 1)) : Extent.One,
            Groups = groups,
            Direction = direction,
            OutputPadding = direction == ConvolutionDirection.Transposed ? new Extent(stride.Depth - 1, 0, stride.Width - 1) : Extent.Zero,
        };
        bool forward = direction == ConvolutionDirection.Forward;
        Shape image = rank == 5 ? new Shape(2, first, size.Depth, size.Height, size.Width) : new Shape(2, first, size.Height, size.Width);
        (int outer, int inner) = forward ? (groups * second, first / groups) : (first, second);
        Shape weight = rank == 5 ? new Shape(outer, inner, kernel.Depth, kernel.Height, kernel.Width) : new Shape(outer, inner, kernel.Height, kernel.Width);
        return new([image, weight, new Shape(groups * second)], (t, x) => t.Convolution(x[0], x[1], x[2], settings));
    }

    private static Case Normed(Draw draw, Func<Tape, Tensor, Tensor, Tensor, Tensor> function)
    {
        int channels = 2 * draw.Int(1, 3);
        return new([new Shape(2, channels, draw.Int(2, 4), draw.Int(2, 5)), new Shape(channels), new Shape(channels)], (t, x) => function(t, x[0], x[1], x[2]));
    }

    private static PoolingSettings Pooling() => new() { Kernel = Extent.All(3), Stride = Extent.All(2), Padding = Extent.All(1) };

    private static Case Resized(Draw draw, Shape image, InterpolationMode mode, CornerAlignment alignment)
    {
        Extent size = new(draw.Int(1, 7), draw.Int(1, 7), draw.Int(1, 7));
        return new([image], (t, x) => t.Interpolate(x[0], new InterpolationSettings { Size = size, Mode = mode, Alignment = alignment }));
    }

    private static Case Sampled(Draw draw, int rank, InterpolationMode mode, SamplingBorder border)
    {
        Shape image = draw.Shape(rank, least: 2);
        Shape grid = rank == 5 ? new Shape(image[0], 2, 2, 3, 3) : new Shape(image[0], 3, 2, 2);
        return new([image, grid], (t, x) => t.GridSample(x[0], x[1], new SamplingSettings { Mode = mode, Border = border }));
    }

    private sealed record Case(Shape[] Inputs, Func<Tape, Tensor[], Tensor> Function);

    private sealed class Draw(ulong seed)
    {
        private long _at;

        public int Int(int least, int most) => least + (int)(NamedGenerator.Uniform(seed, _at++) * (most - least + 1));

        public Shape Shape(int rank, int least = 1) => new([.. Enumerable.Range(0, rank).Select(_ => Int(least, 5))]);

        public Shape Image(int least) => Int(0, 1) == 0 ? new Shape(2, Int(1, 3), Int(least, 6), Int(least, 6)) : new Shape(1, Int(1, 3), Int(least, 5), Int(least, 6), Int(least, 5));

        public float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)NamedGenerator.Normal(seed, _at++))];
    }
}
