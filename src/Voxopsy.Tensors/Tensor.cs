namespace Voxopsy.Tensors;

/// <summary>A float32 array of up to five axes on a backend, row-major.</summary>
/// <remarks>
/// Made by a backend, by a <see cref="Tape"/> (which then owns it and frees it) or as the value of a <see cref="Parameter"/>. Whoever made it directly on a
/// backend disposes it. Images are [batch, channel, height, width] or [batch, channel, depth, height, width].
/// </remarks>
public sealed class Tensor : IDisposable
{
    private Storage? _storage;

    /// <summary>Makes a tensor over a storage of its backend; for backends.</summary>
    /// <param name="backend">The backend whose storage it is.</param>
    /// <param name="shape">The sizes; their product must be the storage's count.</param>
    /// <param name="storage">The memory; the tensor becomes one of its users.</param>
    public Tensor(IBackend backend, Shape shape, Storage storage)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(storage);
        if (shape.Count != storage.Count)
        {
            throw new ShapeException($"A tensor of shape {shape} needs {shape.Count} elements, but its memory has {storage.Count}. Keep the number of elements when giving another shape.");
        }

        Backend = backend;
        Shape = shape;
        _storage = storage;
        storage.Take();
    }

    /// <summary>The backend that holds the memory and computes.</summary>
    public IBackend Backend { get; }

    /// <summary>The sizes, slowest axis first.</summary>
    public Shape Shape { get; }

    /// <summary>The memory; for backends.</summary>
    /// <exception cref="ObjectDisposedException">The tensor was freed.</exception>
    public Storage Storage => _storage ?? throw new ObjectDisposedException(
        nameof(Tensor),
        $"This tensor of shape {Shape} was freed: its step ended, or Backward went past it. Call Keep on the tape before, or copy the numbers out earlier.");

    /// <summary>Whether the memory was given back.</summary>
    public bool IsFreed => _storage is null;

    /// <summary>Whether a gradient can flow into this tensor: it is watched, or computed on a recording tape from something that is.</summary>
    public bool NeedsGradient => Node >= 0 || Parameter is { Kind: ParameterKind.Trained };

    internal int Node { get; set; } = -1;

    internal Parameter? Parameter { get; set; }

    internal bool IsHeld { get; set; }

    internal int Saves { get; set; }

    internal string Origin { get; set; } = "";

    /// <summary>Copies the numbers out, row-major.</summary>
    /// <param name="destination">As many elements as the shape counts.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length != Shape.Count)
        {
            throw new ArgumentException($"A tensor of shape {Shape} has {Shape.Count} elements; the destination has {destination.Length}.", nameof(destination));
        }

        Backend.Read(this, destination);
    }

    /// <summary>The numbers in a new array, row-major.</summary>
    public float[] ToArray()
    {
        float[] numbers = new float[Shape.Count];
        Backend.Read(this, numbers);
        return numbers;
    }

    /// <summary>The only number of a tensor with one element, such as a loss.</summary>
    /// <exception cref="ShapeException">There is more than one element, or none.</exception>
    public float Item()
    {
        if (Shape.Count != 1)
        {
            throw new ShapeException($"Only a tensor with one element has a single value; this one has shape {Shape}.");
        }

        Span<float> number = stackalloc float[1];
        Backend.Read(this, number);
        return number[0];
    }

    /// <summary>Another tensor on the same memory.</summary>
    /// <param name="shape">As many elements.</param>
    /// <returns>A view; both must be disposed.</returns>
    public Tensor View(Shape shape) => new(Backend, shape, Storage);

    /// <summary>Lets go of the memory; more than one call does nothing.</summary>
    public void Dispose()
    {
        Storage? storage = _storage;
        _storage = null;
        storage?.Release();
    }

    /// <summary>Shape and backend, without numbers.</summary>
    public override string ToString() => $"tensor {Shape} on {Backend.Name}{(IsFreed ? ", freed" : "")}";
}
