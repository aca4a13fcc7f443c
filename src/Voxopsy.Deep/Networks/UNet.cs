using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>A U-Net: every resolution of the decoder can answer, the finest one counts.</summary>
public sealed class UNet : IDisposable
{
    private readonly List<List<PlainLayer>> _encoder = [];
    private readonly List<EnlargingLayer> _enlarging = [];
    private readonly List<List<PlainLayer>> _decoder = [];
    private readonly List<ConvolutionLayer> _answers = [];

    internal UNet(UNetSettings settings, LayerScope scope)
    {
        (Settings, Parameters) = (settings, scope.Parameters);
        int channels = settings.InputChannels;
        int stages = settings.Features.Length;
        for (int stage = 0; stage < stages; stage++)
        {
            LayerScope place = scope["encoder"]["stages"][$"{stage}"]["0"]["convs"];
            _encoder.Add(Stage(place, settings, stage, channels, settings.Strides[stage]));
            channels = settings.Features[stage];
        }

        for (int step = 0; step < stages - 1; step++)
        {
            int stage = stages - 2 - step;
            int width = settings.Features[stage];
            _enlarging.Add(new EnlargingLayer(scope["decoder"]["transpconvs"][$"{step}"], channels, width, settings.Strides[stage + 1]));
            _decoder.Add(Stage(scope["decoder"]["stages"][$"{step}"]["convs"], settings, stage, 2 * width, Extent.One));
            var one = new ConvolutionForm(Extent.One) { Bias = BiasUse.With };
            _answers.Add(new ConvolutionLayer(scope["decoder"]["seg_layers"][$"{step}"], width, settings.Classes, one));
            channels = width;
        }
    }

    /// <summary>The architecture, with every kernel and stride.</summary>
    public UNetSettings Settings { get; }

    /// <summary>Weights, named as nnU-Net names them, each once.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>Logits at full resolution.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">[batch, channel, (depth,) height, width]; sizes divisible by the product of the strides.</param>
    /// <returns>[batch, class, (depth,) height, width].</returns>
    public Tensor Forward(Pass pass, Tensor images) => Run(pass, images, _answers.Count - 1)[0];

    /// <summary>Logits of every resolution of the decoder, for deep supervision.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">As <see cref="Forward"/>.</param>
    /// <returns>Finest first.</returns>
    public IReadOnlyList<Tensor> ForwardAll(Pass pass, Tensor images) => Run(pass, images, 0);

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private static List<PlainLayer> Stage(LayerScope scope, UNetSettings settings, int stage, int inputs, Extent stride)
    {
        List<PlainLayer> layers = [];
        for (int i = 0; i < settings.ConvolutionsPerStage; i++)
        {
            layers.Add(new PlainLayer(scope[$"{i}"], i == 0 ? inputs : settings.Features[stage], settings.Features[stage], settings.Kernels[stage], i == 0 ? stride : Extent.One));
        }

        return layers;
    }

    private static Tensor Chain(Pass pass, Tensor x, List<PlainLayer> layers) =>
        Network.Chain(pass, x, layers.Select(layer => (Func<Pass, Tensor, Tensor>)layer.Forward));

    private List<Tensor> Run(Pass pass, Tensor images, int firstAnswer)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Rank != Settings.Dimensions + 2 || images.Shape[1] != Settings.InputChannels)
        {
            throw new ArgumentException($"The network takes {Settings.InputChannels} channels of {Settings.Dimensions} axes; the images have shape {images.Shape}.", nameof(images));
        }

        Stack<Tensor> skips = new();
        Tensor x = images;
        foreach (List<PlainLayer> stage in _encoder)
        {
            x = Chain(pass, x, stage);
            skips.Push(x);
        }

        skips.Pop();
        List<Tensor> answers = [];
        for (int step = 0; step < _decoder.Count; step++)
        {
            Tensor larger = _enlarging[step].Forward(pass, x);
            pass.Free(x);
            Tensor skip = skips.Pop();
            Tensor both = pass.Tape.Concat(1, larger, skip);
            pass.Free(larger);
            pass.Free(skip);
            x = Chain(pass, both, _decoder[step]);
            pass.Free(both);
            if (step >= firstAnswer)
            {
                answers.Add(_answers[step].Forward(pass, x));
            }
        }

        pass.Free(x);
        answers.Reverse();
        return answers;
    }

    /// <summary>Convolution with bias, instance norm, leaky ReLU.</summary>
    private sealed class PlainLayer(LayerScope scope, int inputs, int outputs, Extent kernel, Extent stride)
    {
        private readonly ConvolutionLayer _convolution = new(scope["conv"], inputs, outputs, new ConvolutionForm(kernel) { Stride = stride, Bias = BiasUse.With });
        private readonly InstanceNormLayer _norm = new(scope["norm"], outputs, Activation.LeakyRelu(0.01f));

        internal Tensor Forward(Pass pass, Tensor x)
        {
            Tensor convolved = _convolution.Forward(pass, x);
            Tensor y = _norm.Forward(pass, convolved);
            pass.Free(convolved);
            return y;
        }
    }
}
