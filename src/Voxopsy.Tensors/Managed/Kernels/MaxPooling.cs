using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The largest of each window, eight windows at a time, and the way back.</summary>
/// <remarks>
/// Each image is first copied with its columns sorted by their remainder modulo the stride and -∞ at both ends, so that what neighboring windows compare lies side by side.
/// The first of equals wins, and a NaN wins against all before it, as in ATen.
/// </remarks>
internal sealed unsafe class MaxPooling
{
    private const int Lanes = 8;
    private readonly Extent _size;
    private readonly Extent _windows;
    private readonly Extent _kernel;
    private readonly Extent _stride;
    private readonly Extent _padding;
    private readonly int _phaseLength;

    /// <param name="size">The size of an image.</param>
    /// <param name="windows">Windows along each axis.</param>
    /// <param name="kernel">The size of a window.</param>
    /// <param name="stride">Steps between windows.</param>
    /// <param name="padding">How far the first window begins before the image.</param>
    internal MaxPooling(Extent size, Extent windows, Extent kernel, Extent stride, Extent padding)
    {
        (_size, _windows, _kernel, _stride, _padding) = (size, windows, kernel, stride, padding);
        int columns = Math.Max(((windows.Width - 1) * stride.Width) + kernel.Width, size.Width + padding.Width);
        _phaseLength = ((columns + stride.Width - 1) / stride.Width) + Lanes;
    }

    private int RowLength => _phaseLength * _stride.Width;

    /// <summary>The largest of each window.</summary>
    /// <param name="pool">The threads.</param>
    /// <param name="images">Images, one behind the other: batch times channels.</param>
    /// <param name="x">The images.</param>
    /// <param name="y">A number for each window.</param>
    /// <param name="places">For each window, where in its image the number was.</param>
    internal void Forward(WorkPool pool, int images, float* x, float* y, int* places)
    {
        int rows = _size.Depth * _size.Height;
        pool.Run(images, (image, worker) =>
        {
            float* sorted = pool.Scratch(worker, ((long)rows * RowLength) + (2L * (_windows.Width + Lanes)));
            for (int row = 0; row < rows; row++)
            {
                Sort(x + ((((long)image * rows) + row) * _size.Width), sorted + ((long)row * RowLength));
            }

            float* best = sorted + ((long)rows * RowLength);
            float* taps = best + _windows.Width + Lanes;
            long at = (long)image * _windows.Volume;
            for (int z = 0; z < _windows.Depth; z++)
            {
                for (int row = 0; row < _windows.Height; row++, at += _windows.Width)
                {
                    Row(sorted, z, row, best, taps);
                    Rows.Copy(best, y + at, _windows.Width);
                    Place(z, row, taps, places + at);
                }
            }
        });
    }

    /// <summary>Gives the gradient of each window to the place its number came from.</summary>
    /// <param name="pool">The threads.</param>
    /// <param name="images">Images.</param>
    /// <param name="gradient">A number for each window.</param>
    /// <param name="places">From <see cref="Forward"/>.</param>
    /// <param name="inputGradient">Overwritten.</param>
    internal void Backward(WorkPool pool, int images, float* gradient, int* places, float* inputGradient) => pool.Run(images, (image, _) =>
    {
        float* target = inputGradient + ((long)image * _size.Volume);
        new Span<float>(target, _size.Volume).Clear();
        float* source = gradient + ((long)image * _windows.Volume);
        int* place = places + ((long)image * _windows.Volume);
        for (int i = 0; i < _windows.Volume; i++)
        {
            target[place[i]] += source[i];
        }
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(float* row, float* sorted)
    {
        int step = _stride.Width;
        new Span<float>(sorted, RowLength).Fill(float.NegativeInfinity);
        for (int phase = 0; phase < step; phase++)
        {
            // Number i of a phase is column i · step + phase - padding.
            int first = Math.Max(0, (_padding.Width - phase + step - 1) / step);
            int start = (first * step) + phase - _padding.Width;
            int count = start >= _size.Width ? 0 : ((_size.Width - 1 - start) / step) + 1;
            float* target = sorted + (phase * _phaseLength) + first;
            if (step == 1)
            {
                Rows.Copy(row + start, target, count);
            }
            else if (step == 2)
            {
                Rows.CopyEveryOther(row + start, target, count);
            }
            else
            {
                for (int i = 0; i < count; i++)
                {
                    target[i] = row[start + (i * step)];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Row(float* sorted, int z, int row, float* best, float* taps)
    {
        (int firstZ, int endZ) = Inside((z * _stride.Depth) - _padding.Depth, _kernel.Depth, _size.Depth);
        (int firstY, int endY) = Inside((row * _stride.Height) - _padding.Height, _kernel.Height, _size.Height);
        for (int i = 0; i < _windows.Width; i += Lanes)
        {
            Vector256<float> most = Vector256.Create(float.NegativeInfinity);
            Vector256<float> from = Vector256.Create(-1f);
            for (int dz = firstZ; dz < endZ; dz++)
            {
                for (int dy = firstY; dy < endY; dy++)
                {
                    long line = ((long)((z * _stride.Depth) - _padding.Depth + dz) * _size.Height) + (row * _stride.Height) - _padding.Height + dy;
                    float* numbers = sorted + (line * RowLength) + i;
                    int tap = ((dz * _kernel.Height) + dy) * _kernel.Width;
                    for (int dx = 0; dx < _kernel.Width; dx++)
                    {
                        Vector256<float> value = Vector256.Load(numbers + (dx % _stride.Width * _phaseLength) + (dx / _stride.Width));
                        Vector256<float> wins = Vector256.GreaterThan(value, most) | ~Vector256.Equals(value, value);
                        most = Vector256.ConditionalSelect(wins, value, most);
                        from = Vector256.ConditionalSelect(wins, Vector256.Create((float)(tap + dx)), from);
                    }
                }
            }

            most.Store(best + i);
            from.Store(taps + i);
        }
    }

    private void Place(int z, int row, float* taps, int* places)
    {
        int startZ = (z * _stride.Depth) - _padding.Depth;
        int startY = (row * _stride.Height) - _padding.Height;
        int* offsets = stackalloc int[Math.Min(_kernel.Volume, 512)];
        bool known = _kernel.Volume <= 512;
        for (int tap = 0; known && tap < _kernel.Volume; tap++)
        {
            offsets[tap] = Offset(tap);
        }

        for (int i = 0; i < _windows.Width; i++)
        {
            int startX = (i * _stride.Width) - _padding.Width;
            int tap = (int)taps[i];
            if (tap < 0)
            {
                // Nothing but -∞: the first voxel of the window.
                places[i] = (((Math.Max(0, startZ) * _size.Height) + Math.Max(0, startY)) * _size.Width) + Math.Max(0, startX);
                continue;
            }

            places[i] = (((startZ * _size.Height) + startY) * _size.Width) + startX + (known ? offsets[tap] : Offset(tap));
        }
    }

    private int Offset(int tap) =>
        (((tap / (_kernel.Width * _kernel.Height) * _size.Height) + (tap / _kernel.Width % _kernel.Height)) * _size.Width) + (tap % _kernel.Width);

    private static (int First, int End) Inside(int start, int kernel, int size) => (Math.Max(0, -start), Math.Min(kernel, size - start));
}
