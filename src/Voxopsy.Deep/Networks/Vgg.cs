using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of VGG, named as torchvision's features.</summary>
internal sealed class Vgg : Network
{
    private readonly List<Func<Pass, Tensor, Tensor>> _steps = [];

    internal Vgg(VggSettings settings, LayerScope scope)
        : base(settings, scope, settings.BaseWidth * 8, "classifier")
    {
        int channels = settings.InputChannels;
        int index = 0;
        var three = new ConvolutionForm(scope.Size(3)) { Padding = scope.Padding(1), Bias = BiasUse.With };
        var halving = new PoolingSettings { Kernel = scope.Size(2), Stride = scope.Size(2) };
        for (int stage = 0; stage < settings.Blocks.Length; stage++)
        {
            int outputs = settings.BaseWidth << Math.Min(stage, 3);
            for (int block = 0; block < settings.Blocks[stage]; block++)
            {
                LayerScope features = scope["features"];
                if (settings.Normalized)
                {
                    _steps.Add(new ConvolutionNorm(features[$"{index}"], features[$"{index + 1}"], channels, outputs, three, Activation.Relu).Forward);
                    index += 3;
                }
                else
                {
                    _steps.Add(new ConvolutionLayer(features[$"{index}"], channels, outputs, three).Forward);
                    _steps.Add((pass, x) => pass.Tape.Relu(x));
                    index += 2;
                }

                channels = outputs;
            }

            string name = Stages[stage];
            _steps.Add((pass, x) => pass.Mark(name, pass.Tape.MaxPool(x, halving)));
            index++;
        }

        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; } = ["stage1", "stage2", "stage3", "stage4", "stage5"];

    private protected override Tensor Encode(Pass pass, Tensor images) => Chain(pass, images, _steps);
}
