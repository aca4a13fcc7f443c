using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Benchmarks;

/// <summary>The networks of torch_steps.py on our engine, with nothing around them: weights by name, made as they are first met.</summary>
internal sealed class TensorNetworks(IBackend backend) : IDisposable
{
    private static readonly int[] UNetFeatures = [32, 64, 128, 256, 320];
    private readonly List<Tensor> _velocities = [];
    private ulong _state = 1;

    internal ParameterSet Parameters { get; } = new(backend);

    /// <summary>A residual network of eighteen layers; without norms when they are folded into the weights.</summary>
    internal Tensor ResNet18(Tape tape, Tensor x)
    {
        int axes = x.Shape.Rank - 2;
        x = ConvolutionNormActivation(tape, "conv1", x, 64, 7, 2, null);
        x = tape.MaxPool(x, new PoolingSettings { Kernel = Of(axes, 3), Stride = Of(axes, 2), Padding = Of(axes, 1, 0) });
        for (int stage = 0; stage < 4; stage++)
        {
            for (int block = 0; block < 2; block++)
            {
                x = Block(tape, $"layer{stage + 1}.{block}", x, 64 << stage, stage > 0 && block == 0 ? 2 : 1);
            }
        }

        return tape.Linear(tape.GlobalAveragePool(x), Weight("fc.weight", new Shape(2, 512), 512), Weight("fc.bias", new Shape(2), 512));
    }

    /// <summary>A U-shaped network in three dimensions with instance norm.</summary>
    internal Tensor UNet(Tape tape, Tensor x)
    {
        List<Tensor> skips = [];
        for (int i = 0; i < UNetFeatures.Length; i++)
        {
            x = Stage(tape, $"down{i}", x, UNetFeatures[i], i == 0 ? 1 : 2);
            skips.Add(x);
        }

        for (int i = UNetFeatures.Length - 2; i >= 0; i--)
        {
            ConvolutionSettings up = new() { Stride = Extent.All(2), Direction = ConvolutionDirection.Transposed };
            int deep = UNetFeatures[i + 1];
            Tensor raised = tape.Convolution(x, Weight($"up{i}.weight", new Shape(deep, UNetFeatures[i], 2, 2, 2), deep * 8), Weight($"up{i}.bias", new Shape(UNetFeatures[i]), deep), up);
            Free(tape, x);
            x = tape.Concat(1, raised, skips[i]);
            Free(tape, raised);
            Free(tape, skips[i]);
            x = Stage(tape, $"merge{i}", x, UNetFeatures[i], 1);
        }

        return tape.Convolution(x, Weight("out.weight", new Shape(2, UNetFeatures[0], 1, 1, 1), 32), Weight("out.bias", new Shape(2), 32), ConvolutionSettings.Default);
    }

    /// <summary>Moves the weights along their gradients, with momentum.</summary>
    internal void Descend(long step)
    {
        Parameter[] trained = [.. Parameters.Trained];
        for (int i = 0; i < trained.Length; i++)
        {
            if (_velocities.Count == i)
            {
                _velocities.Add(backend.Create(trained[i].Shape, []));
            }

            backend.DescendInPlace(trained[i].Value, trained[i].Gradient!, _velocities[i], new DescentStep(1e-4, 0.9, MomentumForm.Heavy, 0, step));
            trained[i].ClearGradient();
        }
    }

    public void Dispose()
    {
        _velocities.ForEach(velocity => velocity.Dispose());
        Parameters.Dispose();
    }

    private static Extent Of(int axes, int size, int missing = 1) => new(axes == 3 ? size : missing, size, size);

    private static void Free(Tape tape, Tensor tensor)
    {
        if (tape.Mode == TapeMode.Inference)
        {
            tape.Free(tensor);
        }
    }

