namespace Voxopsy.Imaging.Nrrd;

/// <summary>Bits of a bzip2 stream, the most significant first.</summary>
internal sealed class Bzip2Bits(Stream packed)
{
    private ulong _held;
    private int _count;

    /// <summary>Whether no byte follows; call it on a byte boundary.</summary>
    internal bool AtEnd
    {
        get
        {
            if (_count > 0)
            {
                return false;
            }

            int next = packed.ReadByte();
            if (next < 0)
            {
                return true;
            }

            (_held, _count) = ((ulong)next, 8);
            return false;
        }
    }

    internal uint Read(int bits)
    {
        while (_count < bits)
        {
            int next = packed.ReadByte();
            _held = (_held << 8) | (next >= 0 ? (uint)next : throw new InvalidDataException("the bzip2 stream ends early"));
            _count += 8;
        }

        _count -= bits;
        return (uint)((_held >> _count) & ((1UL << bits) - 1));
    }

    internal void AlignToByte() => _count -= _count % 8;
}
