namespace Voxopsy.Tensors.Optimizers;

/// <summary>The tensors that an optimizer keeps beside each parameter, by kind and name, and the step count.</summary>
internal sealed class OptimizerState(ParameterSet parameters) : IDisposable
{
    private readonly SortedDictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    internal ParameterSet Parameters => parameters;

    internal long Steps { get; set; }

    internal IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>The trained parameters that have a gradient.</summary>
    internal IEnumerable<(Parameter Parameter, Tensor Gradient)> Moving =>
        parameters.Trained.Where(parameter => parameter.Gradient is not null).Select(parameter => (parameter, parameter.Gradient!));

    /// <summary>The tensor of a kind beside a parameter; zeros at first.</summary>
    internal Tensor Beside(string kind, Parameter parameter)
    {
        string name = $"{kind}/{parameter.Name}";
        if (!_tensors.TryGetValue(name, out Tensor? tensor))
        {
            parameters.Backend.Operation = $"optimizer state '{name}'";
            _tensors[name] = tensor = parameters.Backend.Create(parameter.Shape, []);
        }

        return tensor;
    }

    internal void Restore(long steps, IReadOnlyDictionary<string, (Shape Shape, float[] Numbers)> state)
    {
        Dispose();
        Steps = steps;
        foreach ((string name, (Shape shape, float[] numbers)) in state)
        {
            Parameter parameter = parameters[name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..]];
            if (!parameter.Shape.Equals(shape))
            {
                throw new ShapeException($"The saved optimizer state '{name}' has shape {shape}, but the parameter has {parameter.Shape}. Resume with the network that was saved.");
            }

            _tensors[name] = parameters.Backend.Create(shape, numbers);
        }
    }

    public void Dispose()
    {
        foreach (Tensor tensor in _tensors.Values)
        {
            tensor.Dispose();
        }

        _tensors.Clear();
    }
}
