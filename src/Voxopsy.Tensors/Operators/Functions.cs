namespace Voxopsy.Tensors.Operators;

/// <summary>A function of one number, done to every element.</summary>
public enum Pointwise
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x above 0, p · x below; p above 0.</summary>
    LeakyRelu,

    /// <summary>x above 0, p (eˣ - 1) below.</summary>
    Elu,

    /// <summary>x σ(x).</summary>
    Silu,

    /// <summary>x Φ(x), with the exact normal distribution.</summary>
    Gelu,

    /// <summary>x Φ(x), with Φ from the hyperbolic tangent (Hendrycks and Gimpel 2016).</summary>
    GeluTanh,

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>ln(1 + eˣ).</summary>
    Softplus,

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    Hardswish,

    /// <summary>eˣ.</summary>
    Exponential,

    /// <summary>The natural logarithm.</summary>
    Logarithm,

    /// <summary>The square root.</summary>
    SquareRoot,

    /// <summary>|x|; derivative 0 at 0.</summary>
    Absolute,

    /// <summary>xᵖ.</summary>
    Power,

    /// <summary>max(x, p); derivative 1 where x ≥ p.</summary>
    AtLeast,
}

/// <summary>A function of two numbers, done to every pair of elements.</summary>
public enum Pairwise
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a - b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,
}

/// <summary>How a matrix enters a product.</summary>
public enum MatrixForm
{
    /// <summary>As it is stored.</summary>
    AsStored,

    /// <summary>With its last two axes exchanged.</summary>
    Transposed,
}

/// <summary>Where the statistics of a batch norm come from.</summary>
public enum BatchStatistics
{
    /// <summary>From the batch; the running statistics, where there are any, are moved towards it.</summary>
    Batch,

    /// <summary>From the running statistics, which stay.</summary>
    Running,
}

/// <summary>Which gradients of an operator are wanted.</summary>
[Flags]
public enum Wanted
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Of the input.</summary>
    Input = 1,

    /// <summary>Of the weight.</summary>
    Weight = 2,

    /// <summary>Of the bias.</summary>
    Bias = 4,
}
