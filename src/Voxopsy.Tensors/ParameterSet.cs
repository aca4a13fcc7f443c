using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Voxopsy.Tensors;

/// <summary>The parameters and buffers of a network, by name, in the order in which they were added.</summary>
public sealed class ParameterSet : IReadOnlyCollection<Parameter>, IDisposable
{
    private readonly List<Parameter> _parameters = [];
    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);

    /// <summary>Starts an empty set on a backend.</summary>
    public ParameterSet(IBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        Backend = backend;
    }

    /// <summary>The backend that holds all values.</summary>
    public IBackend Backend { get; }

    /// <inheritdoc/>
    public int Count => _parameters.Count;

    /// <summary>The parameters that an optimizer moves, in order.</summary>
    public IEnumerable<Parameter> Trained => _parameters.Where(parameter => parameter.Kind == ParameterKind.Trained);

    /// <summary>The number of trained and frozen weights, buffers not counted.</summary>
    public long WeightCount => _parameters.Where(parameter => parameter.Kind != ParameterKind.Buffer).Sum(parameter => (long)parameter.Shape.Count);

    /// <summary>A parameter by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names similar ones.</exception>
    public Parameter this[string name] => _byName.TryGetValue(name, out Parameter? parameter)
        ? parameter
        : throw new KeyNotFoundException($"There is no parameter '{name}' among {Count}; the first are {string.Join(", ", _parameters.Take(4).Select(known => "'" + known.Name + "'"))}.");

    /// <summary>Adds a parameter of given numbers.</summary>
    /// <param name="name">Not yet in the set.</param>
    /// <param name="kind">What training does to it.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="numbers">Row-major; empty for zeros.</param>
    /// <exception cref="ArgumentException">The name is taken, or the length does not fit the shape.</exception>
    public Parameter Add(string name, ParameterKind kind, Shape shape, ReadOnlySpan<float> numbers = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        if (_byName.ContainsKey(name))
        {
            throw new ArgumentException($"The name '{name}' is taken; every parameter has its own.", nameof(name));
        }

        if (!numbers.IsEmpty && numbers.Length != shape.Count)
        {
            throw new ArgumentException($"Parameter '{name}' has shape {shape}, which is {shape.Count} numbers; {numbers.Length} were given.", nameof(numbers));
        }

        Tensor value = Backend.Create(shape, numbers);
        Parameter parameter = new(name, kind, value);
        _parameters.Add(parameter);
        _byName.Add(name, parameter);
        return parameter;
    }

    /// <summary>Finds a parameter by its name.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter) => _byName.TryGetValue(name, out parameter);

    /// <summary>Clears the gradients of all parameters.</summary>
    public void ClearGradients() => _parameters.ForEach(parameter => parameter.ClearGradient());

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the memory of all values and gradients back.</summary>
    public void Dispose() => _parameters.ForEach(parameter => parameter.Dispose());
}
