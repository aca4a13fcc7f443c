using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Convolutions in one, two and three dimensions, and their gradients.</summary>
/// <remarks>
/// All are products of matrices whose right-hand side is gathered block by block into the caches (see <see cref="ColumnGather"/>), so the tensors stay as users know
/// them, no copy of a whole tensor is made, and any kernel, stride, dilation, padding and grouping takes the same way. A transposed convolution is
/// <see cref="InputGradient"/>, its input gradient is <see cref="Forward"/>, and its weight gradient is <see cref="WeightGradient"/> with the two tensors exchanged.
/// </remarks>
internal static unsafe class Convolution
{
    /// <summary>y = activation(x * w + bias + addend).</summary>
    /// <param name="pool">The threads, and the instructions they use.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">x.</param>
    /// <param name="weights">w.</param>
    /// <param name="finish">Bias, addend and activation.</param>
    /// <param name="output">y.</param>
    internal static void Forward(WorkPool pool, ConvolutionShape shape, float* input, float* weights, Finish finish, float* output)
    {
        var gather = ColumnGather.Forward(shape);
        GatheredProduct product = new(gather, new ColumnScatter(shape.OutputChannels, shape.Output, shape.Output, default, Extent.One), shape.OutputsPerGroup, shape.Groups)
        {
            SourceGroupStride = (long)shape.InputsPerGroup * shape.Input.Volume,
        };
        product.Run(pool, weights, input, finish, output);
    }

    /// <summary>The gradient with respect to the input, or a transposed convolution: dx = activation(wᵀ * dy + bias + addend).</summary>
    /// <param name="pool">The threads, and the instructions they use.</param>
    /// <param name="shape">The sizes of the ordinary convolution.</param>
    /// <param name="outputGradient">dy, of the size of the output.</param>
    /// <param name="weights">w.</param>
    /// <param name="finish">Bias of the input channels, addend (dx itself to add to it) and activation.</param>
    /// <param name="inputGradient">dx, of the size of the input.</param>
    internal static void InputGradient(WorkPool pool, ConvolutionShape shape, float* outputGradient, float* weights, Finish finish, float* inputGradient)
    {
        if (FewColumns.Suits(shape))
        {
            FewColumns.InputGradient(pool, shape, outputGradient, weights, finish, inputGradient);
            return;
        }

        foreach (InputPhase phase in InputPhase.All(shape))
        {
            ColumnScatter scatter = new(shape.InputChannels, phase.Columns, shape.Input, phase.First, shape.Stride);
            int taps = phase.Taps.Length;
            float* turned = pool.SharedScratch((long)shape.InputChannels * shape.OutputsPerGroup * Math.Max(taps, 1));
            TurnWeights(pool, shape, phase.Taps, weights, turned);
            GatheredProduct product = new(phase.Gather, scatter, shape.InputsPerGroup, shape.Groups)
            {
                SourceGroupStride = (long)shape.OutputsPerGroup * shape.Output.Volume,
            };
            product.Run(pool, turned, outputGradient, finish, inputGradient);
        }
    }

    /// <summary>The gradient with respect to the weights.</summary>
    /// <param name="pool">The threads, and the instructions they use.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="input">x.</param>
    /// <param name="outputGradient">dy.</param>
    /// <param name="weightGradient">dw, overwritten.</param>
    internal static void WeightGradient(WorkPool pool, ConvolutionShape shape, float* input, float* outputGradient, float* weightGradient)
    {
        if (FewColumns.Suits(shape))
        {
            FewColumns.WeightGradient(pool, shape, input, outputGradient, weightGradient);
            return;
        }

        new GatheredGradient(shape).Run(pool, input, outputGradient, weightGradient);
    }

    /// <summary>The gradient with respect to the bias: the sum of each channel.</summary>
    /// <param name="pool">The threads.</param>
    /// <param name="batch">Images.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="volume">Numbers of one channel of one image.</param>
    /// <param name="outputGradient">dy.</param>
    /// <param name="biasGradient">db, overwritten.</param>
    internal static void BiasGradient(WorkPool pool, int batch, int channels, int volume, float* outputGradient, float* biasGradient) =>
        pool.Run(channels, (channel, _) =>
        {
            double sum = 0;
            for (int image = 0; image < batch; image++)
            {
                sum += Rows.Sum(outputGradient + ((((long)image * channels) + channel) * volume), volume);
            }

            biasGradient[channel] = (float)sum;
        });

    // From output channel, input channel, tap to input channel, output channel, tap, for the taps of one phase.
    private static void TurnWeights(WorkPool pool, ConvolutionShape shape, int[] taps, float* weights, float* turned)
    {
        const int Together = 16;
        int inputs = shape.InputsPerGroup;
        int outputs = shape.OutputsPerGroup;
        int volume = shape.Kernel.Volume;
        int blocks = (inputs + Together - 1) / Together;
        pool.Run(shape.Groups * blocks, (item, _) =>
        {
            int group = item / blocks;
            int first = item % blocks * Together;
            int last = Math.Min(inputs, first + Together);
            for (int output = 0; output < outputs; output++)
            {
                for (int input = first; input < last; input++)
                {
                    float* source = weights + (((((long)group * outputs) + output) * inputs) + input) * volume;
                    float* target = turned + (((((long)group * inputs) + input) * outputs) + output) * taps.Length;
                    for (int tap = 0; tap < taps.Length; tap++)
                    {
                        target[tap] = source[taps[tap]];
                    }
                }
            }
        });
    }
}
