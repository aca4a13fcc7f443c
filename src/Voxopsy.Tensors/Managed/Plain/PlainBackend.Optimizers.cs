namespace Voxopsy.Tensors.Managed.Plain;

internal abstract unsafe partial class PlainBackend<T>
{
    public virtual void DescendInPlace(Tensor weight, Tensor gradient, Tensor? velocity, DescentStep numbers)
    {
        Span<T> weights = Of(weight);
        ReadOnlySpan<T> upstream = Of(gradient);
        Span<T> velocities = velocity is null ? [] : Of(velocity);
        T rate = Narrow(numbers.Rate);
        T momentum = Narrow(numbers.Momentum);
        T decay = Narrow(numbers.WeightDecay);
        for (int i = 0; i < weights.Length; i++)
        {
            T step = upstream[i] + (decay * weights[i]);
            if (velocity is not null)
            {
                velocities[i] = numbers.Step == 1 ? step : (momentum * velocities[i]) + step;
                step = numbers.Form == MomentumForm.Nesterov ? step + (momentum * velocities[i]) : velocities[i];
            }

            weights[i] -= rate * step;
        }
    }

    public virtual void AdamInPlace(Tensor weight, Tensor gradient, Tensor mean, Tensor square, Tensor? largestSquare, AdamStep numbers)
    {
        Span<T> weights = Of(weight);
        ReadOnlySpan<T> upstream = Of(gradient);
        Span<T> means = Of(mean);
        Span<T> squares = Of(square);
        Span<T> largest = largestSquare is null ? [] : Of(largestSquare);
        T beta1 = Narrow(numbers.Beta1);
        T beta2 = Narrow(numbers.Beta2);
        T rest1 = Narrow(1 - numbers.Beta1);
        T rest2 = Narrow(1 - numbers.Beta2);
        T kept = Narrow(1 - numbers.DecoupledDecay);
        T coupled = Narrow(numbers.CoupledDecay);
        T rate = Narrow(numbers.Rate);
        T factor = Narrow(numbers.SquareFactor);
        T epsilon = Narrow(numbers.Epsilon);
        for (int i = 0; i < weights.Length; i++)
        {
            T value = weights[i] * kept;
            T slope = upstream[i] + (coupled * value);
            means[i] = (beta1 * means[i]) + (rest1 * slope);
            squares[i] = (beta2 * squares[i]) + (rest2 * slope * slope);
            T second = squares[i];
            if (largestSquare is not null)
            {
                second = largest[i] = T.Max(largest[i], second);
            }

            weights[i] = value - (numbers.SquareFactor == 0 ? rate * means[i] : rate * means[i] / ((T.Sqrt(second) * factor) + epsilon));
        }
    }

    public virtual void RmsPropInPlace(Tensor weight, Tensor gradient, Tensor square, Tensor? velocity, RmsPropStep numbers)
    {
        Span<T> weights = Of(weight);
        ReadOnlySpan<T> upstream = Of(gradient);
        Span<T> squares = Of(square);
        Span<T> velocities = velocity is null ? [] : Of(velocity);
        T alpha = Narrow(numbers.Alpha);
        T rest = Narrow(1 - numbers.Alpha);
        T rate = Narrow(numbers.Rate);
        T momentum = Narrow(numbers.Momentum);
        T decay = Narrow(numbers.WeightDecay);
        T epsilon = Narrow(numbers.Epsilon);
        for (int i = 0; i < weights.Length; i++)
        {
            T slope = upstream[i] + (decay * weights[i]);
            squares[i] = (alpha * squares[i]) + (rest * slope * slope);
            T step = slope / (T.Sqrt(squares[i]) + epsilon);
            if (velocity is not null)
            {
                step = velocities[i] = (momentum * velocities[i]) + step;
            }

            weights[i] -= rate * step;
        }
    }
}
