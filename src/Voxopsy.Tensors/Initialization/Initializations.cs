namespace Voxopsy.Tensors.Initialization;

/// <summary>First values of weights, drawn by seed and name: the same whatever was drawn before.</summary>
public static class Initializations
{
    /// <summary>Normal with deviation √(2 / fan), for layers before a ReLU (He et al. 2015).</summary>
    /// <param name="shape">[out, in, kernel…].</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="fan">What keeps its variance.</param>
    /// <param name="slope">Of a leaky ReLU below 0; 0 for a ReLU.</param>
    public static float[] HeNormal(Shape shape, long seed, string name, Fan fan = Fan.In, double slope = 0)
    {
        double deviation = Math.Sqrt(2 / ((1 + (slope * slope)) * FanOf(shape, fan)));
        return Drawn(shape, NamedGenerator.Seed(seed, name), (stream, i) => deviation * NamedGenerator.Normal(stream, i));
    }

    /// <summary>Uniform in ±√(6 / ((1 + slope²) fan)) (He et al. 2015); slope √5 gives PyTorch's default for convolutions and linear layers.</summary>
    public static float[] HeUniform(Shape shape, long seed, string name, Fan fan = Fan.In, double slope = 0) =>
        Uniform(shape, seed, name, Math.Sqrt(6 / ((1 + (slope * slope)) * FanOf(shape, fan))));

    /// <summary>Uniform in ±√(6 / (in + out)) (Glorot and Bengio 2010).</summary>
    public static float[] GlorotUniform(Shape shape, long seed, string name) =>
        Uniform(shape, seed, name, Math.Sqrt(6.0 / (FanOf(shape, Fan.In) + FanOf(shape, Fan.Out))));

    /// <summary>Normal with deviation √(2 / (in + out)) (Glorot and Bengio 2010).</summary>
    public static float[] GlorotNormal(Shape shape, long seed, string name)
    {
        double deviation = Math.Sqrt(2.0 / (FanOf(shape, Fan.In) + FanOf(shape, Fan.Out)));
        return Drawn(shape, NamedGenerator.Seed(seed, name), (stream, i) => deviation * NamedGenerator.Normal(stream, i));
    }

    /// <summary>Uniform in ± a bound.</summary>
    public static float[] Uniform(Shape shape, long seed, string name, double bound) =>
        Drawn(shape, NamedGenerator.Seed(seed, name), (stream, i) => bound * ((2 * NamedGenerator.Uniform53(stream, i)) - 1));

    /// <summary>Normal with mean 0, cut off at two deviations by drawing again.</summary>
    public static float[] TruncatedNormal(Shape shape, long seed, string name, double deviation = 0.02) =>
        Drawn(shape, NamedGenerator.Seed(seed, name), (stream, i) =>
        {
            double value = NamedGenerator.Normal(stream, i);
            for (long again = 1; Math.Abs(value) > 2; again++)
            {
                value = NamedGenerator.Normal(stream, i + (again << 40));
            }

            return deviation * value;
        });

    /// <summary>The same value everywhere.</summary>
    public static float[] Constant(Shape shape, float value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        float[] values = new float[shape.Count];
        Array.Fill(values, value);
        return values;
    }

    /// <summary>How many inputs (or outputs) one output (or input) sees: the product of the sizes without the first (or second) axis.</summary>
    /// <exception cref="ShapeException">The shape has fewer than two axes.</exception>
    public static int FanOf(Shape shape, Fan fan)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2 || shape.Count == 0)
        {
            throw new ShapeException($"Initialization by fan needs a weight [out, in, …] with elements; this shape is {shape}.");
        }

        return shape.Count / (fan == Fan.In ? shape[0] : shape[1]);
    }

    private static float[] Drawn(Shape shape, ulong stream, Func<ulong, long, double> draw)
    {
        float[] values = new float[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)draw(stream, i);
        }

        return values;
    }
}

/// <summary>Which side of a layer keeps its variance.</summary>
public enum Fan
{
    /// <summary>Forward: inputs of one output.</summary>
    In,

    /// <summary>Backward: outputs of one input.</summary>
    Out,
}
