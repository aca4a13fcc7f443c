namespace Voxopsy.Imaging.Nrrd;

/// <summary>Unpacks bzip2, which .NET does not bring along.</summary>
/// <remarks>
/// Source: J. Seward, bzip2 1.0 file format: blocks of up to 900,000 bytes, Huffman codes in groups of 50 symbols, move-to-front,
/// inverse Burrows-Wheeler transform, run lengths, and a check sum a block.
/// </remarks>
internal sealed class Bzip2Decoder(Stream packed) : Stream
{
    private readonly Bzip2Bits _bits = new(packed);
    private byte[] _block = [];
    private int _at;
    private int _level;
    private bool _ended;

    /// <summary>Gets the bytes before unpacking.</summary>
    internal long PackedLength => packed.Length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_at == _block.Length && !_ended)
        {
            NextBlock();
        }

        int part = Math.Min(buffer.Length, _block.Length - _at);
        _block.AsSpan(_at, part).CopyTo(buffer);
        _at += part;
        return part;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            packed.Dispose();
        }

        base.Dispose(disposing);
    }

    private void NextBlock()
    {
        if (_level == 0)
        {
            ReadStreamHeader();
        }

        ulong magic = ((ulong)_bits.Read(24) << 24) | _bits.Read(24);
        if (magic == 0x314159265359)
        {
            uint expected = (_bits.Read(16) << 16) | _bits.Read(16);
            _block = Bzip2Block.Read(_bits, _level * 100_000);
            _at = 0;
            if (Bzip2Block.CheckSum(_block) != expected)
            {
                throw new InvalidDataException("the check sum of a bzip2 block does not fit");
            }

            return;
        }

        if (magic != 0x177245385090)
        {
            throw new InvalidDataException("a bzip2 block starts with unknown bytes");
        }

        _bits.Read(16);
        _bits.Read(16);
        _bits.AlignToByte();
        if (_bits.AtEnd)
        {
            _ended = true;
            return;
        }

        ReadStreamHeader();
    }

    private void ReadStreamHeader()
    {
        if (_bits.Read(24) != 0x425A68)
        {
            throw new InvalidDataException("a bzip2 stream starts with 'BZh'");
        }

        _level = (int)_bits.Read(8) - '0';
        if (_level is < 1 or > 9)
        {
            throw new InvalidDataException("the block size of a bzip2 stream lies between 1 and 9");
        }
    }
}
