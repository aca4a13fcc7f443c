using System.Text.Json.Serialization;
using Voxopsy.Tensors;

namespace Voxopsy.Deep.Networks;

/// <summary>The architecture of a network, in numbers: enough to build it again, written beside its weights.</summary>
[JsonDerivedType(typeof(ResNetSettings), "resnet")]
[JsonDerivedType(typeof(DenseNetSettings), "densenet")]
[JsonDerivedType(typeof(ShuffleNetSettings), "shufflenet_v2")]
[JsonDerivedType(typeof(MobileNetSettings), "mobilenet_v2")]
[JsonDerivedType(typeof(EfficientNetSettings), "efficientnet")]
[JsonDerivedType(typeof(VggSettings), "vgg")]
[JsonDerivedType(typeof(SmallNetSettings), "small")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "network")]
public abstract record NetworkSettings
{
    /// <summary>Spatial axes: 2 or 3.</summary>
    public int Dimensions { get; init; } = 2;

    /// <summary>Channels of the input, such as phases; at least 1.</summary>
    public int InputChannels { get; init; } = 1;

    /// <summary>What the network answers.</summary>
    public HeadSettings Head { get; init; } = HeadSettings.Binary;

    /// <summary>The share of pooled features dropped before the head in training; 0 for none.</summary>
    public double Dropout { get; init; }

    /// <summary>Builds the network with fresh weights, each seeded by its name.</summary>
    /// <param name="backend">Where the weights live.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Network Build(IBackend backend, long seed) => Checked(backend, seed);

    /// <summary>Builds the network with weights of 0, to be read from a file.</summary>
    /// <param name="backend">Where the weights live.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public Network BuildEmpty(IBackend backend) => Checked(backend, null);

    /// <summary>Builds the layers.</summary>
    private protected abstract Network Build(Layers.LayerScope scope);

    /// <summary>Builds the network as a part of something larger, its parameters beside those of the other parts.</summary>
    internal Network BuildAt(Layers.LayerScope scope)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Dimensions, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Dimensions, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(InputChannels, 1);
        if (Dropout is not (>= 0 and < 1))
        {
            throw new ArgumentException($"The share of dropped features is at least 0 and below 1; {Dropout} was given.");
        }

        return Build(scope with { Dimensions = Dimensions });
    }

    private Network Checked(IBackend backend, long? seed) => BuildAt(new Layers.LayerScope(new ParameterSet(backend), Dimensions, seed));
}
