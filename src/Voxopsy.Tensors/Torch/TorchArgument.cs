using System.Runtime.InteropServices;
using System.Text;

namespace Voxopsy.Tensors.Torch;

/// <summary>One argument of an operator of ATen.</summary>
internal readonly unsafe struct TorchArgument
{
    private readonly Kind _kind;
    private readonly long _value;
    private readonly object? _items;

    private TorchArgument(Kind kind, long value, object? items = null) => (_kind, _value, _items) = (kind, value, items);

    // As in torch_shim.cpp.
    private enum Kind : long
    {
        None,
        OfTensor,
        Integer,
        Real,
        Truth,
        Text,
        Integers,
        Reals,
        Truths,
        Tensors,
    }

    internal static TorchArgument Nothing => default;

    /// <summary>The shape of a tensor; null for all else.</summary>
    internal Shape? Shape => (_items as Tensor)?.Shape;

    public static implicit operator TorchArgument(Tensor? tensor) => tensor is null ? default : new(Kind.OfTensor, ((TorchStorage)tensor.Storage).Handle, tensor);

    public static implicit operator TorchArgument(int number) => new(Kind.Integer, number);

    public static implicit operator TorchArgument(double number) => new(Kind.Real, BitConverter.DoubleToInt64Bits(number));

    public static implicit operator TorchArgument(bool truth) => new(Kind.Truth, truth ? 1 : 0);

    public static implicit operator TorchArgument(string text) => new(Kind.Text, 0, text);

    public static implicit operator TorchArgument(int[] numbers) => new(Kind.Integers, 0, Array.ConvertAll(numbers, number => (long)number));

    public static implicit operator TorchArgument(double[] numbers) => new(Kind.Reals, 0, Array.ConvertAll(numbers, BitConverter.DoubleToInt64Bits));

    public static implicit operator TorchArgument(bool[] truths) => new(Kind.Truths, 0, Array.ConvertAll(truths, truth => truth ? 1L : 0));

    public static implicit operator TorchArgument(Tensor[] tensors) => new(Kind.Tensors, 0, tensors);

    public static implicit operator TorchArgument(Shape shape) => shape.Sizes.ToArray();

    /// <summary>The argument as the shim reads it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Native
    {
        public long Kind;
        public long Value;
        public void* Items;
        public long Count;
    }

    /// <summary>Arguments in native memory for the time of one call.</summary>
    internal readonly ref struct Block
    {
        private readonly List<nint> _owned = [];

        internal Block(ReadOnlySpan<TorchArgument> arguments) => Start = Write(arguments);

        internal Native* Start { get; }

        public void Dispose()
        {
            foreach (nint memory in _owned)
            {
                NativeMemory.Free((void*)memory);
            }
        }

        private Native* Write(ReadOnlySpan<TorchArgument> arguments)
        {
            var block = (Native*)Take(arguments.Length * sizeof(Native));
            for (int i = 0; i < arguments.Length; i++)
            {
                TorchArgument argument = arguments[i];
                (nint items, int count) = argument._items switch
                {
                    Tensor tensor => Copied(Array.ConvertAll(tensor.Shape.Sizes.ToArray(), size => (long)size)),
                    long[] numbers => Copied(numbers),
                    string text => Copied(Encoding.UTF8.GetBytes(text)),
                    Tensor[] tensors => ((nint)Write(Array.ConvertAll(tensors, tensor => (TorchArgument)tensor)), tensors.Length),
                    _ => (0, 0),
                };
                block[i] = new Native { Kind = (long)argument._kind, Value = argument._value, Items = (void*)items, Count = count };
            }

            return block;
        }

        private (nint Start, int Count) Copied<T>(T[] items)
            where T : unmanaged
        {
            void* memory = Take(items.Length * sizeof(T));
            items.CopyTo(new Span<T>(memory, items.Length));
            return ((nint)memory, items.Length);
        }

        private void* Take(int bytes)
        {
            void* memory = NativeMemory.Alloc((nuint)Math.Max(8, bytes));
            _owned.Add((nint)memory);
            return memory;
        }
    }
}
