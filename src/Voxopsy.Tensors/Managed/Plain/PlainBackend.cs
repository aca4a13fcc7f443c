using System.Numerics;
using System.Runtime.InteropServices;

namespace Voxopsy.Tensors.Managed.Plain;

/// <summary>All operators as plain loops: the definition of each, the oracle of every faster backend, and what those fall back to.</summary>
/// <remarks>
/// In <see cref="double"/> it is the reference that gradients are checked against; in <see cref="float"/> it is the ground under the managed backend. Sums are added in
/// double, in the order of the elements, on one thread.
/// </remarks>
/// <typeparam name="T">What a number is: float or double.</typeparam>
internal abstract unsafe partial class PlainBackend<T> : IBackend
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Arena _arena;

    protected PlainBackend(long budget) => _arena = new Arena(budget);

    public abstract string Name { get; }

    public string Operation { get; set; } = "";

    public MemoryUse Memory => _arena.Use;

    public Tensor Create(Shape shape, ReadOnlySpan<float> numbers)
    {
        Tensor tensor = New(shape);
        if (numbers.IsEmpty)
        {
            Of(tensor).Clear();
        }
        else
        {
            Write(tensor, numbers);
        }

        return tensor;
    }

    public void Read(Tensor source, Span<float> destination)
    {
        ReadOnlySpan<T> numbers = Of(source);
        if (typeof(T) == typeof(float))
        {
            MemoryMarshal.Cast<T, float>(numbers).CopyTo(destination);
            return;
        }

        for (int i = 0; i < numbers.Length; i++)
        {
            destination[i] = float.CreateTruncating(numbers[i]);
        }
    }

    public void Write(Tensor destination, ReadOnlySpan<float> numbers)
    {
        Span<T> target = Of(destination);
        if (typeof(T) == typeof(float))
        {
            numbers.CopyTo(MemoryMarshal.Cast<T, float>(target));
            return;
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = T.CreateTruncating(numbers[i]);
        }
    }

    public Tensor Copy(Tensor source)
    {
        Tensor copy = New(source.Shape);
        Of(source).CopyTo(Of(copy));
        return copy;
    }

    public virtual void AddInPlace(Tensor target, Tensor addend, float factor)
    {
        Span<T> sum = Of(target);
        ReadOnlySpan<T> added = Of(addend);
        T scale = T.CreateTruncating(factor);
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += scale * added[i];
        }
    }

    public virtual void ScaleInPlace(Tensor target, float factor)
    {
        T scale = T.CreateTruncating(factor);
        foreach (ref T value in Of(target))
        {
            value *= scale;
        }
    }

    public virtual double SumOfSquares(Tensor x)
    {
        double sum = 0;
        foreach (T value in Of(x))
        {
            double number = double.CreateTruncating(value);
            sum += number * number;
        }

        return sum;
    }

    public virtual long CountNonFinite(Tensor x)
    {
        long count = 0;
        foreach (T value in Of(x))
        {
            count += T.IsFinite(value) ? 0 : 1;
        }

        return count;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        _arena.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>A new tensor whose content is not defined.</summary>
    internal Tensor New(Shape shape) => new(this, shape, new ArenaStorage(_arena, _arena.Rent((long)shape.Count * sizeof(T), Operation, shape), shape.Count));

    /// <summary>The numbers of a tensor.</summary>
    internal static Span<T> Of(Tensor tensor) => new(Address(tensor), tensor.Shape.Count);

    /// <summary>Where the numbers of a tensor begin.</summary>
    internal static T* Address(Tensor tensor) => (T*)((ArenaStorage)tensor.Storage).Start;

    private protected static double Wide(T value) => double.CreateTruncating(value);

    private protected static T Narrow(double value) => T.CreateTruncating(value);

    private sealed class ArenaStorage(Arena arena, Arena.Block block, int count) : Storage(count)
    {
        internal nint Start => block.Start;

        protected override void Free() => arena.Return(block);
    }
}

/// <summary>The plain loops in double precision.</summary>
internal sealed class DoubleBackend() : PlainBackend<double>(long.MaxValue / 4)
{
    /// <inheritdoc/>
    public override string Name => "plain, double precision";
}

/// <summary>The plain loops in single precision.</summary>
internal sealed class SingleBackend() : PlainBackend<float>(long.MaxValue / 4)
{
    /// <inheritdoc/>
    public override string Name => "plain, single precision";
}
