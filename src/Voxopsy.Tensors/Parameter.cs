namespace Voxopsy.Tensors;

/// <summary>What training does to a parameter.</summary>
public enum ParameterKind
{
    /// <summary>Gets gradients and is moved by the optimizer.</summary>
    Trained,

    /// <summary>Belongs to the weights but stays as it is.</summary>
    Frozen,

    /// <summary>A state that is not trained, such as the running mean of a batch norm.</summary>
    Buffer,
}

/// <summary>A named tensor that outlives the steps of training: a weight, or a buffer such as running statistics.</summary>
public sealed class Parameter : IDisposable
{
    private ParameterKind _kind;

    internal Parameter(string name, ParameterKind kind, Tensor value)
    {
        Name = name;
        _kind = kind;
        Value = value;
        value.Parameter = this;
    }

    /// <summary>The name, such as <c>layer1.0.conv1.weight</c>; unique in its set.</summary>
    public string Name { get; }

    /// <summary>What training does to it; a weight may be frozen and thawed between steps, a buffer stays one.</summary>
    /// <exception cref="ArgumentException">A buffer cannot become a weight, nor a weight a buffer.</exception>
    public ParameterKind Kind
    {
        get => _kind;
        set
        {
            if (value != _kind && (value == ParameterKind.Buffer || _kind == ParameterKind.Buffer))
            {
                throw new ArgumentException($"Parameter '{Name}' is {(_kind == ParameterKind.Buffer ? "a buffer and cannot become a weight" : "a weight and cannot become a buffer")}.", nameof(value));
            }

            _kind = value;
        }
    }

    /// <summary>The numbers.</summary>
    public Tensor Value { get; }

    /// <summary>The gradient that backward passes have added up since it was last cleared; null when there is none.</summary>
    public Tensor? Gradient { get; internal set; }

    /// <summary>The sizes of the value.</summary>
    public Shape Shape => Value.Shape;

    /// <summary>Writes new numbers, row-major.</summary>
    /// <param name="numbers">As many as the shape counts.</param>
    /// <exception cref="ArgumentException">The length is another.</exception>
    public void Set(ReadOnlySpan<float> numbers)
    {
        if (numbers.Length != Shape.Count)
        {
            throw new ArgumentException($"Parameter '{Name}' has shape {Shape}, which is {Shape.Count} numbers; {numbers.Length} were given.", nameof(numbers));
        }

        Value.Backend.Write(Value, numbers);
    }

    /// <summary>Clears the gradient and gives its memory back.</summary>
    public void ClearGradient()
    {
        Gradient?.Dispose();
        Gradient = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ClearGradient();
        Value.Dispose();
    }

    internal void AddGradient(Tensor gradient) => Gradient = Tape.Sum(Gradient, gradient);
}
