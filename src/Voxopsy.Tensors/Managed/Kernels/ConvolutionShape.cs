using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>The sizes of a convolution in one, two or three dimensions. Tensors lie as batch, channel, depth, height, width, the last fastest.</summary>
/// <remarks>
/// Weights lie as output channel, input channel of the group, depth, height, width. A transposed convolution is the gradient of an ordinary one with respect to its
/// input: it is described by the shape of that ordinary one, whose <see cref="Input"/> is what the transposed one gives.
/// </remarks>
internal sealed record ConvolutionShape
{
    /// <summary>Images in the batch.</summary>
    internal required int Batch { get; init; }

    /// <summary>Channels of the input, all groups together.</summary>
    internal required int InputChannels { get; init; }

    /// <summary>Channels of the output, all groups together.</summary>
    internal required int OutputChannels { get; init; }

    /// <summary>Groups: the channels of each see only the channels of the same group.</summary>
    internal int Groups { get; init; } = 1;

    /// <summary>The size of an input image.</summary>
    internal required Extent Input { get; init; }

    /// <summary>The size of the kernel.</summary>
    internal required Extent Kernel { get; init; }

    /// <summary>Steps between outputs.</summary>
    internal Extent Stride { get; init; } = Extent.One;

    /// <summary>Steps between the taps of the kernel.</summary>
    internal Extent Dilation { get; init; } = Extent.One;

    /// <summary>Zeros before the first number of each axis.</summary>
    internal Extent PadBefore { get; init; }

    /// <summary>Zeros behind the last number of each axis.</summary>
    internal Extent PadAfter { get; init; }

    /// <summary>The size of an output image.</summary>
    internal Extent Output => new(
        Along(Input.Depth, PadBefore.Depth + PadAfter.Depth, Kernel.Depth, Stride.Depth, Dilation.Depth),
        Along(Input.Height, PadBefore.Height + PadAfter.Height, Kernel.Height, Stride.Height, Dilation.Height),
        Along(Input.Width, PadBefore.Width + PadAfter.Width, Kernel.Width, Stride.Width, Dilation.Width));

    /// <summary>Input channels that one output channel sees.</summary>
    internal int InputsPerGroup => InputChannels / Groups;

    /// <summary>Output channels of one group.</summary>
    internal int OutputsPerGroup => OutputChannels / Groups;

    /// <summary>Multiplications and additions of one pass, counted as two.</summary>
    internal double Operations => 2.0 * Batch * OutputChannels * Output.Volume * InputsPerGroup * Kernel.Volume;

    /// <summary>Checks that the sizes fit each other.</summary>
    /// <returns>The same shape.</returns>
    /// <exception cref="ArgumentException">A size is not positive, the groups do not divide the channels, or the kernel is larger than the padded image.</exception>
    internal ConvolutionShape Checked()
    {
        if (Groups < 1 || InputChannels % Groups != 0 || OutputChannels % Groups != 0)
        {
            throw new ArgumentException(
                $"A convolution from {InputChannels} to {OutputChannels} channels cannot have {Groups} groups: the groups must divide both.");
        }

        if (Smallest(Kernel) < 1 || Smallest(Stride) < 1 || Smallest(Dilation) < 1 || Smallest(PadBefore) < 0 || Smallest(PadAfter) < 0)
        {
            throw new ArgumentException(
                $"A convolution needs kernel, stride and dilation of at least 1 and padding of at least 0 along each axis; kernel {Kernel}, stride {Stride}, dilation {Dilation}, padding {PadBefore} before and {PadAfter} after were given.");
        }

        if (Smallest(Output) < 1)
        {
            throw new ArgumentException(
                $"The kernel {Kernel} with dilation {Dilation} does not fit the image {Input} padded by {PadBefore} before and {PadAfter} after. Pad more, or take a smaller kernel or a larger image.");
        }

        return this;
    }

    private static int Smallest(Extent extent) => Math.Min(extent.Depth, Math.Min(extent.Height, extent.Width));

    private static int Along(int input, int padding, int kernel, int stride, int dilation)
    {
        int room = input + padding - ((kernel - 1) * dilation) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }
}
