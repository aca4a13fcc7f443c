using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>A network that turns images into features and, with a head, into logits.</summary>
public abstract class Network : IDisposable
{
    private readonly LayerScope _scope;
    private readonly string _headName;
    private ClassificationHead? _head;

    private protected Network(NetworkSettings settings, LayerScope scope, int featureCount, string headName)
    {
        (Settings, Parameters, FeatureCount) = (settings, scope.Parameters, featureCount);
        _scope = scope;
        _headName = headName;
    }

    /// <summary>The architecture.</summary>
    public NetworkSettings Settings { get; }

    /// <summary>Weights and running statistics, named as PyTorch's implementation of the same network names them.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How many pooled features there are.</summary>
    public int FeatureCount { get; }

    /// <summary>The layers whose output a <see cref="Pass"/> can ask for, from input to output.</summary>
    public IReadOnlyList<string> Layers => [.. Stages, "pooled", .. Settings.Head.Kind == HeadKind.None ? Array.Empty<string>() : ["logits"]];

    /// <summary>The layers before pooling, from input to output; the last is where explanations look by default.</summary>
    public abstract IReadOnlyList<string> Stages { get; }

    /// <summary>Pooled features.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">[batch, channel, height, width] or [batch, channel, depth, height, width].</param>
    /// <returns>[batch, <see cref="FeatureCount"/>].</returns>
    public Tensor Features(Pass pass, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Rank != Settings.Dimensions + 2 || images.Shape[1] != Settings.InputChannels)
        {
            throw new ArgumentException($"The network takes {Settings.InputChannels} channels of {Settings.Dimensions} axes; the images have shape {images.Shape}.", nameof(images));
        }

        Tensor maps = Encode(pass, images);
        Tensor pooled = pass.Mark("pooled", pass.Tape.GlobalAveragePool(maps));
        pass.Free(maps);
        return pooled;
    }

    /// <summary>Logits of the head; the features where there is none.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">As <see cref="Features"/>.</param>
    /// <returns>[batch, outputs of the head].</returns>
    public Tensor Forward(Pass pass, Tensor images) => Answer(pass, Features(pass, images));

    /// <summary>Logits from pooled features.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="features">[batch, <see cref="FeatureCount"/>].</param>
    public Tensor Answer(Pass pass, Tensor features)
    {
        ArgumentNullException.ThrowIfNull(pass);
        bool drops = pass.Purpose == PassPurpose.Training && Settings.Dropout > 0;
        return _head!.Forward(pass, drops ? pass.Tape.Dropout(features, Settings.Dropout, pass.Seed) : features);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Feature maps before pooling.</summary>
    private protected abstract Tensor Encode(Pass pass, Tensor images);

    /// <summary>Makes the head; called last, so that the names stand in PyTorch's order.</summary>
    private protected void MakeHead() => _head = new ClassificationHead(_scope[_headName], FeatureCount, Settings.Head);

    /// <summary>Runs one block after another and gives back what is no longer needed.</summary>
    internal static Tensor Chain(Pass pass, Tensor x, IEnumerable<Func<Pass, Tensor, Tensor>> blocks)
    {
        Tensor current = x;
        foreach (Func<Pass, Tensor, Tensor> block in blocks)
        {
            Tensor next = block(pass, current);
            if (current != x && current != next)
            {
                pass.Free(current);
            }

            current = next;
        }

        return current;
    }
}
