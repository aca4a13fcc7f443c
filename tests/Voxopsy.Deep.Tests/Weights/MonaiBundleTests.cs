using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Weights;
using Voxopsy.Tensors.Files;

namespace Voxopsy.Deep.Tests.Weights;

public sealed class MonaiBundleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_ResidualNetwork_HasMonaisDefaults()
    {
        MonaiBundle bundle = Bundle("""{"channels": 1, "network_def": {"_target_": "monai.networks.nets.resnet18", "spatial_dims": 3, "n_input_channels": "@channels", "num_classes": 1}}""");

        var settings = Assert.IsType<ResNetSettings>(bundle.Settings);
        Assert.Equal((1, 1, true, Shortcut.Projection), (settings.FirstStride, settings.InputChannels, settings.ProjectionBias, settings.Shortcut));
        Assert.Equal(HeadSettings.Binary, settings.Head);
        Assert.EndsWith("model.pt", bundle.WeightsPath, StringComparison.Ordinal);
        Assert.Contains("inputs", bundle.DataFormat, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DenseNetwork_LoadsMonaisNames()
    {
        MonaiBundle bundle = Bundle("""{"network_def": {"_target_": "DenseNet121", "spatial_dims": 2, "in_channels": 3, "out_channels": 4, "init_features": 8, "growth_rate": 4}}""");
        using IBackend backend = Backends.Managed();
        using Network source = bundle.Settings.Build(backend, 1);
        using Network target = bundle.Settings.BuildEmpty(backend);
        Dictionary<string, StoredTensor> tensors = source.Parameters.ToDictionary(
            parameter => parameter.Name.Replace(".norm1.", ".layers.norm1.", StringComparison.Ordinal).Replace(".conv1.", ".layers.conv1.", StringComparison.Ordinal)
                .Replace(".norm2.", ".layers.norm2.", StringComparison.Ordinal).Replace(".conv2.", ".layers.conv2.", StringComparison.Ordinal).Replace("classifier.", "class_layers.out.", StringComparison.Ordinal),
            parameter => StoredTensor.FromSingles(parameter.Shape.Sizes, parameter.Value.ToArray()));
        var file = new WeightFile("model.pt", WeightContainer.TorchZip, [.. tensors.Keys], tensors, new Dictionary<string, string>());

        Assert.True(WeightMap.Load(file, WeightFamilies.MonaiBundle, target.Parameters, WeightLoading.Strict).Fits);
    }

    [Theory]
    [InlineData("""{"network_def": {"_target_": "monai.networks.nets.SwinUNETR"}}""", "SwinUNETR")]
    [InlineData("""{"network_def": {"_target_": "resnet18", "n_input_channels": "$__import__('os').system('true')"}}""", "computed")]
    [InlineData("""{"a": "@b", "b": "@a", "network_def": {"_target_": "resnet18", "n_input_channels": "@a"}}""", "itself")]
    [InlineData("""{"network_def": {"_target_": "resnet18", "n_input_channels": 1.5}}""", "whole number")]
    [InlineData("""{"other": 1}""", "network_def")]
    [InlineData("""[1""", "understood")]
    public void Read_WhatCannotBeRead_SaysWhy(string configuration, string saying) =>
        Assert.Contains(saying, Assert.Throws<TensorFileException>(() => Bundle(configuration)).Message, StringComparison.Ordinal);

    private MonaiBundle Bundle(string configuration)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "configs"));
        Directory.CreateDirectory(Path.Combine(_folder, "models"));
        File.WriteAllText(Path.Combine(_folder, "configs", "inference.json"), configuration);
        File.WriteAllText(Path.Combine(_folder, "configs", "metadata.json"), """{"network_data_format": {"inputs": {}}}""");
        File.WriteAllText(Path.Combine(_folder, "models", "model.pt"), "");
        return MonaiBundle.Read(_folder);
    }
}