    private Tensor Block(Tape tape, string name, Tensor x, int channels, int stride)
    {
        Tensor shortcut = stride == 1 && x.Shape[1] == channels ? x : ConvolutionNorm(tape, name + ".down", x, channels, 1, stride, Activation.None, null);
        Tensor y = ConvolutionNormActivation(tape, name + ".conv1", x, channels, 3, stride, null);
        Tensor z = ConvolutionNormActivation(tape, name + ".conv2", y, channels, 3, 1, shortcut);
        Free(tape, y);
        Free(tape, x);
        if (shortcut != x)
        {
            Free(tape, shortcut);
        }

        return z;
    }

    private Tensor ConvolutionNormActivation(Tape tape, string name, Tensor x, int channels, int kernel, int stride, Tensor? residual)
    {
        if (tape.Mode == TapeMode.Inference || residual is null)
        {
            return ConvolutionNorm(tape, name, x, channels, kernel, stride, Activation.Relu, residual);
        }

        return tape.Relu(tape.Add(ConvolutionNorm(tape, name, x, channels, kernel, stride, Activation.None, null), residual));
    }

    private Tensor ConvolutionNorm(Tape tape, string name, Tensor x, int channels, int kernel, int stride, Activation activation, Tensor? residual)
    {
        int axes = x.Shape.Rank - 2;
        int inputs = x.Shape[1];
        ConvolutionSettings settings = new() { Stride = Of(axes, stride), Padding = Of(axes, kernel / 2, 0) };
        Shape shape = axes == 2 ? new Shape(channels, inputs, kernel, kernel) : new Shape(channels, inputs, kernel, kernel, kernel);
        Tensor weight = Weight(name + ".weight", shape, inputs * (int)Math.Pow(kernel, axes));
        if (tape.Mode == TapeMode.Inference)
        {
            return tape.FusedConvolution(x, weight, Weight(name + ".bias", new Shape(channels), inputs), residual, settings, activation);
        }

        return tape.BatchNorm(
            tape.Convolution(x, weight, null, settings),
            One(name + ".norm.weight", channels, ParameterKind.Trained),
            Weight(name + ".norm.bias", new Shape(channels), inputs),
            (One(name + ".mean", channels, ParameterKind.Buffer), One(name + ".variance", channels, ParameterKind.Buffer)),
            BatchNormSettings.Default with { Activation = activation });
    }

    private Tensor Stage(Tape tape, string name, Tensor x, int channels, int stride)
    {
        for (int i = 0; i < 2; i++)
        {
            int inputs = x.Shape[1];
            ConvolutionSettings settings = new() { Stride = Extent.All(i == 0 ? stride : 1), Padding = Extent.One };
            Tensor y = tape.Convolution(
                x, Weight($"{name}.{i}.weight", new Shape(channels, inputs, 3, 3, 3), inputs * 27), Weight($"{name}.{i}.bias", new Shape(channels), inputs), settings);
            if (i == 1 || stride == 1)
            {
                Free(tape, x);
            }

            x = tape.InstanceNorm(y, One($"{name}.{i}.norm.weight", channels, ParameterKind.Trained), Weight($"{name}.{i}.norm.bias", new Shape(channels), inputs), activation: Activation.LeakyRelu(0.01f));
            Free(tape, y);
        }

        return x;
    }

    private Tensor One(string name, int channels, ParameterKind kind)
    {
        if (!Parameters.TryGet(name, out Parameter? parameter))
        {
            float[] ones = new float[channels];
            Array.Fill(ones, 1);
            parameter = Parameters.Add(name, kind, new Shape(channels), ones);
        }

        return parameter.Value;
    }

    private Tensor Weight(string name, Shape shape, int inputs)
    {
        if (!Parameters.TryGet(name, out Parameter? parameter))
        {
            parameter = Parameters.Add(name, ParameterKind.Trained, shape, Numbers(shape.Count, MathF.Sqrt(6f / inputs)));
        }

        return parameter.Value;
    }

    /// <summary>Numbers from -size to size.</summary>
    internal float[] Numbers(int count, float size)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            _state = (_state * 6364136223846793005UL) + 1442695040888963407UL;
            numbers[i] = (((_state >> 40) / (float)(1 << 23)) - 1) * size;
        }

        return numbers;
    }
}
