using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Gradients of a convolution whose output has so few places that the weights are most of what moves through memory.</summary>
/// <remarks>
/// Such are the last layers of a network in three dimensions: 28 MB of weights for eighteen places. Here the weights are read, and their gradient is written, once and as
/// they lie: the products are turned round, so that the weights stand on the right and the few places on the left.
/// </remarks>
internal static unsafe class FewColumns
{
    private const int MostPlaces = 64;

    /// <summary>Whether there are few enough places, and enough weights to make it worth while.</summary>
    internal static bool Suits(ConvolutionShape shape) =>
        shape.Groups == 1 && shape.Batch * shape.Output.Volume <= MostPlaces && (long)shape.InputChannels * shape.Kernel.Volume >= 1024;

    /// <summary>As <see cref="Convolution.InputGradient"/>: first what each tap would give to its place, then, channel by channel, the sums.</summary>
    internal static void InputGradient(WorkPool pool, ConvolutionShape shape, float* outputGradient, float* weights, Finish finish, float* inputGradient)
    {
        int places = shape.Batch * shape.Output.Volume;
        int depth = shape.InputChannels * shape.Kernel.Volume;
        float* turned = pool.SharedScratch(((long)places * depth) + ((long)places * shape.OutputChannels));
        float* given = turned + ((long)places * shape.OutputChannels);
        for (int image = 0; image < shape.Batch; image++)
        {
            long first = (long)image * shape.Output.Volume * shape.OutputChannels;
            Transposition.Run(shape.OutputChannels, shape.Output.Volume, outputGradient + first, shape.Output.Volume, turned + first, shape.OutputChannels);
        }

        MatrixProduct.Run(pool, new ProductShape(places, depth, shape.OutputChannels), turned, weights, given);
        pool.Run(shape.InputChannels, (channel, worker) => Collect(pool.Scratch(worker, shape.Input.Volume), shape, channel, given, depth, finish, inputGradient));
    }

    /// <summary>As <see cref="Convolution.WeightGradient"/>.</summary>
    internal static void WeightGradient(WorkPool pool, ConvolutionShape shape, float* input, float* outputGradient, float* weightGradient)
    {
        var gather = ColumnGather.Forward(shape);
        int places = gather.Columns;
        nint stride = TileProduct.WholeSteps(places) + ColumnBlock.Slack;
        long rows = (long)shape.OutputChannels * places;
        float* left = pool.SharedScratch(rows + ((long)gather.Depth * places));
        float* right = left + rows;
        int volume = shape.Output.Volume;
        for (int image = 0; image < shape.Batch; image++)
        {
            for (int channel = 0; channel < shape.OutputChannels; channel++)
            {
                Rows.Copy(outputGradient + ((((long)image * shape.OutputChannels) + channel) * volume), left + ((long)channel * places) + ((long)image * volume), volume);
            }
        }

        // Channel by channel, the columns become rows.
        pool.Run(shape.InputChannels, (channel, worker) =>
        {
            float* gathered = pool.Scratch(worker, (gather.Taps * stride) + gather.ScratchFloats(places));
            ColumnBlock block = new(gather, input, 0, places, gathered + (gather.Taps * stride));
            block.Write(channel * gather.Taps, gather.Taps, gathered, stride);
            Transposition.Run(gather.Taps, places, gathered, stride, right + (channel * gather.Taps), gather.Depth);
        });
        MatrixProduct.Run(pool, new ProductShape(shape.OutputChannels, gather.Depth, places), left, right, weightGradient);
    }

    private static void Collect(float* sums, ConvolutionShape shape, int channel, float* given, int depth, Finish finish, float* inputGradient)
    {
        Extent size = shape.Input;
        Extent kernel = shape.Kernel;
        Extent output = shape.Output;
        int inputVolume = size.Volume;
        ColumnScatter scatter = new(shape.InputChannels, size, size, default, Extent.One);
        for (int image = 0; image < shape.Batch; image++)
        {
            new Span<float>(sums, inputVolume).Clear();
            for (int place = 0; place < output.Volume; place++)
            {
                float* taps = given + ((((long)image * output.Volume) + place) * depth) + ((long)channel * kernel.Volume);
                int firstZ = (place / (output.Width * output.Height) * shape.Stride.Depth) - shape.PadBefore.Depth;
                int firstY = (place / output.Width % output.Height * shape.Stride.Height) - shape.PadBefore.Height;
                int firstX = (place % output.Width * shape.Stride.Width) - shape.PadBefore.Width;
                for (int kz = 0; kz < kernel.Depth; kz++)
                {
                    int z = firstZ + (kz * shape.Dilation.Depth);
                    for (int ky = 0; ky < kernel.Height; ky++, taps += kernel.Width)
                    {
                        int y = firstY + (ky * shape.Dilation.Height);
                        if ((uint)z >= (uint)size.Depth || (uint)y >= (uint)size.Height)
                        {
                            continue;
                        }

                        float* row = sums + (((z * size.Height) + y) * size.Width);
                        for (int kx = 0; kx < kernel.Width; kx++)
                        {
                            int x = firstX + (kx * shape.Dilation.Width);
                            if ((uint)x < (uint)size.Width)
                            {
                                row[x] += taps[kx];
                            }
                        }
                    }
                }
            }

            scatter.Write(sums, inputVolume, (channel, 1), (image * inputVolume, inputVolume), finish, inputGradient);
        }
    }
}
