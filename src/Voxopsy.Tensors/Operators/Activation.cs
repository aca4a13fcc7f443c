namespace Voxopsy.Tensors.Operators;

/// <summary>The kind of an activation that norms and convolutions can do in the same pass.</summary>
public enum ActivationKind
{
    /// <summary>None: the value itself.</summary>
    Identity,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x above 0, slope · x below.</summary>
    LeakyRelu,
}

/// <summary>What is done to each value at the end of a norm or a convolution.</summary>
/// <param name="Kind">The function.</param>
/// <param name="Slope">The slope below 0 of the leaky ReLU; above 0.</param>
public readonly record struct Activation(ActivationKind Kind, float Slope = 0)
{
    /// <summary>Nothing is done.</summary>
    public static Activation None => default;

    /// <summary>max(x, 0).</summary>
    public static Activation Relu => new(ActivationKind.Relu);

    /// <summary>x above 0, slope · x below.</summary>
    /// <param name="slope">Above 0.</param>
    public static Activation LeakyRelu(float slope) => new(ActivationKind.LeakyRelu, slope);
}
