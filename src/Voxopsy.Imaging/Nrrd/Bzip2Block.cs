namespace Voxopsy.Imaging.Nrrd;

/// <summary>One block of a bzip2 stream.</summary>
internal static class Bzip2Block
{
    private const int LongestCode = 20;

    /// <summary>Reads a block behind its check sum.</summary>
    internal static byte[] Read(Bzip2Bits bits, int capacity)
    {
        if (bits.Read(1) != 0)
        {
            throw new InvalidDataException("randomized bzip2 blocks are not supported");
        }

        int origin = (int)bits.Read(24);
        byte[] symbols = ReadSymbols(bits);
        (byte[] selectors, HuffmanTable[] tables) = ReadTables(bits, symbols.Length + 2);
        int[] transformed = new int[capacity];
        int length = ReadMoveToFront(bits, symbols, selectors, tables, transformed);
        return Invert(transformed.AsSpan(0, length), origin);
    }

    /// <summary>The CRC-32 that bzip2 uses: polynomial 04C11DB7, most significant bit first.</summary>
    internal static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            sum ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 0x80000000) != 0 ? (sum << 1) ^ 0x04C11DB7 : sum << 1;
            }
        }

        return ~sum;
    }

    private static byte[] ReadSymbols(Bzip2Bits bits)
    {
        uint groups = bits.Read(16);
        List<byte> symbols = [];
        for (int group = 0; group < 16; group++)
        {
            if ((groups & (0x8000u >> group)) == 0)
            {
                continue;
            }

            uint used = bits.Read(16);
            for (int within = 0; within < 16; within++)
            {
                if ((used & (0x8000u >> within)) != 0)
                {
                    symbols.Add((byte)((group * 16) + within));
                }
            }
        }

        return [.. symbols];
    }

    private static (byte[] Selectors, HuffmanTable[] Tables) ReadTables(Bzip2Bits bits, int alphabet)
    {
        int tableCount = (int)bits.Read(3);
        int selectorCount = (int)bits.Read(15);
        if (tableCount is < 2 or > 6 || selectorCount < 1)
        {
            throw new InvalidDataException("a bzip2 block has an impossible number of code tables");
        }

        List<byte> order = [.. Enumerable.Range(0, tableCount).Select(table => (byte)table)];
        byte[] selectors = new byte[selectorCount];
        for (int i = 0; i < selectorCount; i++)
        {
            int back = 0;
            while (bits.Read(1) == 1)
            {
                back++;
            }

            byte table = back < tableCount ? order[back] : throw new InvalidDataException("a bzip2 block selects a table that it lacks");
            order.RemoveAt(back);
            order.Insert(0, table);
            selectors[i] = table;
        }

        HuffmanTable[] tables = new HuffmanTable[tableCount];
        for (int table = 0; table < tableCount; table++)
        {
            int[] lengths = new int[alphabet];
            int length = (int)bits.Read(5);
            for (int symbol = 0; symbol < alphabet; symbol++)
            {
                while (bits.Read(1) == 1)
                {
                    length += bits.Read(1) == 0 ? 1 : -1;
                }

                lengths[symbol] = length is >= 1 and <= LongestCode ? length : throw new InvalidDataException("a bzip2 code length is out of range");
            }

            tables[table] = new HuffmanTable(lengths);
        }

        return (selectors, tables);
    }

    private static int ReadMoveToFront(Bzip2Bits bits, byte[] symbols, byte[] selectors, HuffmanTable[] tables, int[] target)
    {
        List<byte> front = [.. symbols];
        int end = symbols.Length + 1;
        int length = 0, run = 0, weight = 1;
        for (int read = 0; ; read++)
        {
            int group = read / 50;
            int symbol = tables[group < selectors.Length ? selectors[group] : throw new InvalidDataException("a bzip2 block has too few selectors")].Read(bits);
            if (symbol <= 1)
            {
                run += weight << symbol;
                weight <<= 1;
                if (run > target.Length)
                {
                    throw new InvalidDataException("a bzip2 block is longer than its level allows");
                }

                continue;
            }

            if (run > 0)
            {
                Append(front[0], run);
                (run, weight) = (0, 1);
            }

            if (symbol == end)
            {
                return length;
            }

            byte value = front[symbol - 1];
            front.RemoveAt(symbol - 1);
            front.Insert(0, value);
            Append(value, 1);
        }

        void Append(byte value, int count)
        {
            if (length + count > target.Length)
            {
                throw new InvalidDataException("a bzip2 block is longer than its level allows");
            }

            target.AsSpan(length, count).Fill(value);
            length += count;
        }
    }

    /// <summary>Inverse Burrows-Wheeler transform, then runs: four equal bytes are followed by how many more there are.</summary>
    private static byte[] Invert(Span<int> column, int origin)
    {
        if (column.Length == 0)
        {
            return [];
        }

        if (origin >= column.Length)
        {
            throw new InvalidDataException("a bzip2 block starts outside itself");
        }

        Span<int> starts = stackalloc int[256];
        foreach (int value in column)
        {
            starts[value & 0xFF]++;
        }

        for (int value = 0, sum = 0; value < 256; value++)
        {
            (starts[value], sum) = (sum, sum + starts[value]);
        }

        for (int i = 0; i < column.Length; i++)
        {
            column[starts[column[i] & 0xFF]++] |= i << 8;
        }

        List<byte> bytes = new(column.Length);
        int position = column[origin] >>> 8;
        int repeated = 0;
        for (int i = 0, last = -1; i < column.Length; i++)
        {
            int value = column[position] & 0xFF;
            position = column[position] >>> 8;
            if (repeated == 4)
            {
                bytes.AddRange(Enumerable.Repeat((byte)last, value));
                (repeated, last) = (0, -1);
                continue;
            }

            repeated = value == last ? repeated + 1 : 1;
            last = value;
            bytes.Add((byte)value);
        }

        return [.. bytes];
    }

    /// <summary>A canonical code: shorter codes first, symbols in rising order within one length.</summary>
    private sealed class HuffmanTable
    {
        private readonly int[] _firstCode = new int[LongestCode + 2];
        private readonly int[] _firstIndex = new int[LongestCode + 2];
        private readonly int[] _symbols;

        internal HuffmanTable(int[] lengths)
        {
            _symbols = [.. Enumerable.Range(0, lengths.Length).OrderBy(symbol => lengths[symbol])];
            for (int length = 1, code = 0, index = 0; length <= LongestCode + 1; length++)
            {
                (_firstCode[length], _firstIndex[length]) = (code, index);
                int count = lengths.Count(own => own == length);
                (code, index) = ((code + count) << 1, index + count);
            }
        }

        internal int Read(Bzip2Bits bits)
        {
            int code = 0;
            for (int length = 1; length <= LongestCode; length++)
            {
                code = (code << 1) | (int)bits.Read(1);
                int within = code - _firstCode[length];
                if (within < _firstIndex[length + 1] - _firstIndex[length])
                {
                    return _symbols[_firstIndex[length] + within];
                }
            }

            throw new InvalidDataException("a bzip2 code is not in its table");
        }
    }
}
