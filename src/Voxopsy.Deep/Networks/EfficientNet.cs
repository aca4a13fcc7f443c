using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of EfficientNet-B0, named as torchvision's.</summary>
internal sealed class EfficientNet : Network
{
    // Expansion, kernel, stride, channels, repetitions: table 1 of the paper.
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Count)[] Table =
        [(1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1)];

    private readonly List<Func<Pass, Tensor, Tensor>> _steps = [];

    internal EfficientNet(EfficientNetSettings settings, LayerScope scope)
        : base(settings, scope, 1280, "classifier.1")
    {
        LayerScope features = scope["features"];
        int channels = 32;
        var first = new ConvolutionForm(scope.Size(3)) { Stride = scope.Size(2), Padding = scope.Padding(1) };
        Add(InvertedBlock.Part(features["0"], settings.InputChannels, channels, first).Forward, "stem", Smooth);
        for (int stage = 0; stage < Table.Length; stage++)
        {
            (int expansion, int kernel, int stride, int outputs, int count) = Table[stage];
            for (int block = 0; block < count; block++)
            {
                var form = new InvertedForm(channels, outputs, expansion, kernel, block == 0 ? stride : 1) { Squeezed = Math.Max(1, channels / 4) };
                LayerScope place = features[$"{stage + 1}"][$"{block}"]["block"];
                Add(new InvertedBlock(place, form, InvertedNames.Nested, Smooth).Forward, block == count - 1 ? $"stage{stage + 1}" : null, null);
                channels = outputs;
            }
        }

        Add(InvertedBlock.Part(features[$"{Table.Length + 1}"], channels, FeatureCount, new ConvolutionForm(Extent.One)).Forward, "features", Smooth);
        Stages = ["stem", .. Enumerable.Range(1, Table.Length).Select(stage => $"stage{stage}"), "features"];
        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; }

    private protected override Tensor Encode(Pass pass, Tensor images) => Chain(pass, images, _steps);

    private static Tensor Smooth(Tape tape, Tensor x) => tape.Silu(x);

    private void Add(Func<Pass, Tensor, Tensor> layer, string? mark, Func<Tape, Tensor, Tensor>? activation) => _steps.Add((pass, x) =>
    {
        Tensor y = layer(pass, x);
        y = activation is null ? y : activation(pass.Tape, y);
        return mark is null ? y : pass.Mark(mark, y);
    });
}
