using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;

namespace Voxopsy.Deep.Tests.Networks;

public sealed class NetworkTests
{
    private static readonly HeadSettings Thousand = HeadSettings.MultiClass(1000);

    /// <summary>Weights as the model pages of torchvision count them (1000 classes); VGG without its published head.</summary>
    public static TheoryData<string, long> Published() => new()
    {
        { "resnet152", 60_192_808 },
        { "densenet169", 14_149_480 },
        { "densenet201", 20_013_928 },
        { "shufflenet", 2_278_604 },
        { "mobilenet", 3_504_872 },
        { "efficientnet", 5_288_548 },
        { "vgg11", 9_220_480 + 513_000 },
        { "vgg16", 14_714_688 + 513_000 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void WeightCount_PublishedNetwork_IsAsPublished(string name, long weights)
    {
        NetworkSettings settings = name switch
        {
            "resnet152" => ResNetSettings.OfDepth(152),
            "densenet169" => DenseNetSettings.OfDepth(169),
            "densenet201" => DenseNetSettings.OfDepth(201),
            "shufflenet" => new ShuffleNetSettings(),
            "mobilenet" => new MobileNetSettings(),
            "efficientnet" => new EfficientNetSettings(),
            "vgg11" => VggSettings.OfDepth(11) with { Normalized = false },
            _ => VggSettings.OfDepth(16) with { Normalized = false },
        };
        using IBackend backend = Backends.Managed();
        using Network network = (settings with { InputChannels = 3, Head = Thousand }).BuildEmpty(backend);

        Assert.Equal(weights, network.Parameters.WeightCount);
    }

    [Theory]
    [InlineData("shufflenet", "conv1.0.weight", "stage2.0.branch1.2.weight", "stage4.3.branch2.6.running_var", "conv5.1.bias", "fc.weight")]
    [InlineData("mobilenet", "features.0.1.weight", "features.1.conv.0.0.weight", "features.1.conv.2.bias", "features.17.conv.3.running_mean", "features.18.0.weight", "classifier.1.bias")]
    [InlineData("efficientnet", "features.1.0.block.0.0.weight", "features.1.0.block.1.fc1.bias", "features.4.2.block.2.fc2.weight", "features.7.0.block.3.1.weight", "features.8.1.bias", "classifier.1.weight")]
    [InlineData("vgg", "features.0.weight", "features.1.running_var", "features.25.bias", "features.26.weight", "classifier.weight")]
    public void Parameters_Names_AreTorchvisions(string name, params string[] expected)
    {
        using IBackend backend = Backends.Managed();
        using Network network = Small(name, 2).BuildEmpty(backend);

        Assert.All(expected, parameter => Assert.True(network.Parameters.TryGet(parameter, out _), $"'{parameter}' is not among {string.Join(", ", network.Parameters.Select(each => each.Name).Take(30))}"));
    }

    [Theory]
    [InlineData("resnet", 2)]
    [InlineData("resnet", 3)]
    [InlineData("se-resnet", 2)]
    [InlineData("se-resnet", 3)]
    [InlineData("densenet", 2)]
    [InlineData("densenet", 3)]
    [InlineData("shufflenet", 2)]
    [InlineData("shufflenet", 3)]
    [InlineData("mobilenet", 2)]
    [InlineData("mobilenet", 3)]
    [InlineData("efficientnet", 2)]
    [InlineData("efficientnet", 3)]
    [InlineData("vgg", 2)]
    [InlineData("vgg", 3)]
    [InlineData("small", 2)]
    [InlineData("small", 3)]
    public void Forward_EveryNetwork_AnswersMarksItsLayersAndTrains(string name, int dimensions)
    {
        using IBackend backend = Backends.Managed();
        using Network network = (Small(name, dimensions) with { Dropout = 0.2 }).Build(backend, seed: 1);
        int side = name == "vgg" ? 32 : 33;
        Shape shape = dimensions == 2 ? new Shape(2, 2, side, side) : new Shape(2, 2, side, side, side);
        float[] images = [.. Enumerable.Range(0, shape.Count).Select(i => (float)NamedGenerator.Normal(5, i))];
        using (Tape tape = Tape.Inference(backend))
        {
            Pass pass = Pass.Evaluation(tape).Ask(network, [.. network.Layers]);
            Tensor logits = network.Forward(pass, tape.Input(shape, images));

            Assert.Equal("[2, 3]", logits.Shape.ToString());
            Assert.All(logits.ToArray(), value => Assert.True(float.IsFinite(value)));
            Assert.All(network.Layers, layer => Assert.Equal(2, pass.OutputOf(layer).Shape[0]));
            Assert.Equal(network.FeatureCount, pass.OutputOf("pooled").Shape[1]);
            Assert.All(network.Stages, layer => Assert.Equal(dimensions + 2, pass.OutputOf(layer).Shape.Rank));
        }

        CheckFolded(backend, network, shape, images);
        using Tape step = Tape.Recording(backend);
        Tensor answer = network.Forward(Pass.Training(step, 3), step.Input(shape, images));
        step.Backward(Oracles.TrainingCase.CrossEntropy(step, answer, [0, 2], 0));

        Assert.All(network.Parameters.Trained, parameter => Assert.NotNull(parameter.Gradient));
        Assert.Contains(network.Parameters.Trained, parameter => backend.SumOfSquares(parameter.Gradient!) > 0);
    }

    [Fact]
    public void Build_SameSeed_GivesSameWeightsAndAnotherSeedOthers()
    {
        using IBackend backend = Backends.Managed();
        using Network first = Small("small", 2).Build(backend, seed: 1);
        using Network same = Small("small", 2).Build(backend, seed: 1);
        using Network other = Small("small", 2).Build(backend, seed: 2);

        Assert.Equal(first.Parameters["stage1.conv1.weight"].Value.ToArray(), same.Parameters["stage1.conv1.weight"].Value.ToArray());
        Assert.NotEqual(first.Parameters["stage1.conv1.weight"].Value.ToArray(), other.Parameters["stage1.conv1.weight"].Value.ToArray());
    }

    [Fact]
    public void Ask_LayerThatDoesNotExist_ListsThoseThatDo()
    {
        using IBackend backend = Backends.Managed();
        using Network network = Small("small", 2).BuildEmpty(backend);
        using Tape tape = Tape.Inference(backend);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => Pass.Evaluation(tape).Ask(network, "layer9"));

        Assert.Contains("stage1, stage2, stage3, stage4, pooled, logits", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_WrongChannels_SaysHowManyItTakes()
    {
        using IBackend backend = Backends.Managed();
        using Network network = Small("small", 2).BuildEmpty(backend);
        using Tape tape = Tape.Inference(backend);
        Tensor images = tape.Input(new Shape(1, 1, 16, 16), new float[256]);

        Assert.Contains("2 channels", Assert.Throws<ArgumentException>(() => network.Forward(Pass.Evaluation(tape), images)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_OrdinalHead_HasDecreasingLogits()
    {
        using IBackend backend = Backends.Managed();
        using Network network = (Small("small", 2) with { Head = HeadSettings.Ordinal(4) }).Build(backend, 1);
        using Tape tape = Tape.Inference(backend);

        float[] logits = network.Forward(Pass.Evaluation(tape), tape.Input(new Shape(1, 2, 16, 16), [.. Enumerable.Range(0, 512).Select(i => (float)i / 512)])).ToArray();

        Assert.Equal(3, logits.Length);
        Assert.True(logits[0] > logits[1] && logits[1] > logits[2]);
    }

    private static void CheckFolded(IBackend backend, Network network, Shape shape, float[] images)
    {
        using (Tape training = Tape.Inference(backend))
        {
            // Moves the running statistics away from 0 and 1, so that folding has something to fold.
            network.Forward(Pass.Training(training, 1), training.Input(shape, images));
        }

        using Tape tape = Tape.Inference(backend);
        using var folded = new FoldedWeights();
        float[] plain = network.Forward(Pass.Evaluation(tape), tape.Input(shape, images)).ToArray();
        float[] fused = network.Forward(Pass.Evaluation(tape, folded), tape.Input(shape, images)).ToArray();
        float[] again = network.Forward(Pass.Evaluation(tape, folded), tape.Input(shape, images)).ToArray();
        float largest = plain.Max(Math.Abs);

        Assert.All(plain.Zip(fused), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * largest));
        Assert.Equal(fused, again);
        using Tape recording = Tape.Recording(backend);
        Assert.Throws<ArgumentException>(() => Pass.Evaluation(recording, folded));
    }

    private static NetworkSettings Small(string name, int dimensions)
    {
        NetworkSettings settings = name switch
        {
            "resnet" => ResNetSettings.OfDepth(50) with { BaseWidth = 4 },
            "se-resnet" => ResNetSettings.SqueezeExcitationOfDepth(18) with { BaseWidth = 4 },
            "densenet" => new DenseNetSettings { Blocks = [2, 2, 2, 2], Growth = 4, FirstWidth = 8 },
            "shufflenet" => new ShuffleNetSettings { Channels = [8, 16, 32, 64, 64] },
            "mobilenet" => new MobileNetSettings { Width = 0.25 },
            "efficientnet" => new EfficientNetSettings(),
            "vgg" => VggSettings.OfDepth(11) with { BaseWidth = 4 },
            _ => new SmallNetSettings { BaseWidth = 4 },
        };
        return settings with { Dimensions = dimensions, InputChannels = 2, Head = HeadSettings.MultiClass(3) };
    }
}
