using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The inputs that lie at the same remainder of the stride along each axis: the same taps reach all of them, so their gradients are one matrix product.</summary>
/// <param name="First">The first such input.</param>
/// <param name="Columns">How many there are along each axis.</param>
/// <param name="Taps">The taps that reach them, by their place among the weights of one channel.</param>
/// <param name="Gather">The product's right-hand matrix.</param>
internal sealed record InputPhase(Extent First, Extent Columns, int[] Taps, ColumnGather Gather)
{
    /// <summary>All phases of a convolution; with stride 1 there is one.</summary>
    internal static IEnumerable<InputPhase> All(ConvolutionShape shape)
    {
        Extent s = shape.Stride;
        for (int z = 0; z < Math.Min(s.Depth, shape.Input.Depth); z++)
        {
            for (int y = 0; y < Math.Min(s.Height, shape.Input.Height); y++)
            {
                for (int x = 0; x < Math.Min(s.Width, shape.Input.Width); x++)
                {
                    yield return Of(shape, new Extent(z, y, x));
                }
            }
        }
    }

    private static InputPhase Of(ConvolutionShape shape, Extent first)
    {
        Extent kernel = shape.Kernel;
        (GatherAxis Axis, int[] Taps)? z = GatherAxis.Backward(
            shape.Input.Depth, shape.Output.Depth, kernel.Depth, shape.Stride.Depth, shape.Dilation.Depth, shape.PadBefore.Depth, first.Depth);
        (GatherAxis Axis, int[] Taps)? y = GatherAxis.Backward(
            shape.Input.Height, shape.Output.Height, kernel.Height, shape.Stride.Height, shape.Dilation.Height, shape.PadBefore.Height, first.Height);
        (GatherAxis Axis, int[] Taps)? x = GatherAxis.Backward(
            shape.Input.Width, shape.Output.Width, kernel.Width, shape.Stride.Width, shape.Dilation.Width, shape.PadBefore.Width, first.Width);
        Extent columns = new(
            Count(shape.Input.Depth, first.Depth, shape.Stride.Depth),
            Count(shape.Input.Height, first.Height, shape.Stride.Height),
            Count(shape.Input.Width, first.Width, shape.Stride.Width));
        long imageStride = (long)shape.OutputChannels * shape.Output.Volume;
        if (z is null || y is null || x is null)
        {
            // No tap reaches these inputs: a product without depth, which writes the bias or zero.
            return new InputPhase(first, columns, [], new ColumnGather(shape.Batch, 0, Nothing(columns.Depth), Nothing(columns.Height), Nothing(columns.Width), imageStride));
        }

        int[] taps = [.. from a in z.Value.Taps from b in y.Value.Taps from c in x.Value.Taps select (((a * kernel.Height) + b) * kernel.Width) + c];
        return new InputPhase(first, columns, taps, new ColumnGather(shape.Batch, shape.OutputsPerGroup, z.Value.Axis, y.Value.Axis, x.Value.Axis, imageStride));
    }

    private static int Count(int input, int first, int stride) => (input - first + stride - 1) / stride;

    private static GatherAxis Nothing(int columns) => new(columns, columns, 1, [0]);
}
