using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of a densely connected network, named as torchvision's.</summary>
internal sealed class DenseNet : Network
{
    private readonly ConvolutionNorm _stem;
    private readonly PoolingSettings _firstPooling;
    private readonly List<List<DenseLayer>> _blocks = [];
    private readonly List<(BatchNormLayer Norm, ConvolutionLayer Convolution)> _transitions = [];
    private readonly PoolingSettings _halving;
    private readonly BatchNormLayer _last;

    internal DenseNet(DenseNetSettings settings, LayerScope scope)
        : base(settings, scope, settings.FinalChannels, "classifier")
    {
        LayerScope features = scope["features"];
        var first = new ConvolutionForm(scope.Size(7)) { Stride = scope.Size(2), Padding = scope.Padding(3) };
        _stem = new ConvolutionNorm(features["conv0"], features["norm0"], settings.InputChannels, settings.FirstWidth, first, Activation.Relu);
        _firstPooling = new PoolingSettings { Kernel = scope.Size(3), Stride = scope.Size(2), Padding = scope.Padding(1) };
        _halving = new PoolingSettings { Kernel = scope.Size(2), Stride = scope.Size(2) };
        int channels = settings.FirstWidth;
        for (int block = 0; block < settings.Blocks.Length; block++)
        {
            List<DenseLayer> layers = [];
            for (int layer = 0; layer < settings.Blocks[block]; layer++)
            {
                layers.Add(new DenseLayer(features[$"denseblock{block + 1}"][$"denselayer{layer + 1}"], settings, channels));
                channels += settings.Growth;
            }

            _blocks.Add(layers);
            if (block < settings.Blocks.Length - 1)
            {
                LayerScope transition = features[$"transition{block + 1}"];
                _transitions.Add((
                    new BatchNormLayer(transition["norm"], channels, Activation.Relu),
                    new ConvolutionLayer(transition["conv"], channels, channels / 2, new ConvolutionForm(Extent.One) { Padding = Extent.Zero })));
                channels /= 2;
            }
        }

        _last = new BatchNormLayer(features["norm5"], channels);
        Stages = ["stem", .. Enumerable.Range(1, settings.Blocks.Length).Select(block => $"denseblock{block}"), "features"];
        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; }

    private protected override Tensor Encode(Pass pass, Tensor images)
    {
        Tape tape = pass.Tape;
        Tensor stem = pass.Mark("stem", _stem.Forward(pass, images));
        Tensor x = tape.MaxPool(stem, _firstPooling);
        pass.Free(stem);
        for (int block = 0; block < _blocks.Count; block++)
        {
            foreach (DenseLayer layer in _blocks[block])
            {
                x = Replaced(pass, x, layer.Forward(pass, x));
            }

            pass.Mark(Stages[block + 1], x);
            if (block < _transitions.Count)
            {
                x = Replaced(pass, x, _transitions[block].Norm.Forward(pass, x));
                x = Replaced(pass, x, _transitions[block].Convolution.Forward(pass, x));
                x = Replaced(pass, x, tape.AveragePool(x, _halving));
            }
        }

        x = Replaced(pass, x, _last.Forward(pass, x));
        pass.Mark("features", x);
        return Replaced(pass, x, tape.Relu(x));
    }

    private static Tensor Replaced(Pass pass, Tensor old, Tensor fresh)
    {
        pass.Free(old);
        return fresh;
    }

    /// <summary>Normalized twice, convolved twice, put behind its input.</summary>
    private sealed class DenseLayer(LayerScope scope, DenseNetSettings settings, int inputs)
    {
        private readonly BatchNormLayer _norm1 = new(scope["norm1"], inputs, Activation.Relu);

        private readonly ConvolutionNorm _middle = new(
            scope["conv1"], scope["norm2"], inputs, settings.Bottleneck * settings.Growth, new ConvolutionForm(Extent.One) { Padding = Extent.Zero }, Activation.Relu);

        private readonly ConvolutionLayer _last = new(
            scope["conv2"], settings.Bottleneck * settings.Growth, settings.Growth, new ConvolutionForm(scope.Size(3)) { Padding = scope.Padding(1) });

        internal Tensor Forward(Pass pass, Tensor x)
        {
            Tensor normed = _norm1.Forward(pass, x);
            Tensor middle = _middle.Forward(pass, normed);
            pass.Free(normed);
            Tensor added = _last.Forward(pass, middle);
            pass.Free(middle);
            Tensor both = pass.Tape.Concat(1, x, added);
            pass.Free(added);
            return both;
        }
    }
}
