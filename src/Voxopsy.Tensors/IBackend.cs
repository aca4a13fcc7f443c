namespace Voxopsy.Tensors;

/// <summary>What an engine must be able to do: memory, and every operator forward and backward. The one seam between engines.</summary>
/// <remarks>
/// <para>Shapes are checked by the operators on <see cref="Tape"/>; a backend may trust them. Every method returns new tensors with memory of their own (except
/// where it says that it writes in place) and frees nothing that it is given. Backward methods get the gradient of the output and what the forward method read or
/// gave; they know nothing of the tape. Names and meanings follow the operators of ATen, so that a backend over libtorch is a table.</para>
/// <para>Tensors called <c>state</c> are opaque: only the backend that made one reads it.</para>
/// </remarks>
public partial interface IBackend : IDisposable
{
    /// <summary>The name that users see, such as <c>managed, AVX-512, 2 threads</c>.</summary>
    string Name { get; }

    /// <summary>What is being computed, for messages: set by the tape before each operator.</summary>
    string Operation { get; set; }

    /// <summary>Memory in use and the most that was, in bytes.</summary>
    MemoryUse Memory { get; }

    /// <summary>A new tensor.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="numbers">Row-major; empty for zeros.</param>
    Tensor Create(Shape shape, ReadOnlySpan<float> numbers);

    /// <summary>Copies numbers out of a tensor.</summary>
    void Read(Tensor source, Span<float> destination);

    /// <summary>Overwrites a tensor.</summary>
    void Write(Tensor destination, ReadOnlySpan<float> numbers);

    /// <summary>A copy with memory of its own.</summary>
    Tensor Copy(Tensor source);

    /// <summary>target += factor · addend, in place; equal shapes.</summary>
    void AddInPlace(Tensor target, Tensor addend, float factor);

    /// <summary>target *= factor, in place.</summary>
    void ScaleInPlace(Tensor target, float factor);

    /// <summary>Σ x², added in double.</summary>
    double SumOfSquares(Tensor x);

    /// <summary>How many elements are NaN or infinite.</summary>
    long CountNonFinite(Tensor x);
}

/// <summary>Memory of a backend, in bytes.</summary>
/// <param name="Used">Held by tensors now.</param>
/// <param name="Peak">The most that was held by tensors.</param>
/// <param name="Reserved">Taken from the operating system, used or ready to be used again.</param>
/// <param name="Budget">The limit.</param>
public readonly record struct MemoryUse(long Used, long Peak, long Reserved, long Budget);
