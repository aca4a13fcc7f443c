using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Voxopsy.Tensors.Managed.Kernels;

/// <summary>Threads that share out the items of one piece of work, each with memory of its own to work in.</summary>
/// <remarks>
/// The items of a piece of work are cut by its shape alone and never by the number of threads, each item writes what no other item writes, and sums across
/// items are made afterwards in the order of the items. So one thread and many give the same bits. The calling thread works too; a pool of one thread starts none.
/// </remarks>
internal sealed unsafe class WorkPool : IDisposable
{
    [ThreadStatic]
    private static Membership? s_membership;

    private readonly Lock _oneAtATime = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly ScratchMemory[] _scratch;
    private readonly ScratchMemory _shared = new();
    private volatile Job? _job;
    private volatile bool _closed;

    /// <summary>Makes a pool on the widest instructions of this machine.</summary>
    /// <param name="threads">Threads that work at the same time, the caller's among them; at least 1.</param>
    internal WorkPool(int threads)
        : this(threads, VectorPaths.Widest)
    {
    }

    /// <summary>Makes a pool whose kernels use the given instructions.</summary>
    internal WorkPool(int threads, VectorPath path)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Path = path;
        _scratch = new ScratchMemory[threads];
        for (int worker = 0; worker < threads; worker++)
        {
            _scratch[worker] = new ScratchMemory();
        }

        for (int worker = 1; worker < threads; worker++)
        {
            int own = worker;
            new Thread(() => Serve(own)) { IsBackground = true, Name = $"tensor work {own}" }.Start();
        }
    }

    /// <summary>How many threads work at the same time.</summary>
    internal int Threads => _scratch.Length;

    /// <summary>The instructions that kernels on this pool use.</summary>
    internal VectorPath Path { get; }

    /// <summary>Does all items, in any order and on any thread, and returns when the last is done.</summary>
    /// <param name="items">The number of items.</param>
    /// <param name="work">Gets the item and the worker, from 0 to <see cref="Threads"/> - 1, whose <see cref="Scratch"/> is free for this item.</param>
    internal void Run(int items, Action<int, int> work)
    {
        if (items <= 0)
        {
            return;
        }

        if (s_membership is { } membership && membership.Pool == this)
        {
            for (int item = 0; item < items; item++)
            {
                work(item, membership.Worker);
            }

            return;
        }

        lock (_oneAtATime)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            Membership? outer = s_membership;
            s_membership = new Membership(this, 0);
            try
            {
                RunTogether(new Job(items, work));
            }
            finally
            {
                s_membership = outer;
            }
        }
    }

    /// <summary>Memory of one worker, aligned to 64 bytes; what an earlier call left in it is not kept, and its content is not defined.</summary>
    internal float* Scratch(int worker, long floats) => _scratch[worker].Take(floats);

    /// <summary>Memory of the piece of work as a whole, such as repacked weights; valid until the next call.</summary>
    internal float* SharedScratch(long floats) => _shared.Take(floats);

    /// <summary>Bytes that the pool holds for scratch memory.</summary>
    internal long ScratchBytes => _shared.Bytes + _scratch.Sum(memory => memory.Bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_oneAtATime)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            if (Threads > 1)
            {
                _work.Release(Threads - 1);
            }

            _shared.Free();
            foreach (ScratchMemory memory in _scratch)
            {
                memory.Free();
            }
        }
    }

    private void RunTogether(Job job)
    {
        int guests = Math.Min(job.Items, Threads) - 1;
        if (guests > 0)
        {
            _job = job;
            _work.Release(guests);
        }

        job.Work(0);
        job.Wait();
        _job = null;
        job.Failure?.Throw();
    }

    private void Serve(int worker)
    {
        s_membership = new Membership(this, worker);
        while (true)
        {
            _work.Wait();
            if (_closed)
            {
                return;
            }

            _job?.Work(worker);
        }
    }

    private sealed record Membership(WorkPool Pool, int Worker);

    private sealed class Job(int items, Action<int, int> work)
    {
        private int _next = -1;
        private int _done;

        internal int Items => items;

        internal ExceptionDispatchInfo? Failure { get; private set; }

        internal void Work(int worker)
        {
            for (int item = Interlocked.Increment(ref _next); item < items; item = Interlocked.Increment(ref _next))
            {
                try
                {
                    work(item, worker);
                }
                catch (Exception failure)
                {
                    // The thread belongs to the pool: what went wrong is thrown again on the thread that asked for the work.
                    Failure ??= ExceptionDispatchInfo.Capture(failure);
                }

                Interlocked.Increment(ref _done);
            }
        }

        internal void Wait()
        {
            SpinWait spin = default;
            while (Volatile.Read(ref _done) < items)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
    }

    private sealed class ScratchMemory
    {
        private const int Alignment = 64;
        private float* _memory;

        internal long Bytes { get; private set; }

        internal float* Take(long floats)
        {
            long bytes = Math.Max(floats, 1) * sizeof(float);
            if (bytes > Bytes)
            {
                Free();
                _memory = (float*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
                Bytes = bytes;
            }

            return _memory;
        }

        internal void Free()
        {
            NativeMemory.AlignedFree(_memory);
            _memory = null;
            Bytes = 0;
        }
    }
}
