using Voxopsy.Deep.Layers;
using Voxopsy.Deep.Networks;
using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Explain;

/// <summary>Where a network looked for one of its answers, in 2D and 3D.</summary>
/// <remarks>Source: Selvaraju 2017 (Grad-CAM), Chattopadhay 2018 (Grad-CAM++).</remarks>
public static class GradCam
{
    /// <summary>Explains one logit.</summary>
    /// <param name="network">A network with a head.</param>
    /// <param name="shape">[batch, channel, (depth,) height, width].</param>
    /// <param name="images">Row-major; as many as the shape counts.</param>
    /// <param name="layer">A name from <see cref="Network.Stages"/>; the last one when null.</param>
    /// <param name="output">Which logit, from 0.</param>
    /// <param name="variant">How channels are weighed.</param>
    /// <returns>The maps of the whole batch.</returns>
    /// <exception cref="ArgumentException">There is no such layer or logit.</exception>
    public static GradCamMap Explain(
        Network network, Shape shape, ReadOnlySpan<float> images, string? layer = null, int output = 0, GradCamVariant variant = GradCamVariant.GradCam)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(shape);
        string place = layer ?? network.Stages[^1];
        if (!network.Stages.Contains(place))
        {
            throw new ArgumentException($"The network has no layer '{place}' with a map; it has {string.Join(", ", network.Stages)}.", nameof(layer));
        }

        int outputs = network.Settings.Head.Outputs;
        if (output < 0 || output >= outputs)
        {
            throw new ArgumentOutOfRangeException(nameof(output), output, $"The network has {outputs} logits.");
        }

        using Tape tape = Tape.Recording(network.Parameters.Backend);
        Pass pass = Pass.Evaluation(tape).Ask(network, place);
        Tensor logits = tape.Keep(network.Forward(pass, tape.Input(shape, images)));
        Tensor maps = pass.OutputOf(place);
        float[] answers = logits.ToArray();
        float[] activations = maps.ToArray();
        tape.Backward(tape.Sum(tape.Slice(logits, 1, output, 1)));
        float[] gradients = tape.Gradient(maps)!.ToArray();
        network.Parameters.ClearGradients();
        return Finish(network.Parameters.Backend, answers, maps.Shape, activations, gradients, Extent.Of(shape), variant);
    }

    private static GradCamMap Finish(IBackend backend, float[] logits, Shape maps, float[] activations, float[] gradients, Extent size, GradCamVariant variant)
    {
        int batch = maps[0];
        int channels = maps[1];
        int places = maps.Count / (batch * channels);
        float[] weights = new float[batch * channels];
        float[] raw = new float[batch * places];
        float[] positive = new float[raw.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            ReadOnlySpan<float> a = activations.AsSpan(i * places, places);
            ReadOnlySpan<float> g = gradients.AsSpan(i * places, places);
            weights[i] = (float)(variant == GradCamVariant.GradCam ? Mean(g) : PlusPlus(a, g));
            Span<float> map = raw.AsSpan(i / channels * places, places);
            for (int place = 0; place < places; place++)
            {
                map[place] += weights[i] * a[place];
            }
        }

        for (int i = 0; i < raw.Length; i++)
        {
            positive[i] = Math.Max(0, raw[i]);
        }

        int[] sizes = maps.Sizes.ToArray();
        sizes[1] = 1;
        var shape = new Shape(sizes);
        using Tape tape = Tape.Inference(backend);
        Tensor upsampled = tape.Interpolate(tape.Input(shape, positive), new InterpolationSettings { Size = size, Mode = InterpolationMode.Linear });
        float[] large = upsampled.ToArray();
        return new GradCamMap(shape, upsampled.Shape, logits, weights, raw, positive, large, Normalized(large, batch));
    }

    private static double Mean(ReadOnlySpan<float> gradient)
    {
        double sum = 0;
        foreach (float value in gradient)
        {
            sum += value;
        }

        return sum / gradient.Length;
    }

    private static double PlusPlus(ReadOnlySpan<float> activation, ReadOnlySpan<float> gradient)
    {
        double total = Mean(activation) * activation.Length;
        double weight = 0;
        foreach (float value in gradient)
        {
            double g = value;
            double alpha = g * g / ((2 * g * g) + (total * g * g * g) + 1e-7);
            weight += alpha * Math.Max(0, g);
        }

        return weight;
    }

    private static float[] Normalized(float[] maps, int batch)
    {
        float[] normalized = new float[maps.Length];
        int places = maps.Length / batch;
        for (int sample = 0; sample < batch; sample++)
        {
            ReadOnlySpan<float> map = maps.AsSpan(sample * places, places);
            float low = float.PositiveInfinity;
            float high = float.NegativeInfinity;
            foreach (float value in map)
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }

            for (int i = 0; i < places; i++)
            {
                normalized[(sample * places) + i] = (float)((map[i] - low) / ((double)high - low + 1e-12));
            }
        }

        return normalized;
    }
}

/// <summary>How Grad-CAM weighs the channels of a layer.</summary>
public enum GradCamVariant
{
    /// <summary>By the mean gradient.</summary>
    GradCam,

    /// <summary>By positive gradients, weighed by how much each place matters.</summary>
    PlusPlus,
}

/// <summary>Where a network looked, for a batch.</summary>
/// <param name="MapShape">Shape of the raw map: [batch, 1, …] on the grid of the layer.</param>
/// <param name="ImageShape">Shape of the enlarged maps: [batch, 1, …] on the grid of the input.</param>
/// <param name="Logits">What the network answered, row-major [batch, outputs].</param>
/// <param name="Weights">The weight of each channel, [batch, channel].</param>
/// <param name="Raw">The weighed sum over channels.</param>
/// <param name="Positive">The raw map without its negative part.</param>
/// <param name="Enlarged">The positive map, interpolated linearly to the input.</param>
/// <param name="Normalized">The enlarged map, from 0 to 1 in each image; 0 everywhere where it is constant.</param>
public sealed record GradCamMap(
    Shape MapShape, Shape ImageShape, float[] Logits, float[] Weights, float[] Raw, float[] Positive, float[] Enlarged, float[] Normalized);
