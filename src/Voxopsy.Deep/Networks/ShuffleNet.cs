using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of ShuffleNetV2, named as torchvision's.</summary>
internal sealed class ShuffleNet : Network
{
    private readonly ConvolutionNorm _stem;
    private readonly PoolingSettings _pooling;
    private readonly List<List<ShuffleBlock>> _stages = [];
    private readonly ConvolutionNorm _last;

    internal ShuffleNet(ShuffleNetSettings settings, LayerScope scope)
        : base(settings, scope, settings.Channels[4], "fc")
    {
        int channels = settings.Channels[0];
        var first = new ConvolutionForm(scope.Size(3)) { Stride = scope.Size(2), Padding = scope.Padding(1) };
        _stem = new ConvolutionNorm(scope["conv1"]["0"], scope["conv1"]["1"], settings.InputChannels, channels, first, Activation.Relu);
        _pooling = new PoolingSettings { Kernel = scope.Size(3), Stride = scope.Size(2), Padding = scope.Padding(1) };
        for (int stage = 0; stage < 3; stage++)
        {
            int outputs = settings.Channels[stage + 1];
            List<ShuffleBlock> blocks = [];
            for (int block = 0; block < settings.Blocks[stage]; block++)
            {
                blocks.Add(new ShuffleBlock(scope[$"stage{stage + 2}"][$"{block}"], channels, outputs, block == 0 ? 2 : 1));
                channels = outputs;
            }

            _stages.Add(blocks);
        }

        _last = new ConvolutionNorm(scope["conv5"]["0"], scope["conv5"]["1"], channels, settings.Channels[4], new ConvolutionForm(Extent.One), Activation.Relu);
        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; } = ["stem", "stage2", "stage3", "stage4", "conv5"];

    private protected override Tensor Encode(Pass pass, Tensor images)
    {
        List<Func<Pass, Tensor, Tensor>> steps =
        [
            (run, x) => run.Mark("stem", _stem.Forward(run, x)),
            (run, x) => run.Tape.MaxPool(x, _pooling),
        ];
        for (int stage = 0; stage < _stages.Count; stage++)
        {
            string name = Stages[stage + 1];
            List<ShuffleBlock> blocks = _stages[stage];
            steps.AddRange(blocks[..^1].Select(block => (Func<Pass, Tensor, Tensor>)block.Forward));
            steps.Add((run, x) => run.Mark(name, blocks[^1].Forward(run, x)));
        }

        steps.Add((run, x) => run.Mark("conv5", _last.Forward(run, x)));
        return Chain(pass, images, steps);
    }

    /// <summary>One half passes, the other is convolved, then the channels of both are shuffled.</summary>
    private sealed class ShuffleBlock
    {
        private readonly List<ConvolutionNorm> _first = [];
        private readonly List<ConvolutionNorm> _second = [];

        internal ShuffleBlock(LayerScope scope, int inputs, int outputs, int stride)
        {
            int half = outputs / 2;
            int entering = stride == 1 ? half : inputs;
            var one = new ConvolutionForm(Extent.One);
            var depthwise = new ConvolutionForm(scope.Size(3)) { Stride = scope.Size(stride), Padding = scope.Padding(1) };
            LayerScope left = scope["branch1"];
            LayerScope right = scope["branch2"];
            if (stride > 1)
            {
                _first.Add(new ConvolutionNorm(left["0"], left["1"], inputs, inputs, depthwise with { Groups = inputs }));
                _first.Add(new ConvolutionNorm(left["2"], left["3"], inputs, half, one, Activation.Relu));
            }

            _second.Add(new ConvolutionNorm(right["0"], right["1"], entering, half, one, Activation.Relu));
            _second.Add(new ConvolutionNorm(right["3"], right["4"], half, half, depthwise with { Groups = half }));
            _second.Add(new ConvolutionNorm(right["5"], right["6"], half, half, one, Activation.Relu));
        }

        internal Tensor Forward(Pass pass, Tensor x)
        {
            Tape tape = pass.Tape;
            int half = x.Shape[1] / 2;
            Tensor left = _first.Count == 0 ? tape.Slice(x, 1, 0, half) : Run(pass, _first, x);
            Tensor entering = _first.Count == 0 ? tape.Slice(x, 1, half, half) : x;
            Tensor right = Run(pass, _second, entering);
            Tensor both = tape.Concat(1, left, right);
            pass.Free(left);
            pass.Free(right);
            Tensor shuffled = tape.ChannelShuffle(both, 2);
            pass.Free(both);
            return shuffled;
        }

        private static Tensor Run(Pass pass, List<ConvolutionNorm> layers, Tensor x) =>
            Chain(pass, x, layers.Select(layer => (Func<Pass, Tensor, Tensor>)layer.Forward));
    }
}
