using System.Buffers.Binary;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>Run lengths of bytes, one plane for each byte of a sample, high byte first.</summary>
/// <remarks>Source: DICOM PS3.5, annex G.</remarks>
internal static class RunLengthDecoder
{
    private const int HeaderBytes = 64;

    /// <summary>Decodes one frame into samples with their low byte first.</summary>
    internal static void Decode(ReadOnlySpan<byte> frame, int sampleBytes, Span<byte> target)
    {
        if (frame.Length < HeaderBytes)
        {
            throw new InvalidDataException($"a run-length frame of {frame.Length} bytes is shorter than its header of {HeaderBytes}");
        }

        uint planes = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (planes != sampleBytes)
        {
            throw new InvalidDataException($"a run-length frame has {planes} planes where {sampleBytes} belong");
        }

        for (int plane = 0; plane < sampleBytes; plane++)
        {
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + (4 * plane))..]);
            uint end = plane + 1 < sampleBytes ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(8 + (4 * plane))..]) : (uint)frame.Length;
            if (start < HeaderBytes || end < start || end > frame.Length)
            {
                throw new InvalidDataException($"plane {plane + 1} of a run-length frame lies at bytes {start} to {end} of {frame.Length}");
            }

            DecodePlane(frame[(int)start..(int)end], target[(sampleBytes - 1 - plane)..], sampleBytes);
        }
    }

    private static void DecodePlane(ReadOnlySpan<byte> runs, Span<byte> target, int stride)
    {
        int wanted = (target.Length + stride - 1) / stride;
        int have = 0;
        int at = 0;
        while (have < wanted && at < runs.Length)
        {
            sbyte control = (sbyte)runs[at++];
            if (control == sbyte.MinValue)
            {
                continue;
            }

            int count = Math.Min(control >= 0 ? control + 1 : 1 - control, wanted - have);
            bool isLiteral = control >= 0;
            if (at + (isLiteral ? count : 1) > runs.Length)
            {
                break;
            }

            for (int i = 0; i < count; i++)
            {
                target[(have + i) * stride] = runs[isLiteral ? at + i : at];
            }

            have += count;
            at += isLiteral ? count : 1;
        }

        if (have < wanted)
        {
            throw new InvalidDataException($"run lengths end after {have} of {wanted} bytes of a plane");
        }
    }
}
