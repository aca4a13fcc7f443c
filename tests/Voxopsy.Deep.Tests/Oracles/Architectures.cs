using System.Globalization;
using Voxopsy.Deep.Networks;

namespace Voxopsy.Deep.Tests.Oracles;

/// <summary>Reads the architecture of a network off the names and sizes of its weights.</summary>
internal static class Architectures
{
    internal static ResNetSettings ResNet(IReadOnlyDictionary<string, int[]> sizes)
    {
        int[] first = sizes["conv1.weight"];
        bool bottleneck = sizes.ContainsKey("layer1.0.conv3.weight");
        return new ResNetSettings
        {
            Dimensions = first.Length - 2,
            InputChannels = first[1],
            BaseWidth = first[0],
            Block = bottleneck ? ResNetBlock.Bottleneck : ResNetBlock.Basic,
            Blocks = [.. Enumerable.Range(1, 4).Select(stage => Count(sizes, $"layer{stage}."))],
            Shortcut = sizes.ContainsKey("layer2.0.downsample.0.weight") ? Shortcut.Projection : Shortcut.Subsampled,
            ProjectionBias = sizes.ContainsKey("layer2.0.downsample.0.bias"),
            Head = Head(sizes, "fc.weight"),
        };
    }

    internal static DenseNetSettings DenseNet(IReadOnlyDictionary<string, int[]> sizes)
    {
        int[] first = sizes["features.conv0.weight"];
        int growth = sizes["features.denseblock1.denselayer1.conv2.weight"][0];
        return new DenseNetSettings
        {
            Dimensions = first.Length - 2,
            InputChannels = first[1],
            FirstWidth = first[0],
            Growth = growth,
            Bottleneck = sizes["features.denseblock1.denselayer1.conv1.weight"][0] / growth,
            Blocks = [.. Enumerable.Range(1, 9).Select(block => Count(sizes, $"features.denseblock{block}.denselayer", first: 1)).TakeWhile(count => count > 0)],
            Head = Head(sizes, "classifier.weight"),
        };
    }

    private static HeadSettings Head(IReadOnlyDictionary<string, int[]> sizes, string name) => sizes.TryGetValue(name, out int[]? weight)
        ? weight[0] == 1 ? HeadSettings.Binary : HeadSettings.MultiClass(weight[0])
        : HeadSettings.None;

    private static int Count(IReadOnlyDictionary<string, int[]> sizes, string prefix, int first = 0)
    {
        int count = first;
        while (sizes.Keys.Any(key => key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{prefix}{count}."), StringComparison.Ordinal)))
        {
            count++;
        }

        return count - first;
    }
}
