using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Tensors.Managed;

namespace Voxopsy.Tensors.Torch;

/// <summary>The operators of the user's libtorch, called one by one: on its CPU kernels or on a GPU.</summary>
/// <remarks>The way back comes from the tape, through ATen's explicit backward operators; libtorch's own differentiation is not used.</remarks>
internal sealed unsafe partial class TorchBackend : IBackend
{
    private const int Contiguous = 0;
    private const int Single = 6;
    private const int Double = 7;
    private readonly TorchLibrary _torch;
    private readonly int _cuda;
    private long _used;
    private long _peak;

    /// <summary>Makes a backend.</summary>
    /// <param name="torch">The library.</param>
    /// <param name="cuda">Number of the GPU, or -1 for the CPU.</param>
    internal TorchBackend(TorchLibrary torch, int cuda)
    {
        _torch = torch;
        _cuda = cuda;
    }

    public string Name => _cuda < 0 ? "torch:cpu" : string.Create(CultureInfo.InvariantCulture, $"torch:cuda:{_cuda}");

    public string Operation { get; set; } = "";

    public MemoryUse Memory => new(_used, _peak, _used, long.MaxValue);

    public Tensor Create(Shape shape, ReadOnlySpan<float> numbers)
    {
        fixed (float* first = numbers)
        {
            return Wrap(Made(first, shape, isFloat: true), shape);
        }
    }

    public void Read(Tensor source, Span<float> destination)
    {
        fixed (float* first = destination)
        {
            _torch.Read(Handle(source), first);
        }
    }

    public void Write(Tensor destination, ReadOnlySpan<float> numbers)
    {
        fixed (float* first = numbers)
        {
            _torch.Write(Handle(destination), first);
        }
    }

    public Tensor Copy(Tensor source) => One("clone", "", source, Contiguous);

    public void AddInPlace(Tensor target, Tensor addend, float factor) => Do("add_", "Tensor", target, addend, (double)factor);

    public void ScaleInPlace(Tensor target, float factor) => Do("mul_", "Scalar", target, (double)factor);

    public double SumOfSquares(Tensor x)
    {
        using Tensor norm = One("linalg_vector_norm", "", x, 2.0, TorchArgument.Nothing, false, Double);
        return Math.Pow(_torch.Item(Handle(norm)), 2);
    }

    public long CountNonFinite(Tensor x)
    {
        using Tensor finite = One("isfinite", "", x);
        using Tensor count = One("sum", "", finite, TorchArgument.Nothing);
        return x.Shape.Count - (long)_torch.Item(Handle(count));
    }

    // Memory belongs to the tensors; the library stays loaded for the whole process.
    public void Dispose()
    {
    }

    internal void Release(nint handle, int count)
    {
        _used -= (long)count * sizeof(float);
        _torch.Free(handle);
    }

    private static nint Handle(Tensor tensor) => ((TorchStorage)tensor.Storage).Handle;

    private nint Made(void* numbers, Shape shape, bool isFloat)
    {
        try
        {
            return _torch.Create(numbers, shape.Sizes, isFloat, _cuda);
        }
        catch (TorchCallException error)
        {
            throw Told(error, shape);
        }
    }

    private Tensor Numbers(ReadOnlySpan<int> integers)
    {
        long[] wide = new long[integers.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = integers[i];
        }

        Shape shape = new(wide.Length);
        fixed (long* first = wide)
        {
            return Wrap(Made(first, shape, isFloat: false), shape);
        }
    }

    private Tensor Wrap(nint handle, Shape shape)
    {
        _used += (long)shape.Count * sizeof(float);
        _peak = Math.Max(_peak, _used);
        return new Tensor(this, shape, new TorchStorage(this, handle, shape.Count));
    }

    /// <summary>An operator with one result.</summary>
    private Tensor One(string name, string overload, params ReadOnlySpan<TorchArgument> arguments) => All(name, overload, arguments)[0]!;

    /// <summary>An operator with several results; null where it gives none.</summary>
    private Tensor?[] All(string name, string overload, params ReadOnlySpan<TorchArgument> arguments)
    {
        nint[] handles = Called(name, overload, arguments);
        return Array.ConvertAll(handles, handle => handle == 0 ? null : Wrap(handle, _torch.ShapeOf(handle)));
    }

    /// <summary>An operator that writes to its first argument.</summary>
    private void Do(string name, string overload, params ReadOnlySpan<TorchArgument> arguments)
    {
        foreach (nint handle in Called(name, overload, arguments))
        {
            _torch.Free(handle);
        }
    }

    /// <summary>A tensor under another shape, which takes over its memory.</summary>
    private static Tensor As(Tensor tensor, Shape shape)
    {
        Tensor view = tensor.View(shape);
        tensor.Dispose();
        return view;
    }

    /// <summary>A copy of a view, which is freed.</summary>
    private Tensor Copied(Tensor view)
    {
        Tensor copy = Copy(view);
        view.Dispose();
        return copy;
    }

    private nint[] Called(string name, string overload, ReadOnlySpan<TorchArgument> arguments)
    {
        try
        {
            return _torch.Call(name, overload, arguments);
        }
        catch (TorchCallException error)
        {
            Shape largest = new(0);
            foreach (TorchArgument argument in arguments)
            {
                largest = argument.Shape is { } shape && shape.Count > largest.Count ? shape : largest;
            }

            throw Told(error, largest);
        }
    }

    private TensorException Told(TorchCallException error, Shape shape)
    {
        bool memory = error.Message.Contains("out of memory", StringComparison.Ordinal) || error.Message.Contains("can't allocate memory", StringComparison.Ordinal);
        if (!memory)
        {
            return new TensorException($"{Operation} on {Name}: libtorch refused: {error.Message.Split('\n')[0]}", error);
        }

        Match bytes = AskedForm().Match(error.Message);
        double unit = bytes.Groups[2].Value switch { "KiB" => 1 << 10, "MiB" => 1 << 20, "GiB" => 1 << 30, _ => 1 };
        long asked = bytes.Success ? (long)(double.Parse(bytes.Groups[1].Value, CultureInfo.InvariantCulture) * unit) : (long)shape.Count * sizeof(float);
        return MemoryAdvice.Exhausted($"{Operation} on {Name}", shape, asked, Memory with { Budget = _peak + (asked / 2) });
    }

    [GeneratedRegex(@"allocate (\d+(?:\.\d+)?) (bytes|KiB|MiB|GiB)")]
    private static partial Regex AskedForm();
}
