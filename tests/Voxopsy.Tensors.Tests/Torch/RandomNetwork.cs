using Voxopsy.Tensors.Initialization;
using Voxopsy.Tensors.Losses;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Torch;

/// <summary>A network whose depth, layers and sizes are drawn from a seed: blocks of convolution, norm and smooth activation, with short cuts and pooling between.</summary>
internal sealed class RandomNetwork(int seed)
{
    private readonly ulong _stream = NamedGenerator.Seed(seed, "random network");
    private readonly List<string> _layers = [];
    private long _at;

    public override string ToString() => string.Join(", ", _layers);

    /// <summary>One step: the logits, the gradient of the input, and that of all parameters as one vector (single ones may cancel to next to nothing).</summary>
    internal float[][] Run(IBackend backend)
    {
        _at = 0;
        _layers.Clear();
        using ParameterSet parameters = new(backend);
        using var tape = Tape.Recording(backend);
        Shape image = Int(0, 1) == 0 ? new Shape(2, 2, 9 + Int(0, 4), 8 + Int(0, 5)) : new Shape(2, 1, 5 + Int(0, 3), 6 + Int(0, 3), 7 + Int(0, 3));
        Tensor input = tape.Watch(tape.Input(image, Initializations.Uniform(image, 1, "image", seed)));
        Tensor x = input;
        int blocks = Int(1, 4);
        for (int block = 0; block < blocks; block++)
        {
            x = Block(tape, parameters, x, block);
        }

        Tensor features = tape.GlobalAveragePool(x);
        Tensor logits = tape.Linear(features, Weight(parameters, "head", new Shape(3, features.Shape[1])));
        Tensor loss = new CrossEntropy().Of(tape, logits, new ClassTargets([0, 2]));
        tape.Keep(logits);
        tape.Backward(loss);
        return [logits.ToArray(), tape.Gradient(input)!.ToArray(), [.. parameters.SelectMany(parameter => parameter.Gradient!.ToArray())]];
    }

    private Tensor Block(Tape tape, ParameterSet parameters, Tensor x, int block)
    {
        int space = x.Shape.Rank - 2;
        int kernel = 1 + (2 * Int(0, 1));
        int channels = 4 * Int(1, 3);
        int[] taps = [.. Enumerable.Repeat(kernel, space)];
        ConvolutionSettings settings = new() { Padding = Extent.All(kernel / 2), Stride = Extent.All(Smallest(x.Shape) < 8 ? 1 : Int(1, 2)) };
        Tensor y = tape.Convolution(x, Weight(parameters, $"{block}.conv", new Shape([channels, x.Shape[1], .. taps])), null, settings);
        Tensor scale = Filled(parameters, $"{block}.scale", channels, 1.2f);
        Tensor shift = Filled(parameters, $"{block}.shift", channels, 0.1f);
        int norm = Int(0, 2);
        y = norm switch
        {
            0 => tape.BatchNorm(y, scale, shift, null, BatchNormSettings.Default),
            1 => tape.GroupNorm(y, scale, shift, new GroupNormSettings { Groups = 2 }),
            _ => tape.InstanceNorm(tape.Affine(y, 0.5, 0.1), scale, shift, 1e-2),
        };
        int activation = Int(0, 3);
        y = activation switch
        {
            0 => tape.Silu(y),
            1 => tape.Gelu(y),
            2 => tape.Tanh(y),
            _ => tape.Softplus(y),
        };
        int after = Int(0, 3);
        y = after switch
        {
            0 => tape.Add(y, tape.Sigmoid(y)),
            1 => tape.Concat(1, y, tape.Flip(y, -1)),
            2 => tape.Interpolate(y, new InterpolationSettings { Size = Extent.All(5), Mode = InterpolationMode.Linear }),
            _ => tape.AveragePool(y, new PoolingSettings { Kernel = Extent.All(2), Stride = Extent.One, Padding = Extent.All(1) }),
        };
        _layers.Add($"{x.Shape} kernel {kernel}, norm {norm}, activation {activation}, then {after}");
        return y;
    }

    // A norm over a handful of voxels hardly lets a gradient through: what arrives would be rounding alone.
    private static int Smallest(Shape image) => image.Sizes[2..].ToArray().Min();

    private Tensor Weight(ParameterSet parameters, string name, Shape shape) =>
        parameters.Add(name, ParameterKind.Trained, shape, Initializations.HeNormal(shape, seed, name)).Value;

    private static Tensor Filled(ParameterSet parameters, string name, int channels, float value) =>
        parameters.Add(name, ParameterKind.Trained, new Shape(channels), Initializations.Constant(new Shape(channels), value)).Value;

    private int Int(int least, int most) => least + (int)(NamedGenerator.Uniform(_stream, _at++) * (most - least + 1));
}
