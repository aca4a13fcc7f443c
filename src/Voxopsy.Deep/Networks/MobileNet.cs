using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The layers of MobileNetV2, named as torchvision's.</summary>
internal sealed class MobileNet : Network
{
    // Expansion, channels, repetitions, stride: table 2 of the paper.
    private static readonly (int Expansion, int Channels, int Count, int Stride)[] Table =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    private readonly List<Func<Pass, Tensor, Tensor>> _steps = [];

    internal MobileNet(MobileNetSettings settings, LayerScope scope)
        : base(settings, scope, Last(settings), "classifier.1")
    {
        LayerScope features = scope["features"];
        int channels = settings.Channels(32);
        var first = new ConvolutionForm(scope.Size(3)) { Stride = scope.Size(2), Padding = scope.Padding(1) };
        Add(InvertedBlock.Part(features["0"], settings.InputChannels, channels, first).Forward, "stem", Clipped);
        int index = 1;
        for (int stage = 0; stage < Table.Length; stage++)
        {
            (int expansion, int published, int count, int stride) = Table[stage];
            for (int block = 0; block < count; block++)
            {
                var form = new InvertedForm(channels, settings.Channels(published), expansion, Kernel: 3, block == 0 ? stride : 1);
                string? mark = block == count - 1 ? $"stage{stage + 1}" : null;
                Add(new InvertedBlock(features[$"{index++}"]["conv"], form, InvertedNames.Flat, Clipped).Forward, mark, null);
                channels = form.Outputs;
            }
        }

        Add(InvertedBlock.Part(features[$"{index}"], channels, FeatureCount, new ConvolutionForm(Extent.One)).Forward, "features", Clipped);
        Stages = ["stem", .. Enumerable.Range(1, Table.Length).Select(stage => $"stage{stage}"), "features"];
        MakeHead();
    }

    public override IReadOnlyList<string> Stages { get; }

    private protected override Tensor Encode(Pass pass, Tensor images) => Chain(pass, images, _steps);

    private static int Last(MobileNetSettings settings) => settings.Width <= 1 ? 1280 : settings.Channels(1280);

    // ReLU clipped at 6, from operators that every backend has.
    private static Tensor Clipped(Tape tape, Tensor x)
    {
        Tensor above = tape.Relu(tape.Affine(x, 1, -6));
        return tape.Subtract(tape.Relu(x), above);
    }

    private void Add(Func<Pass, Tensor, Tensor> layer, string? mark, Func<Tape, Tensor, Tensor>? activation) => _steps.Add((pass, x) =>
    {
        Tensor y = layer(pass, x);
        y = activation is null ? y : activation(pass.Tape, y);
        return mark is null ? y : pass.Mark(mark, y);
    });
}
