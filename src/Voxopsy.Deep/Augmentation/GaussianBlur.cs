using System.Numerics;
using System.Runtime.InteropServices;

namespace Voxopsy.Deep.Augmentation;

/// <summary>A Gaussian blur along every axis; the border's value goes on beyond it.</summary>
public sealed record GaussianBlur : IntensityTransform
{
    /// <summary>The least standard deviation in voxels.</summary>
    public double Lowest { get; init; } = 0.5;

    /// <summary>The largest standard deviation in voxels.</summary>
    public double Highest { get; init; } = 1;

    /// <inheritdoc/>
    public override string Name => "blur";

    private protected override void Change(ImageBlock block, int channel, Draws stream)
    {
        float[] weights = Weights(stream.Between(Lowest, Highest));
        Span<float> values = block.Channel(channel);
        float[] copy = new float[values.Length];
        AlongRows(values, copy, block.Width, weights);
        copy.CopyTo(values);
        Across(values, copy, block.Width, block.Height, weights);
        copy.CopyTo(values);
        if (!block.IsFlat)
        {
            Across(values, copy, block.Width * block.Height, block.Depth, weights);
            copy.CopyTo(values);
        }
    }

    private static float[] Weights(double sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        double[] raw = [.. Enumerable.Range(0, reach + 1).Select(k => Math.Exp(-0.5 * k * k / (sigma * sigma)))];
        double total = raw[0] + (2 * raw.Skip(1).Sum());
        return [.. raw.Select(weight => (float)(weight / total))];
    }

    private static void AlongRows(ReadOnlySpan<float> from, Span<float> to, int width, float[] weights)
    {
        int reach = weights.Length - 1;
        float[] line = new float[width + (2 * reach)];
        for (int start = 0; start < from.Length; start += width)
        {
            from.Slice(start, width).CopyTo(line.AsSpan(reach));
            line.AsSpan(0, reach).Fill(from[start]);
            line.AsSpan(reach + width).Fill(from[start + width - 1]);
            Span<float> target = to.Slice(start, width);
            int x = 0;
            for (; x + Vector<float>.Count <= width; x += Vector<float>.Count)
            {
                Vector<float> sum = new Vector<float>(line, x + reach) * weights[0];
                for (int k = 1; k <= reach; k++)
                {
                    sum += (new Vector<float>(line, x + reach - k) + new Vector<float>(line, x + reach + k)) * weights[k];
                }

                sum.CopyTo(target[x..]);
            }

            for (; x < width; x++)
            {
                float sum = line[x + reach] * weights[0];
                for (int k = 1; k <= reach; k++)
                {
                    sum += (line[x + reach - k] + line[x + reach + k]) * weights[k];
                }

                target[x] = sum;
            }
        }
    }

    /// <summary>Along an axis whose steps are whole runs of voxels.</summary>
    private static void Across(ReadOnlySpan<float> from, Span<float> to, int run, int length, float[] weights)
    {
        for (int outer = 0; outer < from.Length; outer += run * length)
        {
            for (int i = 0; i < length; i++)
            {
                Span<float> target = to.Slice(outer + (i * run), run);
                Scale(from.Slice(outer + (i * run), run), target, weights[0]);
                for (int k = 1; k < weights.Length; k++)
                {
                    AddScaled(from.Slice(outer + (Math.Max(0, i - k) * run), run), from.Slice(outer + (Math.Min(length - 1, i + k) * run), run), target, weights[k]);
                }
            }
        }
    }

    private static void Scale(ReadOnlySpan<float> from, Span<float> to, float factor)
    {
        ReadOnlySpan<Vector<float>> source = MemoryMarshal.Cast<float, Vector<float>>(from);
        Span<Vector<float>> target = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (int i = 0; i < source.Length; i++)
        {
            target[i] = source[i] * factor;
        }

        for (int i = source.Length * Vector<float>.Count; i < from.Length; i++)
        {
            to[i] = from[i] * factor;
        }
    }

    private static void AddScaled(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> to, float factor)
    {
        ReadOnlySpan<Vector<float>> first = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> second = MemoryMarshal.Cast<float, Vector<float>>(b);
        Span<Vector<float>> target = MemoryMarshal.Cast<float, Vector<float>>(to);
        for (int i = 0; i < first.Length; i++)
        {
            target[i] += (first[i] + second[i]) * factor;
        }

        for (int i = first.Length * Vector<float>.Count; i < a.Length; i++)
        {
            to[i] += (a[i] + b[i]) * factor;
        }
    }
}
