namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>A convolution seen as a matrix product: row (channel, tap), column (image, position) of the right-hand matrix is the number that this tap reads there.</summary>
/// <remarks>The matrix is never made whole: <see cref="ColumnBlock"/> writes a block of it into the caches just before it is multiplied.</remarks>
internal sealed class ColumnGather
{
    internal ColumnGather(int batch, int channels, GatherAxis z, GatherAxis y, GatherAxis x, long imageStride)
    {
        Batch = batch;
        Channels = channels;
        ImageStride = imageStride;
        ChannelStride = (long)z.Source * y.Source * x.Source;
        IsCopy = IsIdentity(z) && IsIdentity(y) && IsIdentity(x);
        if (IsCopy)
        {
            // One tap that reads what lies at its own place: the whole image is one row.
            (z, y, x) = (Whole(1), Whole(1), Whole((int)ChannelStride));
        }

        (Z, Y, X) = (z, y, x);
        Taps = z.Offsets.Length * y.Offsets.Length * x.Offsets.Length;
        ColumnsPerImage = z.Columns * y.Columns * x.Columns;
    }

    /// <summary>Images.</summary>
    internal int Batch { get; }

    /// <summary>Source channels of the group.</summary>
    internal int Channels { get; }

    /// <summary>Numbers between images of the source.</summary>
    internal long ImageStride { get; }

    /// <summary>Numbers between channels of the source.</summary>
    internal long ChannelStride { get; }

    /// <summary>Whether rows are copies of the source.</summary>
    internal bool IsCopy { get; }

    /// <summary>The slowest axis.</summary>
    internal GatherAxis Z { get; }

    /// <summary>The axis between.</summary>
    internal GatherAxis Y { get; }

    /// <summary>The fastest axis.</summary>
    internal GatherAxis X { get; }

    /// <summary>Taps of the kernel.</summary>
    internal int Taps { get; }

    /// <summary>Rows of the matrix.</summary>
    internal int Depth => Channels * Taps;

    /// <summary>Columns that one image makes.</summary>
    internal int ColumnsPerImage { get; }

    /// <summary>Columns of the matrix.</summary>
    internal int Columns => Batch * ColumnsPerImage;

    /// <summary>The gather of an ordinary convolution: of its forward pass and its weight gradient.</summary>
    internal static ColumnGather Forward(ConvolutionShape shape) => new(
        shape.Batch,
        shape.InputsPerGroup,
        GatherAxis.Forward(shape.Input.Depth, shape.Output.Depth, shape.Kernel.Depth, shape.Stride.Depth, shape.Dilation.Depth, shape.PadBefore.Depth),
        GatherAxis.Forward(shape.Input.Height, shape.Output.Height, shape.Kernel.Height, shape.Stride.Height, shape.Dilation.Height, shape.PadBefore.Height),
        GatherAxis.Forward(shape.Input.Width, shape.Output.Width, shape.Kernel.Width, shape.Stride.Width, shape.Dilation.Width, shape.PadBefore.Width),
        (long)shape.InputChannels * shape.Input.Volume);

    /// <summary>Numbers of scratch memory that a <see cref="ColumnBlock"/> of so many columns needs.</summary>
    internal long ScratchFloats(int columns)
    {
        long perPlane = (long)Y.Columns * X.Columns;
        long planes = Math.Min(columns, ((columns + perPlane - 1) / perPlane) + 1);
        long rows = planes > 1 ? Y.Columns : Math.Min(Y.Columns, ((columns + X.Columns - 1) / X.Columns) + 1);
        long slab = planes * Z.Offsets.Length * (((rows - 1) * Y.Step) + Y.Span + 1) * X.Phases.Length * PhaseLength(X.Columns);
        return (IsCopy ? 0 : slab) + (ColumnBlock.NumbersPerColumn * (long)columns) + Taps + (4L * ColumnBlock.Slack);
    }

    /// <summary>Numbers of one phase of a row that serves so many neighboring columns.</summary>
    internal int PhaseLength(int columns) => columns + (X.Span / X.Step);

    private static bool IsIdentity(GatherAxis axis) => axis is { Step: 1, Offsets: [0] } && axis.Columns == axis.Source;

    private static GatherAxis Whole(int size) => new(size, size, 1, [0]);
}
