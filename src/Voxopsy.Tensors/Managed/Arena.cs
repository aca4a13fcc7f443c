using System.Runtime.InteropServices;

namespace Voxopsy.Tensors.Managed;

/// <summary>Memory of a backend: segments taken from the operating system, cut into blocks that are used again and again.</summary>
/// <remarks>
/// Best fit, with free neighbors joined, so that tensors of different sizes share the same memory and a training step repeats without growing. Aligned to 64 bytes.
/// Not for use by several threads at a time: tensors are made and freed by the thread that records the tape.
/// </remarks>
internal sealed unsafe class Arena : IDisposable
{
    private const int Alignment = 64;
    private const long SegmentBytes = 16L << 20;
    private readonly SortedSet<Block> _free = new(Comparer<Block>.Create(static (a, b) => a.Bytes != b.Bytes ? a.Bytes.CompareTo(b.Bytes) : a.Start.CompareTo(b.Start)));
    private readonly HashSet<Block> _segments = [];
    private long _used;
    private long _peak;
    private long _reserved;

    internal Arena(long budget) => Budget = budget;

    ~Arena() => Release();

    internal long Budget { get; }

    internal MemoryUse Use => new(_used, _peak, _reserved, Budget);

    /// <summary>A block of at least the given size; its content is not defined.</summary>
    internal Block Rent(long bytes, string operation, Shape shape)
    {
        long size = Math.Max(Alignment, (bytes + Alignment - 1) / Alignment * Alignment);
        Block block = Fitting(size) ?? Reserve(size, operation, shape);
        _free.Remove(block);
        if (block.Bytes > size)
        {
            Block rest = new(block.Start + (nint)size, block.Bytes - size) { Previous = block, Next = block.Next, IsFree = true };
            if (block.Next is not null)
            {
                block.Next.Previous = rest;
            }

            block.Next = rest;
            block.Bytes = size;
            _free.Add(rest);
        }

        block.IsFree = false;
        _used += block.Bytes;
        _peak = Math.Max(_peak, _used);
        return block;
    }

    /// <summary>Takes a block back.</summary>
    internal void Return(Block block)
    {
        _used -= block.Bytes;
        block.IsFree = true;
        if (block.Next is { IsFree: true } next)
        {
            _free.Remove(next);
            Join(block, next);
        }

        if (block.Previous is { IsFree: true } previous)
        {
            _free.Remove(previous);
            Join(previous, block);
            block = previous;
        }

        _free.Add(block);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private static void Join(Block first, Block second)
    {
        first.Bytes += second.Bytes;
        first.Next = second.Next;
        if (second.Next is not null)
        {
            second.Next.Previous = first;
        }
    }

    private Block? Fitting(long size)
    {
        Block least = new(0, size);
        Block most = new(nint.MaxValue, long.MaxValue);
        return _free.GetViewBetween(least, most).Min;
    }

    private Block Reserve(long size, string operation, Shape shape)
    {
        long bytes = Math.Max(size, Math.Min(SegmentBytes, Budget - _reserved));
        if (_reserved + bytes > Math.Min(Budget, _peak + (_peak / 16) + SegmentBytes))
        {
            ReleaseFreeSegments();
            bytes = Math.Max(size, Math.Min(SegmentBytes, Budget - _reserved));
        }

        void* start = null;
        if (_reserved + bytes <= Budget)
        {
            try
            {
                start = NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            }
            catch (OutOfMemoryException)
            {
                // Said below, with what was asked and by what.
            }
        }

        if (start is null)
        {
            throw MemoryAdvice.Exhausted(operation, shape, size, Use);
        }

        Block segment = new((nint)start, bytes) { IsFree = true };
        _segments.Add(segment);
        _reserved += bytes;
        return segment;
    }

    private void ReleaseFreeSegments()
    {
        foreach (Block segment in _segments.Where(segment => segment is { IsFree: true, Next: null }).ToArray())
        {
            _free.Remove(segment);
            _segments.Remove(segment);
            _reserved -= segment.Bytes;
            NativeMemory.AlignedFree((void*)segment.Start);
        }
    }

    private void Release()
    {
        foreach (Block segment in _segments)
        {
            NativeMemory.AlignedFree((void*)segment.Start);
        }

        _segments.Clear();
        _free.Clear();
        _reserved = 0;
    }

    /// <summary>A piece of a segment.</summary>
    internal sealed class Block(nint start, long bytes)
    {
        internal nint Start => start;

        internal long Bytes { get; set; } = bytes;

        internal bool IsFree { get; set; }

        internal Block? Previous { get; set; }

        internal Block? Next { get; set; }
    }
}
