using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Torch;

internal sealed unsafe partial class TorchBackend
{
    public NormResult BatchNorm(Tensor x, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? running, BatchNormSettings settings)
    {
        bool batch = settings.Statistics == BatchStatistics.Batch;
        Tensor?[] results = All("native_batch_norm", "", x, weight, bias, running?.Mean, running?.Variance, batch, settings.Momentum, settings.Epsilon);
        Tensor y = Activated(results[0]!, settings.Activation);
        if (batch)
        {
            return new NormResult(y, new NormState(results[1]!, results[2]!));
        }

        results[1]?.Dispose();
        results[2]?.Dispose();
        using Tensor shifted = One("add", "Scalar", running!.Value.Variance, settings.Epsilon, 1);
        return new NormResult(y, new NormState(Copy(running.Value.Mean), One("rsqrt", "", shifted)));
    }

    public NormGradients BatchNormBackward(Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, BatchNormSettings settings, Wanted wanted)
    {
        using Tensor upstream = Unactivated(gradient, output, settings.Activation);
        bool batch = settings.Statistics == BatchStatistics.Batch;

        // With running statistics the operator wants the variance, from which it takes the root of variance + ε again.
        using Tensor? variance = batch ? null : One("pow", "Tensor_Scalar", state.InverseDeviation, -2.0);
        if (variance is not null)
        {
            Do("sub_", "Scalar", variance, settings.Epsilon, 1);
        }

        return Gradients(All(
            "native_batch_norm_backward",
            "",
            upstream,
            x,
            weight,
            batch ? null : state.Mean,
            variance,
            batch ? state.Mean : null,
            batch ? state.InverseDeviation : null,
            batch,
            settings.Epsilon,
            Mask(wanted)));
    }

    public NormResult GroupNorm(Tensor x, Tensor? weight, Tensor? bias, GroupNormSettings settings)
    {
        Tensor?[] results = All("native_group_norm", "", x, weight, bias, x.Shape[0], x.Shape[1], Voxels(x.Shape), settings.Groups, settings.Epsilon);
        return new NormResult(Activated(results[0]!, settings.Activation), new NormState(results[1]!, results[2]!));
    }

    public NormGradients GroupNormBackward(Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, GroupNormSettings settings, Wanted wanted)
    {
        using Tensor upstream = Unactivated(gradient, output, settings.Activation);
        return Gradients(All(
            "native_group_norm_backward",
            "",
            upstream,
            x,
            state.Mean,
            state.InverseDeviation,
            weight,
            x.Shape[0],
            x.Shape[1],
            Voxels(x.Shape),
            settings.Groups,
            Mask(wanted)));
    }

    public NormResult LayerNorm(Tensor x, Tensor? weight, Tensor? bias, double epsilon)
    {
        Tensor?[] results = All("native_layer_norm", "", x, new[] { x.Shape[^1] }, weight, bias, epsilon);
        return new NormResult(results[0]!, new NormState(results[1]!, results[2]!));
    }

    public NormGradients LayerNormBackward(Tensor gradient, Tensor x, Tensor? weight, NormState state, Wanted wanted)
    {
        // The operator reads the bias for its shape alone, which is the weight's.
        bool apart = weight is null && wanted.HasFlag(Wanted.Bias);
        NormGradients gradients = Gradients(All(
            "native_layer_norm_backward",
            "",
            gradient,
            x,
            new[] { x.Shape[^1] },
            state.Mean,
            state.InverseDeviation,
            weight,
            weight,
            Mask(apart ? wanted & ~Wanted.Bias : wanted)));
        return apart ? gradients with { Bias = SumTo(gradient, new Shape(x.Shape[^1])) } : gradients;
    }

    private static int Voxels(Shape shape) => shape[0] == 0 || shape[1] == 0 ? 1 : shape.Count / shape[0] / shape[1];

    private static NormGradients Gradients(Tensor?[] results) => new(results[0], results[1], results[2]);
}
