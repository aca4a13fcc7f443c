using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of a residual network.</summary>
internal sealed class ResNet : Network
{
    private readonly ConvolutionNorm _stem;
    private readonly PoolingSettings _pooling;
    private readonly List<List<ResidualBlock>> _stages = [];

    internal ResNet(ResNetSettings settings, LayerScope scope)
        : base(settings, scope, settings.BaseWidth * 8 * ResidualBlock.Expansion(settings.Block), "fc")
    {
        var first = new ConvolutionForm(scope.Size(7)) { Stride = scope.Size(settings.FirstStride), Padding = scope.Padding(3) };
        _stem = new ConvolutionNorm(scope["conv1"], scope["bn1"], settings.InputChannels, settings.BaseWidth, first, Activation.Relu);
        _pooling = new PoolingSettings { Kernel = scope.Size(3), Stride = scope.Size(2), Padding = scope.Padding(1) };
        int channels = settings.BaseWidth;
        for (int stage = 0; stage < 4; stage++)
        {
            bool dilated = settings.Scheme == StageScheme.Dilated && stage >= 2;
            int stride = stage == 0 || dilated ? 1 : 2;
            int dilation = dilated ? 1 << (stage - 1) : 1;
            int width = settings.BaseWidth << stage;
            List<ResidualBlock> blocks = [];
            for (int block = 0; block < settings.Blocks[stage]; block++)
            {
                LayerScope place = scope[$"layer{stage + 1}"][$"{block}"];
                blocks.Add(new ResidualBlock(place, settings, channels, width, block == 0 ? stride : 1, dilation));
                channels = width * ResidualBlock.Expansion(settings.Block);
            }

            _stages.Add(blocks);
        }

        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; } = ["stem", "layer1", "layer2", "layer3", "layer4"];

    private protected override Tensor Encode(Pass pass, Tensor images)
    {
        Tensor stem = pass.Mark("stem", _stem.Forward(pass, images));
        Tensor x = pass.Tape.MaxPool(stem, _pooling);
        pass.Free(stem);
        for (int stage = 0; stage < _stages.Count; stage++)
        {
            foreach (ResidualBlock block in _stages[stage])
            {
                Tensor y = block.Forward(pass, x);
                pass.Free(x);
                x = y;
            }

            pass.Mark(Stages[stage + 1], x);
        }

        return x;
    }
}
