namespace Voxopsy.Imaging.Nrrd;

/// <summary>Several files read one after another, as a detached header may list them.</summary>
internal sealed class JoinedFiles(IReadOnlyList<string> paths) : Stream
{
    private int _next;
    private FileStream? _current;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => paths.Sum(path => new FileInfo(path).Length);

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (_current is null)
            {
                if (_next == paths.Count)
                {
                    return 0;
                }

                _current = new FileStream(paths[_next++], FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            }

            int read = _current.Read(buffer);
            if (read > 0)
            {
                _position += read;
                return read;
            }

            _current.Dispose();
            _current = null;
        }

        return 0;
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long target = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => Length + offset };
        _current?.Dispose();
        (_current, _next, _position) = (null, 0, target);
        for (long left = target; _next < paths.Count; _next++)
        {
            long length = new FileInfo(paths[_next]).Length;
            if (left < length)
            {
                _current = new FileStream(paths[_next++], FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16) { Position = left };
                break;
            }

            left -= length;
        }

        return target;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _current?.Dispose();
        base.Dispose(disposing);
    }
}
