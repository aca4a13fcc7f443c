using Voxopsy.Tensors;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Deep.Layers;

/// <summary>A place in a network where layers are made: it names their parameters as PyTorch would and seeds them by that name.</summary>
/// <param name="Parameters">Where parameters are kept.</param>
/// <param name="Dimensions">Spatial axes: 2 or 3.</param>
/// <param name="Seed">Where chance begins; null leaves weights 0, for those that are read from a file.</param>
/// <param name="Path">The names that lead here, joined by dots.</param>
internal sealed record LayerScope(ParameterSet Parameters, int Dimensions, long? Seed, string Path = "")
{
    /// <summary>The scope of a named part.</summary>
    internal LayerScope this[string name] => this with { Path = NameOf(name) };

    /// <summary>The same size along every spatial axis.</summary>
    internal Extent Size(int size) => Dimensions == 3 ? Extent.All(size) : Extent.Plane(size, size);

    /// <summary>The same padding along every spatial axis; none along the missing one.</summary>
    internal Extent Padding(int padding) => Dimensions == 3 ? Extent.All(padding) : new Extent(0, padding, padding);

    /// <summary>The shape of a convolution's weight.</summary>
    internal Shape WeightShape(int first, int second, Extent kernel) => Dimensions == 3
        ? new Shape(first, second, kernel.Depth, kernel.Height, kernel.Width)
        : new Shape(first, second, kernel.Height, kernel.Width);

    /// <summary>A parameter or buffer filled with one number.</summary>
    internal Parameter Constant(string name, ParameterKind kind, Shape shape, float value)
    {
        float[] numbers = new float[shape.Count];
        numbers.AsSpan().Fill(value);
        return Parameters.Add(NameOf(name), kind, shape, numbers);
    }

    /// <summary>A weight drawn from a normal distribution.</summary>
    internal Parameter Normal(string name, Shape shape, double deviation)
    {
        string full = NameOf(name);
        if (Seed is not { } start)
        {
            return Parameters.Add(full, ParameterKind.Trained, shape);
        }

        ulong seed = NamedGenerator.Seed(start, full);
        float[] numbers = new float[shape.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)(deviation * NamedGenerator.Normal(seed, i));
        }

        return Parameters.Add(full, ParameterKind.Trained, shape, numbers);
    }

    /// <summary>A weight drawn evenly from -limit to limit.</summary>
    internal Parameter Uniform(string name, Shape shape, double limit)
    {
        string full = NameOf(name);
        if (Seed is not { } start)
        {
            return Parameters.Add(full, ParameterKind.Trained, shape);
        }

        ulong seed = NamedGenerator.Seed(start, full);
        float[] numbers = new float[shape.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)(limit * ((2 * NamedGenerator.Uniform53(seed, i)) - 1));
        }

        return Parameters.Add(full, ParameterKind.Trained, shape, numbers);
    }

    private string NameOf(string name) => Path.Length == 0 ? name : Path + "." + name;
}
