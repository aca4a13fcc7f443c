using System.Buffers.Binary;
using Voxopsy.Imaging.Dicom;

namespace Voxopsy.Imaging.Masks;

/// <summary>The frames of a segmentation: for each its segment and the slice of the grid it lies on.</summary>
/// <param name="Path">The file.</param>
/// <param name="Frames">Segment number and slice, in the order of the file.</param>
/// <param name="Packed">All frames bit by bit, without padding between them, lowest bit first; empty when frames are stored in bytes.</param>
/// <param name="ReadBytes">Writes one frame of bytes; null when frames are packed.</param>
/// <param name="Largest">The value that means wholly inside; 0 for binary membership.</param>
internal sealed record SegmentFrames(string Path, IReadOnlyList<(int Segment, int Slice)> Frames, ReadOnlyMemory<byte> Packed, Action<int, byte[]>? ReadBytes, int Largest)
{
    /// <summary>Gets the bytes of the segment number that each pixel holds; 0 when frames hold membership of one segment each.</summary>
    internal int LabelBytes { get; init; }

    /// <summary>Gets the byte order of segment numbers.</summary>
    internal ByteOrder Order { get; init; }

    internal Mask ToMask(Grid grid, int segment)
    {
        if (LabelBytes > 0)
        {
            return FromLabels(grid, segment);
        }

        int pixels = (int)grid.Size.SliceCount;
        byte[] membership = new byte[grid.Size.VoxelCount];
        byte[] frame = new byte[ReadBytes is null ? 0 : pixels];
        for (int i = 0; i < Frames.Count; i++)
        {
            if (Frames[i].Segment != segment)
            {
                continue;
            }

            Span<byte> target = membership.AsSpan(Frames[i].Slice * pixels, pixels);
            if (ReadBytes is null)
            {
                Unpack(i, target);
                continue;
            }

            ReadBytes(i, frame);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                target[pixel] |= Largest > 0 ? (byte)(2 * frame[pixel] >= Largest ? 1 : 0) : frame[pixel];
            }
        }

        return Mask.FromMembership(grid, membership);
    }

    private Mask FromLabels(Grid grid, int segment)
    {
        int pixels = (int)grid.Size.SliceCount;
        byte[] membership = new byte[grid.Size.VoxelCount];
        byte[] frame = new byte[pixels * LabelBytes];
        for (int i = 0; i < Frames.Count; i++)
        {
            ReadBytes!(i, frame);
            for (int pixel = 0; pixel < pixels; pixel++)
            {
                ReadOnlySpan<byte> bytes = frame.AsSpan(pixel * LabelBytes, LabelBytes);
                int label = LabelBytes == 1 ? bytes[0] : Order == ByteOrder.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
                membership[(Frames[i].Slice * pixels) + pixel] = (byte)(label == segment ? 1 : 0);
            }
        }

        return Mask.FromMembership(grid, membership);
    }

    /// <summary>Frames follow each other bit by bit: a frame need not begin with a byte (PS3.5, 8.1.1).</summary>
    private void Unpack(int frame, Span<byte> target)
    {
        ReadOnlySpan<byte> bits = Packed.Span;
        long first = (long)frame * target.Length;
        for (int pixel = 0; pixel < target.Length; pixel++)
        {
            long bit = first + pixel;
            target[pixel] |= (byte)((bits[(int)(bit >> 3)] >> (int)(bit & 7)) & 1);
        }
    }
}
