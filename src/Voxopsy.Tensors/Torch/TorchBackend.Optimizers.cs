namespace Voxopsy.Tensors.Torch;

internal sealed unsafe partial class TorchBackend
{
    public void DescendInPlace(Tensor weight, Tensor gradient, Tensor? velocity, DescentStep numbers)
    {
        using Tensor step = One("add", "Tensor", gradient, weight, numbers.WeightDecay);
        if (velocity is null)
        {
            Do("add_", "Tensor", weight, step, -numbers.Rate);
            return;
        }

        Do("mul_", "Scalar", velocity, numbers.Step == 1 ? 0.0 : numbers.Momentum);
        Do("add_", "Tensor", velocity, step, 1);
        if (numbers.Form == MomentumForm.Heavy)
        {
            Do("add_", "Tensor", weight, velocity, -numbers.Rate);
            return;
        }

        Do("add_", "Tensor", step, velocity, numbers.Momentum);
        Do("add_", "Tensor", weight, step, -numbers.Rate);
    }

    public void AdamInPlace(Tensor weight, Tensor gradient, Tensor mean, Tensor square, Tensor? largestSquare, AdamStep numbers)
    {
        Do("mul_", "Scalar", weight, 1 - numbers.DecoupledDecay);
        using Tensor slope = One("add", "Tensor", gradient, weight, numbers.CoupledDecay);
        Do("mul_", "Scalar", mean, numbers.Beta1);
        Do("add_", "Tensor", mean, slope, 1 - numbers.Beta1);
        Do("mul_", "Scalar", square, numbers.Beta2);
        Do("addcmul_", "", square, slope, slope, 1 - numbers.Beta2);
        if (largestSquare is not null)
        {
            using Tensor largest = One("maximum", "", largestSquare, square);
            Do("copy_", "", largestSquare, largest, false);
        }

        if (numbers.SquareFactor == 0)
        {
            Do("add_", "Tensor", weight, mean, -numbers.Rate);
            return;
        }

        using Tensor divisor = One("sqrt", "", largestSquare ?? square);
        Do("mul_", "Scalar", divisor, numbers.SquareFactor);
        Do("add_", "Scalar", divisor, numbers.Epsilon, 1);
        Do("addcdiv_", "", weight, mean, divisor, -numbers.Rate);
    }

    public void RmsPropInPlace(Tensor weight, Tensor gradient, Tensor square, Tensor? velocity, RmsPropStep numbers)
    {
        using Tensor slope = One("add", "Tensor", gradient, weight, numbers.WeightDecay);
        Do("mul_", "Scalar", square, numbers.Alpha);
        Do("addcmul_", "", square, slope, slope, 1 - numbers.Alpha);
        using Tensor divisor = One("sqrt", "", square);
        Do("add_", "Scalar", divisor, numbers.Epsilon, 1);
        if (velocity is null)
        {
            Do("addcdiv_", "", weight, slope, divisor, -numbers.Rate);
            return;
        }

        Do("mul_", "Scalar", velocity, numbers.Momentum);
        Do("addcdiv_", "", velocity, slope, divisor, 1.0);
        Do("add_", "Tensor", weight, velocity, -numbers.Rate);
    }
}
