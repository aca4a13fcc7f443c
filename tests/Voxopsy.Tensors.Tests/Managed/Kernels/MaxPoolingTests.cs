using System.Runtime.InteropServices;
using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

public sealed unsafe class MaxPoolingTests
{
    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, 24)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ForwardAndBackward_AgreeWithTheDefinition(int number)
    {
        Random random = new(number);
        int depth = number % 2 == 0 ? 1 : random.Next(1, 6);
        Extent size = new(depth, random.Next(1, 12), random.Next(1, 30));
        Extent kernel = new(random.Next(1, Math.Min(3, depth) + 1), random.Next(1, 5), random.Next(1, 5));
        Extent stride = new(random.Next(1, 3), random.Next(1, 4), random.Next(1, 4));
        Extent padding = new(random.Next(kernel.Depth / 2 + 1), random.Next(kernel.Height / 2 + 1), random.Next(kernel.Width / 2 + 1));
        int extra = number % 3;
        Extent windows = new(Along(size.Depth, kernel.Depth, stride.Depth, padding.Depth, 0), Along(size.Height, kernel.Height, stride.Height, padding.Height, extra), Along(size.Width, kernel.Width, stride.Width, padding.Width, extra));
        if (windows.Volume <= 0 || windows.Height <= 0 || windows.Width <= 0)
        {
            return;
        }

        const int Images = 5;
        var x = Numbers.Random(random, Images * size.Volume);
        foreach (ref float value in x.Values)
        {
            // Equal numbers, NaN and -∞ are where implementations differ.
            value = random.Next(40) switch { 0 => float.NaN, 1 => float.NegativeInfinity, < 10 => 0.5f, _ => value };
        }

        if (number == 4)
        {
            x.Values.Fill(float.NegativeInfinity);
        }

        Numbers y = new(Images * windows.Volume), places = new(y.Count), back = new(x.Count);
        var gradient = Numbers.Random(random, y.Count);
        MaxPooling pooling = new(size, windows, kernel, stride, padding);
        using WorkPool pool = new(2);
        pooling.Forward(pool, Images, x.Pointer, y.Pointer, (int*)places.Pointer);
        pooling.Backward(pool, Images, gradient.Pointer, (int*)places.Pointer, back.Pointer);

        double[] expected = new double[x.Count];
        ReadOnlySpan<int> found = MemoryMarshal.Cast<float, int>(places.Values);
        for (int i = 0; i < y.Count; i++)
        {
            int best = Best(x.Values, i, size, windows, kernel, stride, padding);
            Assert.Equal(best % size.Volume, found[i]);
            Assert.Equal(x.Values[best], y.Values[i]);
            expected[best] += gradient.Values[i];
        }

        back.AssertNear(expected, 1e-6, "gradient");
    }

    private static int Best(ReadOnlySpan<float> x, int window, Extent size, Extent windows, Extent kernel, Extent stride, Extent padding)
    {
        int column = window % windows.Width, row = window / windows.Width % windows.Height;
        int z = window / (windows.Width * windows.Height) % windows.Depth, image = window / windows.Volume;
        int best = -1;
        for (int tap = 0; tap < kernel.Volume; tap++)
        {
            int atZ = (z * stride.Depth) - padding.Depth + (tap / (kernel.Width * kernel.Height));
            int atY = (row * stride.Height) - padding.Height + (tap / kernel.Width % kernel.Height);
            int atX = (column * stride.Width) - padding.Width + (tap % kernel.Width);
            if (atZ < 0 || atZ >= size.Depth || atY < 0 || atY >= size.Height || atX < 0 || atX >= size.Width)
            {
                continue;
            }

            int place = (image * size.Volume) + (((atZ * size.Height) + atY) * size.Width) + atX;
            if (best < 0 || x[place] > x[best] || float.IsNaN(x[place]))
            {
                best = place;
            }
        }

        return best;
    }

    private static int Along(int size, int kernel, int stride, int padding, int extra)
    {
        int count = ((size + (2 * padding) - kernel) / stride) + 1;

        // Rounded up, as long as the last window begins inside the image.
        return extra == 2 && size + (2 * padding) >= kernel && (count * stride) - padding < size ? count + 1 : size + (2 * padding) < kernel ? 0 : count;
    }
}
