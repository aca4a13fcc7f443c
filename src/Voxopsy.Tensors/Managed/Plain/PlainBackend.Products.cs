using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public virtual Tensor MatrixProduct(Tensor a, Tensor b, MatrixForm formOfA, MatrixForm formOfB)
    {
        (int m, int k) = formOfA == MatrixForm.AsStored ? (a.Shape[^2], a.Shape[^1]) : (a.Shape[^1], a.Shape[^2]);
        int n = formOfB == MatrixForm.AsStored ? b.Shape[^1] : b.Shape[^2];
        Tensor y = New(ProductShape(a.Shape, b.Shape, m, n));
        int products = m * n == 0 ? 0 : y.Shape.Count / (m * n);
        T* first = Address(a);
        T* second = Address(b);
        T* to = Address(y);
        for (int product = 0; product < products; product++)
        {
            T* left = first + (a.Shape.Rank == 2 ? 0 : (long)product * m * k);
            T* right = second + (b.Shape.Rank == 2 ? 0 : (long)product * k * n);
            for (int row = 0; row < m; row++)
            {
                for (int column = 0; column < n; column++)
                {
                    double sum = 0;
                    for (int at = 0; at < k; at++)
                    {
                        sum += Wide(formOfA == MatrixForm.AsStored ? left[(row * k) + at] : left[(at * m) + row])
                            * Wide(formOfB == MatrixForm.AsStored ? right[(at * n) + column] : right[(column * k) + at]);
                    }

                    *to++ = Narrow(sum);
                }
            }
        }

        return y;
    }

    public virtual Tensor Convolution(Tensor x, Tensor weight, Tensor? bias, ConvolutionSettings settings)
    {
        Tensor y = New(ConvolutionOperators.OutputShape(x.Shape, weight.Shape, settings));
        if (settings.Direction == ConvolutionDirection.Forward)
        {
            PlainConvolution.Of(x.Shape, y.Shape, weight.Shape, settings).Forward(Address(x), Address(weight), Address(y));
        }
        else
        {
            PlainConvolution.Of(y.Shape, x.Shape, weight.Shape, settings).InputGradient(Address(x), Address(weight), Address(y));
        }

        if (bias is not null)
        {
            (int channels, int volume) = ChannelsOf(y.Shape);
            Span<T> to = Of(y);
            ReadOnlySpan<T> added = Of(bias);
            for (int i = 0; i < to.Length; i++)
            {
                to[i] += added[i / volume % channels];
            }
        }

        return y;
    }

    public virtual (Tensor? Input, Tensor? Weight, Tensor? Bias) ConvolutionBackward(Tensor gradient, Tensor x, Tensor weight, ConvolutionSettings settings, Wanted wanted)
    {
        Tensor? input = wanted.HasFlag(Wanted.Input) ? New(x.Shape) : null;
        Tensor? ofWeight = wanted.HasFlag(Wanted.Weight) ? New(weight.Shape) : null;
        bool forward = settings.Direction == ConvolutionDirection.Forward;
        PlainConvolution geometry = PlainConvolution.Of(forward ? x.Shape : gradient.Shape, forward ? gradient.Shape : x.Shape, weight.Shape, settings);
        if (input is not null && forward)
        {
            geometry.InputGradient(Address(gradient), Address(weight), Address(input));
        }
        else if (input is not null)
        {
            geometry.Forward(Address(gradient), Address(weight), Address(input));
        }

        if (ofWeight is not null)
        {
            geometry.WeightGradient(Address(forward ? x : gradient), Address(forward ? gradient : x), Address(ofWeight));
        }

        return (input, ofWeight, wanted.HasFlag(Wanted.Bias) ? ChannelSums(gradient) : null);
    }

    public virtual Tensor FusedConvolution(Tensor x, Tensor weight, Tensor? bias, Tensor? residual, ConvolutionSettings settings, Activation activation)
    {
        Tensor y = Convolution(x, weight, bias, settings);
        Span<T> to = Of(y);
        ReadOnlySpan<T> added = residual is null ? [] : Of(residual);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = Activated(added.IsEmpty ? to[i] : to[i] + added[i], activation);
        }

        return y;
    }

    private protected static Shape ProductShape(Shape a, Shape b, int rows, int columns)
    {
        Shape longer = a.Rank >= b.Rank ? a : b;
        return ShapeOperators.With(ShapeOperators.With(longer, longer.Rank - 2, rows), longer.Rank - 1, columns);
    }

    private protected static T Activated(T value, Activation activation) => activation.Kind switch
    {
        ActivationKind.Relu => value > T.Zero || T.IsNaN(value) ? value : T.Zero,
        ActivationKind.LeakyRelu => value > T.Zero ? value : value * Narrow(activation.Slope),
        _ => value,
    };

    private Tensor ChannelSums(Tensor gradient)
    {
        (int channels, int volume) = ChannelsOf(gradient.Shape);
        double[] sums = new double[channels];
        ReadOnlySpan<T> from = Of(gradient);
        for (int i = 0; i < from.Length; i++)
        {
            sums[i / volume % channels] += Wide(from[i]);
        }

        Tensor result = New(new Shape(channels));
        Store(sums, result);
        return result;
    }

    /// <summary>The loops of an ordinary convolution from a near to a far image, and of its gradients.</summary>
    private sealed record PlainConvolution(Shape Near, Shape Far, Extent Size, Extent Reached, Extent Kernel, ConvolutionSettings Settings, int NearPerGroup, int FarPerGroup)
    {
        internal static PlainConvolution Of(Shape near, Shape far, Shape weight, ConvolutionSettings settings)
        {
            ConvolutionSettings used = near.Rank == 5 ? settings : settings with
            {
                Stride = settings.Stride with { Depth = 1 },
                Padding = settings.Padding with { Depth = 0 },
                Dilation = settings.Dilation with { Depth = 1 },
            };
            return new(near, far, Extent.Of(near), Extent.Of(far), Extent.Of(weight), used, near[1] / settings.Groups, far[1] / settings.Groups);
        }

        internal void Forward(T* near, T* weight, T* far)
        {
            double[] sums = new double[Far.Count];
            Each((from, tap, to) => sums[to] += Wide(near[from]) * Wide(weight[tap]));
            for (int i = 0; i < sums.Length; i++)
            {
                far[i] = Narrow(sums[i]);
            }
        }

        internal void InputGradient(T* far, T* weight, T* near)
        {
            double[] sums = new double[Near.Count];
            Each((from, tap, to) => sums[from] += Wide(far[to]) * Wide(weight[tap]));
            for (int i = 0; i < sums.Length; i++)
            {
                near[i] = Narrow(sums[i]);
            }
        }

        internal void WeightGradient(T* near, T* far, T* weight)
        {
            double[] sums = new double[Far[1] * NearPerGroup * Kernel.Depth * Kernel.Height * Kernel.Width];
            Each((from, tap, to) => sums[tap] += Wide(near[from]) * Wide(far[to]));
            for (int i = 0; i < sums.Length; i++)
            {
                weight[i] = Narrow(sums[i]);
            }
        }

        // Every product of the convolution: which near element, which weight, which far element.
        private void Each(Action<int, int, int> product)
        {
            for (int sample = 0; sample < Near[0]; sample++)
            {
                for (int channel = 0; channel < Far[1]; channel++)
                {
                    for (int part = 0; part < NearPerGroup; part++)
                    {
                        int from = ((sample * Near[1]) + (channel / FarPerGroup * NearPerGroup) + part) * Size.Depth;
                        int tap = ((channel * NearPerGroup) + part) * Kernel.Depth;
                        int to = ((sample * Far[1]) + channel) * Reached.Depth;
                        for (int z = 0; z < Reached.Depth; z++)
                        {
                            for (int kz = 0; kz < Kernel.Depth; kz++)
                            {
                                int depth = (z * Settings.Stride.Depth) - Settings.Padding.Depth + (kz * Settings.Dilation.Depth);
                                if ((uint)depth < (uint)Size.Depth)
                                {
                                    Plane((from + depth) * Size.Height, (tap + kz) * Kernel.Height, (to + z) * Reached.Height, product);
                                }
                            }
                        }
                    }
                }
            }
        }

        private void Plane(int from, int tap, int to, Action<int, int, int> product)
        {
            for (int y = 0; y < Reached.Height; y++)
            {
                for (int ky = 0; ky < Kernel.Height; ky++)
                {
                    int row = (y * Settings.Stride.Height) - Settings.Padding.Height + (ky * Settings.Dilation.Height);
                    if ((uint)row >= (uint)Size.Height)
                    {
                        continue;
                    }

                    for (int x = 0; x < Reached.Width; x++)
                    {
                        for (int kx = 0; kx < Kernel.Width; kx++)
                        {
                            int column = (x * Settings.Stride.Width) - Settings.Padding.Width + (kx * Settings.Dilation.Width);
                            if ((uint)column < (uint)Size.Width)
                            {
                                product(((from + row) * Size.Width) + column, ((tap + ky) * Kernel.Width) + kx, ((to + y) * Reached.Width) + x);
                            }
                        }
                    }
                }
            }
        }
    }
}
