using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Tests.Weights;

public sealed class WeightMapTests : IDisposable
{
    private static readonly ResNetSettings Narrow = ResNetSettings.OfDepth(10) with { BaseWidth = 2, InputChannels = 3, Head = HeadSettings.MultiClass(2) };

    private readonly IBackend _backend = Backends.Managed();

    public void Dispose() => _backend.Dispose();

    [Fact]
    public void Load_SameNetwork_MatchesEveryName()
    {
        using Network source = Narrow.Build(_backend, 1);
        using Network target = Narrow.BuildEmpty(_backend);

        WeightReport report = WeightMap.Load(FileOf(source), WeightFamilies.TorchvisionResNet, target.Parameters, WeightLoading.Strict);

        Assert.True(report.Fits);
        Assert.Equal(source.Parameters.Count, report.Matched.Count);
        Assert.Equal(source.Parameters["layer3.0.conv1.weight"].Value.ToArray(), target.Parameters["layer3.0.conv1.weight"].Value.ToArray());
    }

    [Fact]
    public void Load_MissingAndUnused_IsRefusedNamingBothAndChangesNothing()
    {
        using Network source = Narrow.Build(_backend, 1);
        using Network target = Narrow.BuildEmpty(_backend);
        WeightFile file = FileOf(source, name => name == "bn1.weight" ? "bn9.weight" : name);

        WeightMapException refused = Assert.Throws<WeightMapException>(() =>
            WeightMap.Load(file, WeightFamilies.TorchvisionResNet, target.Parameters, WeightLoading.Strict));

        Assert.Equal(["bn1.weight"], refused.Report.Missing);
        Assert.Equal(["bn9.weight"], refused.Report.Unused);
        Assert.Contains("bn9.weight", refused.Message, StringComparison.Ordinal);
        Assert.All(target.Parameters["conv1.weight"].Value.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Load_OtherHeadLeftOutByName_KeepsTheFreshHead()
    {
        using Network source = Narrow.Build(_backend, 1);
        using Network target = (Narrow with { Head = HeadSettings.Binary }).Build(_backend, 2);
        float[] fresh = target.Parameters["fc.weight"].Value.ToArray();

        Assert.Throws<WeightMapException>(() => WeightMap.Load(FileOf(source), WeightFamilies.TorchvisionResNet, target.Parameters, WeightLoading.Strict));
        WeightReport report = WeightMap.Load(FileOf(source), WeightFamilies.TorchvisionResNet, target.Parameters, new WeightLoading { LeaveOut = ["fc.*"] });

        Assert.Equal(["fc.weight", "fc.bias"], report.LeftOut);
        Assert.Equal(fresh, target.Parameters["fc.weight"].Value.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(7)]
    public void Load_OtherChannels_AnswersEqualImagesAlike(int channels)
    {
        using Network source = Narrow.Build(_backend, 1);
        using Network target = (Narrow with { InputChannels = channels }).BuildEmpty(_backend);
        var adapting = new WeightLoading { FirstLayer = FirstLayerAdaptation.SumOrRepeat };

        Assert.Throws<WeightMapException>(() => WeightMap.Load(FileOf(source), WeightFamilies.TorchvisionResNet, target.Parameters, WeightLoading.Strict));
        WeightReport report = WeightMap.Load(FileOf(source), WeightFamilies.TorchvisionResNet, target.Parameters, adapting);

        Assert.Single(report.Adapted);
        float[] given = source.Parameters["conv1.weight"].Value.ToArray();
        float[] adapted = target.Parameters["conv1.weight"].Value.ToArray();
        if (channels % 3 == 0 || channels == 1)
        {
            // With equal channels an output depends on the sum over inputs only, and that sum must stay.
            for (int place = 0; place < 49; place++)
            {
                Assert.Equal(Enumerable.Range(0, 3).Sum(i => given[(i * 49) + place]), Enumerable.Range(0, channels).Sum(i => adapted[(i * 49) + place]), 1e-6f);
            }
        }
    }

    [Fact]
    public void Load_TwoTensorsForOneParameter_IsRefusedUnlessTheyAreEqual()
    {
        using UNet network = new UNetSettings { Dimensions = 2, Features = [2, 4] }.Build(_backend, 1);
        Dictionary<string, StoredTensor> tensors = network.Parameters.ToDictionary(parameter => "network_weights." + parameter.Name, Stored);
        tensors["network_weights.decoder.encoder.stages.0.0.convs.0.conv.bias"] = Stored(network.Parameters["encoder.stages.0.0.convs.0.conv.bias"]);
        WeightFile file = FileOf(tensors, "network_weights");

        Assert.Single(WeightMap.Load(file, WeightFamilies.NnUnet, network.Parameters, WeightLoading.Strict).Aliases);
        tensors["network_weights.decoder.encoder.stages.0.0.convs.0.conv.bias"] = StoredTensor.FromSingles([2], [7, 8]);
        WeightMapException refused = Assert.Throws<WeightMapException>(() => WeightMap.Load(FileOf(tensors, "network_weights"), WeightFamilies.NnUnet, network.Parameters, WeightLoading.Strict));

        Assert.Contains("several different tensors", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("radimagenet", "backbone.0.weight", "conv1.weight")]
    [InlineData("radimagenet", "backbone.1.running_mean", "bn1.running_mean")]
    [InlineData("radimagenet", "backbone.7.2.conv3.weight", "layer4.2.conv3.weight")]
    [InlineData("radimagenet", "backbone.0.denseblock1.denselayer1.norm1.weight", "features.denseblock1.denselayer1.norm1.weight")]
    [InlineData("torchvision-densenet", "features.denseblock1.denselayer10.norm.1.weight", "features.denseblock1.denselayer10.norm1.weight")]
    [InlineData("torchvision-densenet", "features.denseblock1.denselayer10.conv.2.weight", "features.denseblock1.denselayer10.conv2.weight")]
    [InlineData("medicalnet", "module.layer1.0.bn1.bias", "layer1.0.bn1.bias")]
    [InlineData("medicalnet", "module.conv_seg.0.weight", null)]
    [InlineData("fmcib", "model.trunk.conv1.weight", "conv1.weight")]
    [InlineData("fmcib", "model.heads.0.weight", null)]
    [InlineData("nnunet", "_orig_mod.decoder.encoder.stages.1.0.convs.0.all_modules.1.weight", "encoder.stages.1.0.convs.0.norm.weight")]
    public void Rename_NameOfAFamily_IsOurs(string family, string inFile, string? inNetwork) =>
        Assert.Equal(inNetwork, WeightFamilies.Of(family).Rename(inFile));

    [Fact]
    public void Of_UnknownFamily_ListsThoseThatExist() =>
        Assert.Contains("medicalnet", Assert.Throws<ArgumentException>(() => WeightFamilies.Of("unknown")).Message, StringComparison.Ordinal);

    [Fact]
    public void NetworkFile_WrittenAndRead_GivesTheSameNetwork()
    {
        string folder = Directory.CreateTempSubdirectory("voxopsy").FullName;
        try
        {
            string path = Path.Combine(folder, "network");
            using Network network = Narrow.Build(_backend, 1);
            string hash = NetworkFile.Write(path, network);
            using Network read = NetworkFile.Read(path, _backend);
            using Tape tape = Tape.Inference(_backend);
            Tensor images = tape.Input(new Shape(1, 3, 32, 32), [.. Enumerable.Range(0, 3072).Select(i => i % 17f)]);

            Assert.Equal(hash, WeightFile.HashOf(path + ".safetensors"));
            Assert.Equal(Narrow.Head, read.Settings.Head);
            Assert.Equal(network.Forward(Pass.Evaluation(tape), images).ToArray(), read.Forward(Pass.Evaluation(tape), images).ToArray());

            NetworkFile.Write(Path.Combine(folder, "other"), read);
            using Network third = Narrow.Build(_backend, 3);
            NetworkFile.Write(Path.Combine(folder, "third"), third);
            File.Copy(Path.Combine(folder, "third.safetensors"), path + ".safetensors", overwrite: true);
            Assert.Contains("SHA-256", Assert.Throws<TensorFileException>(() => NetworkFile.Read(path, _backend)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StoredTensor Stored(Parameter parameter) => StoredTensor.FromSingles(parameter.Shape.Sizes, parameter.Value.ToArray());

    private static WeightFile FileOf(Network network, Func<string, string>? rename = null) =>
        FileOf(network.Parameters.ToDictionary(parameter => (rename ?? (name => name))(parameter.Name), Stored));

    private static WeightFile FileOf(Dictionary<string, StoredTensor> tensors, params string[] topLevel) =>
        new("weights.pth", WeightContainer.TorchZip, topLevel, new Dictionary<string, StoredTensor>(tensors), new Dictionary<string, string>());
}
