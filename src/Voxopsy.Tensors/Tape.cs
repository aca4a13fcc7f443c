namespace Voxopsy.Tensors;

/// <summary>One step of computing: it owns every tensor made through it, remembers what was done, and can go back along it.</summary>
/// <remarks>
/// <para>The operators are extension methods (<c>Voxopsy.Tensors.Operators</c>): <c>tape.Convolution(x, weight, …)</c>. Disposing the tape gives all its memory
/// back for the next step.</para>
/// <para>A recording tape keeps what backward needs. <see cref="Backward(Tensor)"/> frees each intermediate as soon as it has gone past it: afterwards only the
/// loss, watched tensors and what <see cref="Keep"/> named can be read. On an inference tape <see cref="Free"/> and <see cref="OpenScope"/> give memory back at once.</para>
/// </remarks>
public sealed partial class Tape : IDisposable
{
    private readonly List<Record> _records = [];
    private readonly List<Tensor> _owned = [];
    private readonly HashSet<Tensor> _kept = [];
    private readonly List<Tensor?> _gradients = [];

    private Tape(IBackend backend, TapeMode mode)
    {
        ArgumentNullException.ThrowIfNull(backend);
        Backend = backend;
        Mode = mode;
    }

    /// <summary>Where the numbers live and are computed.</summary>
    public IBackend Backend { get; }

    /// <summary>Whether the tape remembers the way back.</summary>
    public TapeMode Mode { get; }

    /// <summary>Where in the network the next operators stand, such as <c>layer1.0.conv1</c>; for messages, often empty.</summary>
    public string Place { get; set; } = "";

    /// <summary>A tape for training: remembers the way back.</summary>
    public static Tape Recording(IBackend backend) => new(backend, TapeMode.Recording);

    /// <summary>A tape for inference: remembers nothing.</summary>
    public static Tape Inference(IBackend backend) => new(backend, TapeMode.Inference);

    /// <summary>Brings numbers onto the backend.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="numbers">Row-major; as many as the shape counts.</param>
    public Tensor Input(Shape shape, ReadOnlySpan<float> numbers)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (numbers.Length != shape.Count)
        {
            throw new ShapeException($"An input of shape {shape} needs {shape.Count} numbers; {numbers.Length} were given.");
        }

        Begin("input");
        return Own(Backend.Create(shape, numbers));
    }

    /// <summary>Asks for the gradient of a tensor that is no parameter, such as the input.</summary>
    /// <returns>The tensor itself.</returns>
    /// <exception cref="InvalidOperationException">The tape is for inference.</exception>
    public Tensor Watch(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        RequireRecording("watch a tensor");
        if (!tensor.NeedsGradient)
        {
            Add(new Record("watched tensor", Place, tensor, [], static _ => { }));
        }

        _kept.Add(tensor);
        return tensor;
    }

    /// <summary>Keeps a tensor, and its gradient, readable after <see cref="Backward(Tensor)"/> until the tape ends.</summary>
    /// <returns>The tensor itself.</returns>
    public Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _kept.Add(tensor);
        return tensor;
    }

    /// <summary>The gradient of a watched or kept tensor after <see cref="Backward(Tensor)"/>; null when none reached it.</summary>
    public Tensor? Gradient(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Parameter is { } parameter ? parameter.Gradient : tensor.Node >= 0 && tensor.Node < _gradients.Count ? _gradients[tensor.Node] : null;
    }

    /// <summary>Says that a tensor of this tape will not be used by the caller any more; its memory is given back as soon as backward does not need it either.</summary>
    public void Free(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (!_kept.Contains(tensor))
        {
            LetGo(tensor);
        }
    }

    /// <summary>Opens a scope: at its end all tensors made in it are freed, except those that it was told to keep.</summary>
    public TapeScope OpenScope() => new(this, _owned.Count);

    /// <summary>Goes back from a loss and adds the gradients to the parameters and watched tensors that led to it.</summary>
    /// <param name="loss">One number, made on this tape.</param>
    /// <exception cref="ShapeException">It is not one number.</exception>
    /// <exception cref="InvalidOperationException">The tape is for inference, or nothing that needs a gradient led to the tensor.</exception>
    public void Backward(Tensor loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (loss.Shape.Count != 1)
        {
            throw new ShapeException($"Backward starts from one number; this tensor has shape {loss.Shape}. Take its mean or sum first, or give the gradient to start from.");
        }

        using Tensor one = Backend.Create(loss.Shape, [1f]);
        Backward(loss, one);
    }

    /// <summary>Goes back from a tensor with a given gradient.</summary>
    /// <param name="output">Made on this tape.</param>
    /// <param name="gradient">Of its shape.</param>
    public void Backward(Tensor output, Tensor gradient)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(gradient);
        RequireRecording("go backward");
        if (output.Node < 0 || output.Node >= _records.Count || _records[output.Node].Output != output)
        {
            throw new InvalidOperationException("Nothing that needs a gradient led to this tensor on this tape: no parameter is trained, or the tape already went back from it.");
        }

        if (!gradient.Shape.Equals(output.Shape))
        {
            throw new ShapeException($"The gradient to start from has shape {gradient.Shape}; the tensor has {output.Shape}.");
        }

        Keep(output);
        Keep(gradient);
        foreach (Tensor tensor in _owned)
        {
            Free(tensor);
        }

        _gradients.AddRange(Enumerable.Repeat<Tensor?>(null, _records.Count - _gradients.Count));
        Pass(output, gradient);
        for (int node = _records.Count - 1; node >= 0; node--)
        {
            GoBack(node);
        }
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        _gradients.ForEach(gradient => gradient?.Dispose());
        _gradients.Clear();
        _records.ForEach(record => record.Output.Node = -1);
        _records.Clear();
        _owned.ForEach(tensor => tensor.Dispose());
        _owned.Clear();
        _kept.Clear();
    }

    private void GoBack(int node)
    {
        Record record = _records[node];
        if (_gradients[node] is { } gradient && record.Backward is { } backward)
        {
            Place = record.Place;
            Begin(record.Operation + ", backward");
            backward(gradient);
            if (!_kept.Contains(record.Output))
            {
                gradient.Dispose();
                _gradients[node] = null;
            }
        }

        record.Forget();
    }

    private void RequireRecording(string what)
    {
        if (Mode == TapeMode.Inference)
        {
            throw new InvalidOperationException($"An inference tape cannot {what}; use Tape.Recording.");
        }
    }
}

/// <summary>Whether a tape remembers the way back.</summary>
public enum TapeMode
{
    /// <summary>Remembers what backward needs.</summary>
    Recording,

    /// <summary>Remembers nothing.</summary>
    Inference,
}
