using Voxopsy.Deep.Layers;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Networks;

/// <summary>The network of Models Genesis. Its batch norm uses the statistics of the batch at evaluation too, as the published one does.</summary>
public sealed class GenesisNet : IDisposable
{
    private static readonly string[] Down = ["down_tr64", "down_tr128", "down_tr256", "down_tr512"];
    private static readonly string[] Up = ["up_tr256", "up_tr128", "up_tr64"];

    private readonly List<(LayerUnit First, LayerUnit Second)> _down = [];
    private readonly List<(EnlargingLayer Enlarge, LayerUnit First, LayerUnit Second)> _up = [];
    private readonly ConvolutionLayer _final;

    internal GenesisNet(GenesisSettings settings, LayerScope scope)
    {
        (Settings, Parameters) = (settings, scope.Parameters);
        int channels = settings.InputChannels;
        for (int depth = 0; depth < Down.Length; depth++)
        {
            // Half the width first, then all of it.
            int width = settings.BaseWidth << depth;
            LayerScope ops = scope[Down[depth]]["ops"];
            _down.Add((new LayerUnit(ops["0"], channels, width), new LayerUnit(ops["1"], width, 2 * width)));
            channels = 2 * width;
        }

        for (int step = 0; step < Up.Length; step++)
        {
            int skip = settings.BaseWidth << (Up.Length - step);
            LayerScope place = scope[Up[step]];
            var enlarge = new EnlargingLayer(place["up_conv"], channels, channels, Extent.All(2));
            _up.Add((enlarge, new LayerUnit(place["ops"]["0"], channels + skip, skip), new LayerUnit(place["ops"]["1"], skip, skip)));
            channels = skip;
        }

        _final = new ConvolutionLayer(scope["out_tr"]["final_conv"], channels, settings.OutputChannels, new ConvolutionForm(Extent.One) { Bias = BiasUse.With });
    }

    /// <summary>The architecture.</summary>
    public GenesisSettings Settings { get; }

    /// <summary>Weights, named as published.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>How many pooled features there are: sixteen times the base width, 512 as published.</summary>
    public int FeatureCount => Settings.BaseWidth * 16;

    /// <summary>Feature maps of the bottleneck.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">[batch, channel, x, y, z]; sizes divisible by 8, or 16 as published.</param>
    /// <returns>[batch, <see cref="FeatureCount"/>, x/8, y/8, z/8].</returns>
    public Tensor Bottleneck(Pass pass, Tensor images) => Encode(pass, images).Maps;

    /// <summary>Pooled features of the bottleneck.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">As <see cref="Bottleneck"/>.</param>
    /// <returns>[batch, <see cref="FeatureCount"/>].</returns>
    public Tensor Features(Pass pass, Tensor images) => pass.Tape.GlobalAveragePool(Bottleneck(pass, images));

    /// <summary>The restored image, 0 to 1.</summary>
    /// <param name="pass">The run.</param>
    /// <param name="images">As <see cref="Bottleneck"/>.</param>
    /// <returns>[batch, output channel, x, y, z].</returns>
    public Tensor Forward(Pass pass, Tensor images)
    {
        (Tensor x, Stack<Tensor> skips) = Encode(pass, images);
        foreach ((EnlargingLayer enlarge, LayerUnit first, LayerUnit second) in _up)
        {
            Tensor skip = skips.Pop();
            x = Network.Chain(pass, x,
            [
                enlarge.Forward,
                (run, larger) => run.Tape.Concat(1, larger, skip),
                first.Forward,
                second.Forward,
            ]);
            pass.Free(skip);
        }

        return pass.Tape.Sigmoid(_final.Forward(pass, x));
    }

    /// <inheritdoc/>
    public void Dispose() => Parameters.Dispose();

    private (Tensor Maps, Stack<Tensor> Skips) Encode(Pass pass, Tensor images)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Rank != 5 || images.Shape[1] != Settings.InputChannels)
        {
            throw new ArgumentException($"The network takes {Settings.InputChannels} channels of three axes; the images have shape {images.Shape}.", nameof(images));
        }

        var halving = new PoolingSettings { Kernel = Extent.All(2), Stride = Extent.All(2) };
        Stack<Tensor> skips = new();
        Tensor x = images;
        for (int depth = 0; depth < _down.Count; depth++)
        {
            x = Network.Chain(pass, x, [_down[depth].First.Forward, _down[depth].Second.Forward]);
            if (depth < _down.Count - 1)
            {
                skips.Push(x);
                x = pass.Tape.MaxPool(x, halving);
            }
        }

        return (x, skips);
    }

    /// <summary>Convolution with bias, batch norm of the batch, ReLU.</summary>
    private sealed class LayerUnit(LayerScope scope, int inputs, int outputs)
    {
        private readonly ConvolutionLayer _convolution = new(scope["conv1"], inputs, outputs, new ConvolutionForm(Extent.All(3)) { Bias = BiasUse.With });
        private readonly BatchNormLayer _norm = new(scope["bn1"], outputs, Activation.Relu, EvaluationStatistics.Batch);

        internal Tensor Forward(Pass pass, Tensor x)
        {
            Tensor convolved = _convolution.Forward(pass, x);
            Tensor y = _norm.Forward(pass, convolved);
            pass.Free(convolved);
            return y;
        }
    }
}
