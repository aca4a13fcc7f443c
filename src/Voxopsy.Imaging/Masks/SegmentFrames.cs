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

    /// <summary>The region of a segment, slice by slice, so that no more than its tight box is held.</summary>
    internal Mask ToMask(Grid grid, int segment)
    {
        int pixels = (int)grid.Size.SliceCount;
        SparseMask region = new(grid.Size);
        byte[] frame = new byte[pixels * Math.Max(1, LabelBytes)];
        int[] slice = new int[pixels];
        foreach (IGrouping<int, int> frames in Enumerable.Range(0, Frames.Count).Where(i => LabelBytes > 0 || Frames[i].Segment == segment).GroupBy(i => Frames[i].Slice).OrderBy(group => group.Key))
        {
            slice.AsSpan().Clear();
            foreach (int i in frames)
            {
                AddFrame(i, segment, frame, slice);
            }

            region.AddSlice(frames.Key, slice, []);
        }

        return region.ToMask(grid);
    }

    private void AddFrame(int index, int segment, byte[] frame, int[] slice)
    {
        if (ReadBytes is null)
        {
            Unpack(index, slice);
            return;
        }

        ReadBytes(index, frame);
        for (int pixel = 0; pixel < slice.Length; pixel++)
        {
            ReadOnlySpan<byte> label = frame.AsSpan(pixel * Math.Max(1, LabelBytes));
            bool isInside = LabelBytes switch
            {
                0 => Largest > 0 ? 2 * label[0] >= Largest : label[0] != 0,
                1 => label[0] == segment,
                _ => (Order == ByteOrder.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(label) : BinaryPrimitives.ReadUInt16LittleEndian(label)) == segment,
            };
            slice[pixel] |= isInside ? 1 : 0;
        }
    }

    /// <summary>Frames follow each other bit by bit: a frame need not begin with a byte (PS3.5, 8.1.1).</summary>
    private void Unpack(int frame, Span<int> target)
    {
        ReadOnlySpan<byte> bits = Packed.Span;
        long first = (long)frame * target.Length;
        for (int pixel = 0; pixel < target.Length; pixel++)
        {
            long bit = first + pixel;
            target[pixel] |= (bits[(int)(bit >> 3)] >> (int)(bit & 7)) & 1;
        }
    }
}
