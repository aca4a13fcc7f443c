using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Writes finished columns to where they belong: neighbors side by side, or, where only every second place of an axis was computed, with gaps.</summary>
internal sealed unsafe class ColumnScatter
{
    private readonly Extent _columns;
    private readonly Extent _target;
    private readonly Extent _first;
    private readonly Extent _step;
    private readonly int _channels;

    /// <param name="channels">Channels of the target, all groups together.</param>
    /// <param name="columns">Columns of an image along each axis.</param>
    /// <param name="target">The size of a target image.</param>
    /// <param name="first">Where column 0 goes.</param>
    /// <param name="step">Places between neighboring columns.</param>
    internal ColumnScatter(int channels, Extent columns, Extent target, Extent first, Extent step)
    {
        _channels = channels;
        if (columns == target)
        {
            (columns, target) = (new Extent(1, 1, columns.Volume), new Extent(1, 1, target.Volume));
        }

        (_columns, _target, _first, _step) = (columns, target, first, step);
    }

    /// <summary>Writes rows of sums as channels.</summary>
    /// <param name="sums">The sums, a row for each channel.</param>
    /// <param name="stride">Numbers between rows.</param>
    /// <param name="channel">The first row's channel, and how many.</param>
    /// <param name="column">The first column and how many.</param>
    /// <param name="finish">Bias, addend, activation.</param>
    /// <param name="target">The tensor.</param>
    internal void Write(float* sums, nint stride, (int First, int Count) channel, (int First, int Count) column, in Finish finish, float* target)
    {
        for (int done = 0; done < column.Count;)
        {
            int at = column.First + done;
            int x = at % _columns.Width;
            int y = at / _columns.Width % _columns.Height;
            int z = at / (_columns.Width * _columns.Height) % _columns.Depth;
            int image = at / _columns.Volume;
            int length = Math.Min(_columns.Width - x, column.Count - done);
            long place = ((((_first.Depth + ((long)z * _step.Depth)) * _target.Height) + _first.Height + ((long)y * _step.Height)) * _target.Width)
                + _first.Width + ((long)x * _step.Width);
            for (int row = 0; row < channel.Count; row++)
            {
                long offset = ((((long)image * _channels) + channel.First + row) * _target.Volume) + place;
                float bias = finish.Bias == null ? 0 : finish.Bias[channel.First + row];
                float* addend = finish.Addend == null ? null : finish.Addend + offset;
                if (_step.Width == 1)
                {
                    WriteRun(sums + (row * stride) + done, target + offset, addend, bias, length, finish);
                }
                else
                {
                    WriteApart(sums + (row * stride) + done, target + offset, addend, bias, length, finish);
                }
            }

            done += length;
        }
    }

    private static void WriteRun(float* sums, float* target, float* addend, float bias, int length, in Finish finish)
    {
        if (finish.Bias == null && addend == null && finish.Activation.Kind == ActivationKind.Identity)
        {
            Rows.Copy(sums, target, length);
            return;
        }

        Vector256<float> shift = Vector256.Create(bias);
        int i = 0;
        for (; i + 8 <= length; i += 8)
        {
            Vector256<float> value = Vector256.Load(sums + i) + shift;
            value = addend == null ? value : value + Vector256.Load(addend + i);
            Activations.Apply(value, finish.Activation).Store(target + i);
        }

        for (; i < length; i++)
        {
            target[i] = Ended(sums[i], bias, addend == null ? 0 : addend[i], finish);
        }
    }

    private void WriteApart(float* sums, float* target, float* addend, float bias, int length, in Finish finish)
    {
        int step = _step.Width;
        int i = 0;
        if (step == 2 && Avx2.IsSupported)
        {
            // What lies between is read and written back: it belongs to other phases, which no thread computes at the same time.
            Vector256<float> shift = Vector256.Create(bias);
            Vector256<int> first = Vector256.Create(0, 0, 1, 1, 2, 2, 3, 3);
            Vector256<int> second = Vector256.Create(4, 4, 5, 5, 6, 6, 7, 7);
            const byte Even = 0b01010101;
            for (; addend == null && i + 9 <= length; i += 8)
            {
                float* place = target + (2 * i);
                Vector256<float> value = Activations.Apply(Vector256.Load(sums + i) + shift, finish.Activation);
                Avx.Blend(Vector256.Load(place), Avx2.PermuteVar8x32(value, first), Even).Store(place);
                Avx.Blend(Vector256.Load(place + 8), Avx2.PermuteVar8x32(value, second), Even).Store(place + 8);
            }
        }

        for (; i < length; i++)
        {
            target[i * step] = Ended(sums[i], bias, addend == null ? 0 : addend[i * step], finish);
        }
    }

    private static float Ended(float sum, float bias, float addend, in Finish finish) => Activations.Apply(sum + bias + addend, finish.Activation);
}
