using System.Buffers.Binary;

namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>The size and depth that a JPEG or JPEG-LS frame header states, checked against the DICOM header.</summary>
internal readonly record struct JpegFrame(int Precision, int Rows, int Columns)
{
    /// <summary>Reads the body of a start-of-frame segment (ITU-T T.81, B.2.2); only one component is read.</summary>
    internal static JpegFrame Read(ReadOnlySpan<byte> body, int rows, int columns)
    {
        if (body.Length < 9)
        {
            throw new InvalidDataException("a JPEG frame header is cut short");
        }

        JpegFrame frame = new(body[0], BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        return body[5] != 1 ? throw new InvalidDataException($"a JPEG frame has {body[5]} color components where 1 belongs")
            : frame.Rows != rows || frame.Columns != columns ? throw new InvalidDataException($"a JPEG frame has {frame.Columns}x{frame.Rows} pixels where the header says {columns}x{rows}")
            : frame.Precision is < 2 or > 16 ? throw new InvalidDataException($"a JPEG frame has {frame.Precision} bits a sample; 2 to 16 can be read")
            : frame;
    }

    /// <summary>Writes a sample with its low byte first.</summary>
    internal static void Store(Span<byte> target, int index, int sampleBytes, int value)
    {
        if (sampleBytes == 1)
        {
            target[index] = (byte)value;
        }
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target[(index * 2)..], (ushort)value);
        }
    }
}
