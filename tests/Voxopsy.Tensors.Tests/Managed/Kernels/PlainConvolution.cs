using Voxopsy.Tensors.Managed.Kernels;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Managed.Kernels;

/// <summary>The convolution as it is defined, one product at a time in double: what the fast one is compared with.</summary>
internal static class PlainConvolution
{
    internal static double[] Forward(ConvolutionShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> weights)
    {
        double[] output = new double[shape.Batch * shape.OutputChannels * shape.Output.Volume];
        foreach ((int x, int w, int y) in Products(shape))
        {
            output[y] += (double)input[x] * weights[w];
        }

        return output;
    }

    internal static double[] InputGradient(ConvolutionShape shape, ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> weights)
    {
        double[] gradient = new double[shape.Batch * shape.InputChannels * shape.Input.Volume];
        foreach ((int x, int w, int y) in Products(shape))
        {
            gradient[x] += (double)outputGradient[y] * weights[w];
        }

        return gradient;
    }

    internal static double[] WeightGradient(ConvolutionShape shape, ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient)
    {
        double[] gradient = new double[shape.OutputChannels * shape.InputsPerGroup * shape.Kernel.Volume];
        foreach ((int x, int w, int y) in Products(shape))
        {
            gradient[w] += (double)input[x] * outputGradient[y];
        }

        return gradient;
    }

    private static List<(int Input, int Weight, int Output)> Products(ConvolutionShape s)
    {
        List<(int, int, int)> products = [];
        Extent o = s.Output;
        Extent k = s.Kernel;
        int perGroup = s.InputsPerGroup;
        for (int n = 0; n < s.Batch; n++)
        {
            for (int co = 0; co < s.OutputChannels; co++)
            {
                int group = co / s.OutputsPerGroup;
                for (int place = 0; place < o.Volume; place++)
                {
                    int oz = place / (o.Width * o.Height);
                    int oy = place / o.Width % o.Height;
                    int ox = place % o.Width;
                    for (int ci = 0; ci < perGroup; ci++)
                    {
                        for (int tap = 0; tap < k.Volume; tap++)
                        {
                            int z = (oz * s.Stride.Depth) + (tap / (k.Width * k.Height) * s.Dilation.Depth) - s.PadBefore.Depth;
                            int y = (oy * s.Stride.Height) + (tap / k.Width % k.Height * s.Dilation.Height) - s.PadBefore.Height;
                            int x = (ox * s.Stride.Width) + (tap % k.Width * s.Dilation.Width) - s.PadBefore.Width;
                            if (z >= 0 && z < s.Input.Depth && y >= 0 && y < s.Input.Height && x >= 0 && x < s.Input.Width)
                            {
                                int input = (((((n * s.InputChannels) + (group * perGroup) + ci) * s.Input.Depth) + z) * s.Input.Height + y) * s.Input.Width + x;
                                products.Add((input, (((co * perGroup) + ci) * k.Volume) + tap, (((n * s.OutputChannels) + co) * o.Volume) + place));
                            }
                        }
                    }
                }
            }
        }

        return products;
    }
}
