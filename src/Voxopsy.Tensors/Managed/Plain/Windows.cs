using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

/// <summary>The windows of a pooling along one axis: where each begins and ends inside the image, and by what an average divides.</summary>
internal sealed record Windows(int[] Start, int[] End, int[] Divisor)
{
    /// <summary>The windows along depth, height and width.</summary>
    internal static Windows[] Of(Shape image, Shape pooled, PoolingSettings settings)
    {
        Extent from = Extent.Of(image);
        Extent to = Extent.Of(pooled);
        bool flat = image.Rank == 4;
        return
        [
            Along(from.Depth, to.Depth, flat ? 1 : settings.Kernel.Depth, settings.Stride.Depth, flat ? 0 : settings.Padding.Depth, settings.PaddingCount),
            Along(from.Height, to.Height, settings.Kernel.Height, settings.Stride.Height, settings.Padding.Height, settings.PaddingCount),
            Along(from.Width, to.Width, settings.Kernel.Width, settings.Stride.Width, settings.Padding.Width, settings.PaddingCount),
        ];
    }

    /// <summary>The windows that divide an image into a given number of parts.</summary>
    internal static Windows[] Adaptive(Shape image, Extent size)
    {
        Extent from = Extent.Of(image);
        return [Parts(from.Depth, image.Rank == 4 ? 1 : size.Depth), Parts(from.Height, size.Height), Parts(from.Width, size.Width)];
    }

    private static Windows Along(int size, int windows, int kernel, int stride, int padding, PaddingCount count)
    {
        int[] start = new int[windows];
        int[] end = new int[windows];
        int[] divisor = new int[windows];
        for (int i = 0; i < windows; i++)
        {
            int first = (i * stride) - padding;
            int last = Math.Min(first + kernel, size + padding);
            start[i] = Math.Max(first, 0);
            end[i] = Math.Min(last, size);
            divisor[i] = count == PaddingCount.Counted ? last - first : end[i] - start[i];
        }

        return new Windows(start, end, divisor);
    }

    private static Windows Parts(int size, int parts)
    {
        int[] start = new int[parts];
        int[] end = new int[parts];
        int[] divisor = new int[parts];
        for (int i = 0; i < parts; i++)
        {
            start[i] = (int)((long)i * size / parts);
            end[i] = (int)((((long)(i + 1) * size) + parts - 1) / parts);
            divisor[i] = end[i] - start[i];
        }

        return new Windows(start, end, divisor);
    }
}
