using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of the small network.</summary>
internal sealed class SmallNet : Network
{
    private readonly List<Func<Pass, Tensor, Tensor>> _steps = [];

    internal SmallNet(SmallNetSettings settings, LayerScope scope)
        : base(settings, scope, settings.BaseWidth * 8, "fc")
    {
        int channels = settings.InputChannels;
        var three = new ConvolutionForm(scope.Size(3)) { Padding = scope.Padding(1) };
        for (int stage = 0; stage < Stages.Count; stage++)
        {
            LayerScope place = scope[Stages[stage]];
            int outputs = settings.BaseWidth << stage;
            ConvolutionForm entering = stage == 0 ? three : three with { Stride = scope.Size(2) };
            var first = new ConvolutionNorm(place["conv1"], place["bn1"], channels, outputs, entering, Activation.Relu);
            var second = new ConvolutionNorm(place["conv2"], place["bn2"], outputs, outputs, three, Activation.Relu);
            string name = Stages[stage];
            _steps.Add(first.Forward);
            _steps.Add((pass, x) => pass.Mark(name, second.Forward(pass, x)));
            channels = outputs;
        }

        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; } = ["stage1", "stage2", "stage3", "stage4"];

    private protected override Tensor Encode(Pass pass, Tensor images) => Chain(pass, images, _steps);
}
