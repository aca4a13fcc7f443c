namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>A Huffman code of JPEG, in canonical order (ITU-T T.81, annex C).</summary>
internal sealed class HuffmanTable
{
    private const int FastBits = 9;
    private readonly byte[] _values;
    private readonly int[] _largest = new int[18];
    private readonly int[] _offset = new int[17];
    private readonly short[] _fast = new short[1 << FastBits];

    internal HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++)
        {
            _offset[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++, index++, code++)
            {
                if (code >= 1 << length)
                {
                    throw new InvalidDataException("a Huffman table has more codes than its lengths allow");
                }

                for (int rest = 0; length <= FastBits && rest < 1 << (FastBits - length); rest++)
                {
                    _fast[(code << (FastBits - length)) | rest] = (short)((length << 8) | values[index]);
                }
            }

            _largest[length] = code << (16 - length);
            code <<= 1;
        }

        _largest[17] = int.MaxValue;
    }

    /// <summary>Reads one symbol.</summary>
    internal int Read(ref JpegBits bits)
    {
        int sixteen = bits.Peek16();
        int fast = _fast[sixteen >> (16 - FastBits)];
        if (fast != 0)
        {
            bits.Skip(fast >> 8);
            return fast & 0xFF;
        }

        int length = 1;
        while (sixteen >= _largest[length])
        {
            length++;
        }

        if (length > 16)
        {
            throw new InvalidDataException("a Huffman code is not in its table");
        }

        bits.Skip(length);
        return _values[_offset[length] + (sixteen >> (16 - length))];
    }
}
