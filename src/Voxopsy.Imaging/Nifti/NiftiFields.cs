using System.Buffers.Binary;
using System.Text;

namespace Voxopsy.Imaging.Nifti;

/// <summary>The fields of a header that matter for reading, with the widths of both versions levelled out.</summary>
internal sealed record NiftiFields(
    string Magic, int DataType, long[] Dim, double[] PixDim, double VoxOffset, double Slope, double Intercept,
    int XyztUnits, int QformCode, int SformCode, double[] Quaternion, double[] QOffset, double[] Srow)
{
    internal static NiftiFields Version1(ReadOnlySpan<byte> header, bool littleEndian)
    {
        FieldReader at = new(header, littleEndian);
        return new NiftiFields(
            Text(header.Slice(344, 4)),
            at.Int16(70),
            [at.Int16(40), at.Int16(42), at.Int16(44), at.Int16(46), at.Int16(48), at.Int16(50), at.Int16(52), at.Int16(54)],
            at.Singles(76, 8),
            at.Single(108),
            at.Single(112),
            at.Single(116),
            header[123],
            at.Int16(252),
            at.Int16(254),
            at.Singles(256, 3),
            at.Singles(268, 3),
            at.Singles(280, 12));
    }

    internal static NiftiFields Version2(ReadOnlySpan<byte> header, bool littleEndian)
    {
        FieldReader at = new(header, littleEndian);
        return new NiftiFields(
            Text(header.Slice(4, 4)),
            at.Int16(12),
            [at.Int64(16), at.Int64(24), at.Int64(32), at.Int64(40), at.Int64(48), at.Int64(56), at.Int64(64), at.Int64(72)],
            at.Doubles(104, 8),
            at.Int64(168),
            at.Double(176),
            at.Double(184),
            at.Int32(500),
            at.Int32(344),
            at.Int32(348),
            at.Doubles(352, 3),
            at.Doubles(376, 3),
            at.Doubles(400, 12));
    }

    private static string Text(ReadOnlySpan<byte> magic)
    {
        int end = magic.IndexOf((byte)0);
        StringBuilder text = new();
        foreach (byte character in end < 0 ? magic : magic[..end])
        {
            text.Append(character is >= 32 and < 127 ? (char)character : '?');
        }

        return text.ToString();
    }

    private readonly ref struct FieldReader(ReadOnlySpan<byte> header, bool littleEndian)
    {
        private readonly ReadOnlySpan<byte> _header = header;

        internal short Int16(int at) => littleEndian
            ? BinaryPrimitives.ReadInt16LittleEndian(_header[at..]) : BinaryPrimitives.ReadInt16BigEndian(_header[at..]);

        internal int Int32(int at) => littleEndian
            ? BinaryPrimitives.ReadInt32LittleEndian(_header[at..]) : BinaryPrimitives.ReadInt32BigEndian(_header[at..]);

        internal long Int64(int at) => littleEndian
            ? BinaryPrimitives.ReadInt64LittleEndian(_header[at..]) : BinaryPrimitives.ReadInt64BigEndian(_header[at..]);

        internal double Single(int at) => BitConverter.Int32BitsToSingle(Int32(at));

        internal double Double(int at) => BitConverter.Int64BitsToDouble(Int64(at));

        internal double[] Singles(int at, int count)
        {
            double[] values = new double[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = Single(at + (4 * i));
            }

            return values;
        }

        internal double[] Doubles(int at, int count)
        {
            double[] values = new double[count];
            for (int i = 0; i < count; i++)
            {
                values[i] = Double(at + (8 * i));
            }

            return values;
        }
    }
}
