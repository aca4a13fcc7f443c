using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    private static readonly double TanhFactor = Math.Sqrt(2 / Math.PI);

    public virtual Tensor Apply(Pointwise kind, Tensor x, double parameter)
    {
        Tensor y = New(x.Shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Narrow(Value(kind, Wide(from[i]), parameter));
        }

        return y;
    }

    public virtual Tensor ApplyBackward(Pointwise kind, Tensor gradient, Tensor saved, double parameter)
    {
        Tensor result = New(saved.Shape);
        ReadOnlySpan<T> upstream = Of(gradient);
        ReadOnlySpan<T> from = Of(saved);
        Span<T> to = Of(result);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Narrow(Wide(upstream[i]) * Derivative(kind, Wide(from[i]), parameter));
        }

        return result;
    }

    public Tensor PRelu(Tensor x, Tensor slope)
    {
        Tensor y = New(x.Shape);
        ReadOnlySpan<T> from = Of(x);
        ReadOnlySpan<T> slopes = Of(slope);
        Span<T> to = Of(y);
        (int channels, int volume) = ChannelsOf(x.Shape);
        for (int i = 0; i < to.Length; i++)
        {
            T value = from[i];
            to[i] = value > T.Zero ? value : value * slopes[slopes.Length == 1 ? 0 : i / volume % channels];
        }

        return y;
    }

    public (Tensor Input, Tensor Slope) PReluBackward(Tensor gradient, Tensor x, Tensor slope)
    {
        Tensor input = New(x.Shape);
        Tensor ofSlope = New(slope.Shape);
        ReadOnlySpan<T> upstream = Of(gradient);
        ReadOnlySpan<T> from = Of(x);
        ReadOnlySpan<T> slopes = Of(slope);
        Span<T> to = Of(input);
        double[] sums = new double[slopes.Length];
        (int channels, int volume) = ChannelsOf(x.Shape);
        for (int i = 0; i < to.Length; i++)
        {
            int channel = slopes.Length == 1 ? 0 : i / volume % channels;
            bool above = from[i] > T.Zero;
            to[i] = above ? upstream[i] : upstream[i] * slopes[channel];
            sums[channel] += above ? 0 : Wide(upstream[i]) * Wide(from[i]);
        }

        Store(sums, ofSlope);
        return (input, ofSlope);
    }

    public virtual Tensor Combine(Pairwise kind, Tensor a, Tensor b)
    {
        Shape shape = ShapeRules.Broadcast(Operation, a.Shape, b.Shape);
        Tensor y = New(shape);
        ReadOnlySpan<T> left = Of(a);
        ReadOnlySpan<T> right = Of(b);
        Span<T> to = Of(y);
        Walk walkA = new(a.Shape, shape);
        Walk walkB = new(b.Shape, shape);
        int run = Math.Max(1, Math.Min(walkA.Run, walkB.Run));
        (int stepA, int stepB) = (walkA.StepOfRun, walkB.StepOfRun);
        for (int i = 0; i < to.Length; i += run)
        {
            CombineRun(kind, left[walkA.At(i)..], stepA, right[walkB.At(i)..], stepB, to.Slice(i, run));
        }

        return y;
    }

    public virtual Tensor AddActivated(Tensor a, Tensor b, Activation activation)
    {
        Tensor y = New(a.Shape);
        ReadOnlySpan<T> left = Of(a);
        ReadOnlySpan<T> right = Of(b);
        Span<T> to = Of(y);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Activated(left[i] + right[i], activation);
        }

        return y;
    }

    public virtual Tensor Affine(Tensor x, double scale, double shift)
    {
        Tensor y = New(x.Shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Narrow((Wide(from[i]) * scale) + shift);
        }

        return y;
    }

    public Tensor Dropout(Tensor x, double probability, ulong seed)
    {
        Tensor y = New(x.Shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        T scale = Narrow(1 / (1 - probability));
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = NamedGenerator.Uniform(seed, i) >= probability ? from[i] * scale : T.Zero;
        }

        return y;
    }

    public Tensor Expand(Tensor x, Shape shape)
    {
        Tensor y = New(shape);
        ReadOnlySpan<T> from = Of(x);
        Span<T> to = Of(y);
        if (from.Length == 1)
        {
            to.Fill(from[0]);
            return y;
        }

        Walk walk = new(x.Shape, shape);
        (int run, int step) = (walk.Run, walk.StepOfRun);
        for (int i = 0; i < to.Length; i += run)
        {
            if (step == 0)
            {
                to.Slice(i, run).Fill(from[walk.At(i)]);
            }
            else
            {
                from.Slice(walk.At(i), run).CopyTo(to[i..]);
            }
        }

        return y;
    }

    public virtual Tensor SumTo(Tensor x, Shape shape)
    {
        Tensor y = New(shape);
        ReadOnlySpan<T> from = Of(x);
        double[] sums = new double[shape.Count];
        Walk walk = new(shape, x.Shape);
        (int run, int step) = (walk.Run, walk.StepOfRun);
        for (int i = 0; i < from.Length; i += run)
        {
            ReadOnlySpan<T> numbers = from.Slice(i, run);
            Span<double> into = sums.AsSpan(walk.At(i));
            if (step == 0)
            {
                double sum = into[0];
                foreach (T number in numbers)
                {
                    sum += Wide(number);
                }

                into[0] = sum;
                continue;
            }

            for (int k = 0; k < numbers.Length; k++)
            {
                into[k] += Wide(numbers[k]);
            }
        }

        Store(sums, y);
        return y;
    }

    private static void CombineRun(Pairwise kind, ReadOnlySpan<T> a, int stepA, ReadOnlySpan<T> b, int stepB, Span<T> to)
    {
        switch (kind)
        {
            case Pairwise.Add:
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = a[i * stepA] + b[i * stepB];
                }

                break;
            case Pairwise.Subtract:
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = a[i * stepA] - b[i * stepB];
                }

                break;
            case Pairwise.Multiply:
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = a[i * stepA] * b[i * stepB];
                }

                break;
            default:
                for (int i = 0; i < to.Length; i++)
                {
                    to[i] = a[i * stepA] / b[i * stepB];
                }

                break;
        }
    }

    internal static double Value(Pointwise kind, double x, double p) => kind switch
    {
        Pointwise.Relu => x > 0 || double.IsNaN(x) ? x : 0,
        Pointwise.LeakyRelu => x > 0 ? x : p * x,
        Pointwise.Elu => x > 0 ? x : p * (Math.Exp(x) - 1),
        Pointwise.Silu => x * Logistic(x),
        Pointwise.Gelu => 0.5 * x * (1 + ErrorFunction.Erf(x / Math.Sqrt(2))),
        Pointwise.GeluTanh => 0.5 * x * (1 + Math.Tanh(TanhFactor * (x + (0.044715 * x * x * x)))),
        Pointwise.Sigmoid => Logistic(x),
        Pointwise.Tanh => Math.Tanh(x),
        Pointwise.Softplus => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        Pointwise.Hardswish => x * Math.Clamp(x + 3, 0, 6) / 6,
        Pointwise.Exponential => Math.Exp(x),
        Pointwise.Logarithm => Math.Log(x),
        Pointwise.SquareRoot => Math.Sqrt(x),
        Pointwise.Absolute => Math.Abs(x),
        Pointwise.Power => Math.Pow(x, p),
        Pointwise.AtLeast => Math.Max(x, p),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such pointwise function."),
    };

    // From the output y for the functions that PointwiseFunctions.BackwardFrom names, else from the input.
    internal static double Derivative(Pointwise kind, double s, double p) => kind switch
    {
        Pointwise.Relu => s > 0 ? 1 : 0,
        Pointwise.LeakyRelu => s > 0 ? 1 : p,
        Pointwise.Elu => s > 0 ? 1 : p * Math.Exp(s),
        Pointwise.Silu => Logistic(s) * (1 + (s * (1 - Logistic(s)))),
        Pointwise.Gelu => (0.5 * (1 + ErrorFunction.Erf(s / Math.Sqrt(2)))) + (s * Math.Exp(-0.5 * s * s) / Math.Sqrt(2 * Math.PI)),
        Pointwise.GeluTanh => GeluTanhDerivative(s),
        Pointwise.Sigmoid => s * (1 - s),
        Pointwise.Tanh => 1 - (s * s),
        Pointwise.Softplus => Logistic(s),
        Pointwise.Hardswish => s <= -3 ? 0 : s >= 3 ? 1 : ((2 * s) + 3) / 6,
        Pointwise.Exponential => s,
        Pointwise.Logarithm => 1 / s,
        Pointwise.SquareRoot => 0.5 / s,
        Pointwise.Absolute => Math.Sign(s),
        Pointwise.Power => p == 0 ? 0 : p * Math.Pow(s, p - 1),
        Pointwise.AtLeast => s >= p ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such pointwise function."),
    };

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double GeluTanhDerivative(double x)
    {
        double tanh = Math.Tanh(TanhFactor * (x + (0.044715 * x * x * x)));
        return (0.5 * (1 + tanh)) + (0.5 * x * (1 - (tanh * tanh)) * TanhFactor * (1 + (3 * 0.044715 * x * x)));
    }

    private protected static (int Channels, int Volume) ChannelsOf(Shape shape)
    {
        int channels = shape.Rank > 1 ? shape[1] : 1;
        return (channels, shape.Rank > 1 && shape[0] > 0 && channels > 0 ? shape.Count / shape[0] / channels : Math.Max(shape.Count, 1));
    }

    private protected static void Store(ReadOnlySpan<double> numbers, Tensor target)
    {
        Span<T> to = Of(target);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Narrow(numbers[i]);
        }
    }
}
