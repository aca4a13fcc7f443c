namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>Reads bits of entropy-coded JPEG data, high bit first, leaving out stuffed zeros and stopping at markers.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> bytes, int start)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _held;
    private int _count;
    private int _invented;

    /// <summary>Gets where the next byte is read.</summary>
    internal int Position { get; private set; } = start;

    /// <summary>The next 16 bits without taking them.</summary>
    internal int Peek16()
    {
        if (_count < 16)
        {
            Fill();
        }

        return (int)(_held >> (_count - 16)) & 0xFFFF;
    }

    internal void Skip(int count)
    {
        _count -= count;
        _held &= (1UL << _count) - 1;
    }

    /// <summary>Takes up to 16 bits.</summary>
    internal int Take(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        int value = Peek16() >> (16 - count);
        Skip(count);
        return value;
    }

    /// <summary>Takes a difference of the given category (ITU-T T.81, F.2.2.1, EXTEND).</summary>
    internal int TakeSigned(int category)
    {
        if (category == 0)
        {
            return 0;
        }

        int value = Take(category);
        return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    }

    /// <summary>Drops held bits and passes a restart marker.</summary>
    internal void Restart()
    {
        (_held, _count, _invented) = (0, 0, 0);
        if (Position + 1 < _bytes.Length && _bytes[Position] == 0xFF && _bytes[Position + 1] is >= 0xD0 and <= 0xD7)
        {
            Position += 2;
            return;
        }

        throw new InvalidDataException("a restart marker is missing in JPEG data");
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            byte next = 0;
            if (Position < _bytes.Length)
            {
                next = _bytes[Position];
                if (next != 0xFF)
                {
                    Position++;
                }
                else if (Position + 1 < _bytes.Length && _bytes[Position + 1] == 0)
                {
                    Position += 2;
                }
                else
                {
                    // A marker: what follows is padding, of which a decoder may look at a few bytes but not live on.
                    next = Invent();
                }
            }
            else
            {
                next = Invent();
            }

            _held = (_held << 8) | next;
            _count += 8;
        }
    }

    private byte Invent() => ++_invented > 16 ? throw new InvalidDataException("JPEG data end before the last pixel") : (byte)0;
}
