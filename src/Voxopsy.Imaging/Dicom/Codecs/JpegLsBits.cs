namespace Voxopsy.Imaging.Dicom.Codecs;

/// <summary>Reads bits of JPEG-LS data: after a byte FF only seven bits follow (ITU-T T.87, A.1).</summary>
internal ref struct JpegLsBits(ReadOnlySpan<byte> bytes, int start)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at = start;
    private ulong _held;
    private int _count;
    private int _invented;
    private byte _last;

    internal int Take(int count)
    {
        if (count == 0)
        {
            return 0;
        }

        if (_count < count)
        {
            Fill();
        }

        _count -= count;
        int value = (int)(_held >> _count) & (int)((1L << count) - 1);
        return value;
    }

    /// <summary>Counts zeros up to the next one, and takes both.</summary>
    internal int TakeZeros(int most)
    {
        int zeros = 0;
        while (Take(1) == 0)
        {
            if (++zeros > most)
            {
                throw new InvalidDataException("a JPEG-LS code is longer than its limit");
            }
        }

        return zeros;
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            byte next = 0;
            if (_at < _bytes.Length && !(_last == 0xFF && _bytes[_at] >= 0x80))
            {
                next = _bytes[_at++];
            }
            else if (++_invented > 16)
            {
                throw new InvalidDataException("JPEG-LS data end before the last pixel");
            }

            int width = _last == 0xFF ? 7 : 8;
            _held = (_held << width) | next;
            _count += width;
            _last = next;
        }
    }
}
