using System.Globalization;
using Voxopsy.Tensors.Initialization;
using Voxopsy.Tensors.Losses;
using Voxopsy.Tensors.Operators;
using Voxopsy.Tensors.Optimizers;
using Voxopsy.Tensors.Training;

namespace Voxopsy.Tensors.Tests.Training;

/// <summary>A small 3D network with everything whose bits could depend on threads or on a stop: strided convolutions, batch norm, a shortcut, pooling, dropout.</summary>
internal sealed class SmallNetwork : IDisposable
{
    private const long Seed = 20260401;
    private static readonly Shape Image = new(2, 1, 10, 12, 11);
    private static readonly ConvolutionSettings Same = new() { Padding = Extent.All(1) };
    private readonly IBackend _backend;
    private readonly ParameterSet _parameters;
    private readonly Adam _optimizer;
    private long _step;

    internal SmallNetwork(IBackend backend)
    {
        _backend = backend;
        _parameters = new ParameterSet(backend);
        Weight("conv1.weight", new Shape(8, 1, 3, 3, 3));
        Weight("conv2.weight", new Shape(8, 8, 3, 3, 3));
        Weight("conv3.weight", new Shape(16, 8, 3, 3, 3));
        Weight("head.weight", new Shape(3, 16));
        Norm("norm1", 8);
        Norm("norm2", 8);
        Norm("norm3", 16);
        _optimizer = new Adam(_parameters) { Form = AdamForm.AdamW, WeightDecay = 0.01 };
    }

    internal ParameterSet Parameters => _parameters;

    internal long Step => _step;

    /// <summary>One step; the loss.</summary>
    internal float Train()
    {
        using var tape = Tape.Recording(_backend);
        string step = _step.ToString(CultureInfo.InvariantCulture);
        ulong stream = NamedGenerator.Seed(Seed, "images/" + step);
        float[] image = new float[Image.Count];
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = (float)NamedGenerator.Normal(stream, i);
        }

        Tensor x = Block(tape, tape.Input(Image, image), "1", Same);
        Tensor y = tape.AddActivated(x, Block(tape, x, "2", Same), Activation.Relu);
        y = tape.MaxPool(y, new PoolingSettings { Kernel = Extent.All(3), Stride = Extent.All(2), Padding = Extent.All(1) });
        y = Block(tape, y, "3", Same with { Stride = Extent.All(2) });
        y = tape.Dropout(tape.GlobalAveragePool(y), 0.2, NamedGenerator.Seed(Seed, "dropout/" + step));
        Tensor logits = tape.Linear(y, _parameters["head.weight"].Value);
        Tensor loss = new CrossEntropy { LabelSmoothing = 0.1 }.Of(tape, logits, new ClassTargets([(int)(_step % 3), (int)((_step + 1) % 3)]));
        _parameters.ClearGradients();
        tape.Backward(loss);
        GradientClipping.ByNorm(_parameters, 12);
        _optimizer.Advance(0.01);
        _step++;
        return loss.Item();
    }

    /// <summary>All numbers of the network as bits.</summary>
    internal int[] Bits() => [.. _parameters.SelectMany(parameter => parameter.Value.ToArray()).Select(BitConverter.SingleToInt32Bits)];

    internal void Save(string path) => TrainingState.Save(path, _parameters, _optimizer, new TrainingPosition(_step, Seed));

    internal void Load(string path) => _step = TrainingState.Load(path, _parameters, _optimizer).Step;

    public void Dispose()
    {
        _optimizer.Dispose();
        _parameters.Dispose();
    }

    private void Weight(string name, Shape shape) => _parameters.Add(name, ParameterKind.Trained, shape, Initializations.HeNormal(shape, Seed, name));

    private void Norm(string name, int channels)
    {
        Shape shape = new(channels);
        _parameters.Add(name + ".weight", ParameterKind.Trained, shape, Initializations.Constant(shape, 1));
        _parameters.Add(name + ".bias", ParameterKind.Trained, shape);
        _parameters.Add(name + ".running_mean", ParameterKind.Buffer, shape);
        _parameters.Add(name + ".running_var", ParameterKind.Buffer, shape, Initializations.Constant(shape, 1));
    }

    private Tensor Block(Tape tape, Tensor x, string number, ConvolutionSettings settings)
    {
        tape.Place = "block" + number;
        Tensor Of(string name) => _parameters[$"norm{number}.{name}"].Value;
        Tensor y = tape.Convolution(x, _parameters[$"conv{number}.weight"].Value, null, settings);
        return tape.BatchNorm(y, Of("weight"), Of("bias"), (Of("running_mean"), Of("running_var")), BatchNormSettings.Default with { Activation = Activation.Relu });
    }
}
