namespace Voxopsy.Tensors.Operators;

/// <summary>Batch, instance, group and layer norm.</summary>
public static class NormOperators
{
    /// <summary>Batch norm over all axes but the channel, then an activation in the same pass.</summary>
    /// <param name="tape">The step.</param>
    /// <param name="x">[batch, channel, …].</param>
    /// <param name="weight">[channel], or null for 1.</param>
    /// <param name="bias">[channel], or null for 0.</param>
    /// <param name="running">Running mean and variance, each [channel]; moved when the statistics come from the batch. Null for none.</param>
    /// <param name="settings">Statistics, momentum, epsilon, activation.</param>
    /// <exception cref="ShapeException">The shapes do not match, or one value per channel has no variance.</exception>
    public static Tensor BatchNorm(this Tape tape, Tensor x, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? running, BatchNormSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("batch norm");
        int channels = Channels(operation, x, weight, bias);
        ShapeRules.PerChannel(operation, "running mean", running?.Mean, channels);
        ShapeRules.PerChannel(operation, "running variance", running?.Variance, channels);
        if (settings.Statistics == BatchStatistics.Running && running is null)
        {
            throw ShapeRules.Mismatch(operation, "no running statistics were given", "a running mean and variance, or statistics of the batch");
        }

        if (settings.Statistics == BatchStatistics.Batch && x.Shape.Count == channels)
        {
            throw ShapeRules.Mismatch(operation, $"the input {x.Shape} has one value per channel, which has no variance", "more than one value per channel: a larger batch or image");
        }

        (Tensor y, NormState fresh) = tape.Backend.BatchNorm(x, weight, bias, running, settings);
        NormState state = Keep(tape, fresh, x, weight, bias);
        return tape.Remember(operation, y, [x, weight, bias], [x, weight, settings.Activation.Kind == ActivationKind.Identity ? null : y, state.Mean, state.InverseDeviation], gradient =>
            Give(tape, x, weight, bias, tape.Backend.BatchNormBackward(gradient, x, y, weight, state, settings, Needed(x, weight, bias))));
    }

    /// <summary>Group norm over each group of channels of each sample, then an activation in the same pass.</summary>
    /// <exception cref="ShapeException">The shapes do not match, or the groups do not divide the channels.</exception>
    public static Tensor GroupNorm(this Tape tape, Tensor x, Tensor? weight, Tensor? bias, GroupNormSettings settings)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(settings);
        string operation = tape.Begin("group norm");
        int channels = Channels(operation, x, weight, bias);
        if (settings.Groups < 1 || channels % settings.Groups != 0)
        {
            throw ShapeRules.Mismatch(operation, $"{settings.Groups} groups for the {channels} channels of {x.Shape}", "a divisor of the channels");
        }

        (Tensor y, NormState fresh) = tape.Backend.GroupNorm(x, weight, bias, settings);
        NormState state = Keep(tape, fresh, x, weight, bias);
        return tape.Remember(operation, y, [x, weight, bias], [x, weight, settings.Activation.Kind == ActivationKind.Identity ? null : y, state.Mean, state.InverseDeviation], gradient =>
            Give(tape, x, weight, bias, tape.Backend.GroupNormBackward(gradient, x, y, weight, state, settings, Needed(x, weight, bias))));
    }

    /// <summary>Instance norm: over each channel of each sample, then an activation in the same pass.</summary>
    public static Tensor InstanceNorm(this Tape tape, Tensor x, Tensor? weight, Tensor? bias, double epsilon = 1e-5, Activation activation = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        return tape.GroupNorm(x, weight, bias, new GroupNormSettings { Groups = x.Shape.Rank > 1 ? x.Shape[1] : 1, Epsilon = epsilon, Activation = activation });
    }

    /// <summary>Layer norm over the last axis.</summary>
    /// <exception cref="ShapeException">The shapes do not match.</exception>
    public static Tensor LayerNorm(this Tape tape, Tensor x, Tensor? weight, Tensor? bias, double epsilon = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        string operation = tape.Begin("layer norm");
        if (x.Shape.Rank < 1)
        {
            throw ShapeRules.Mismatch(operation, "a scalar", "at least one axis");
        }

        ShapeRules.PerChannel(operation, "weight", weight, x.Shape[^1]);
        ShapeRules.PerChannel(operation, "bias", bias, x.Shape[^1]);
        (Tensor y, NormState fresh) = tape.Backend.LayerNorm(x, weight, bias, epsilon);
        NormState state = Keep(tape, fresh, x, weight, bias);
        return tape.Remember(operation, y, [x, weight, bias], [x, weight, state.Mean, state.InverseDeviation], gradient =>
            Give(tape, x, weight, bias, tape.Backend.LayerNormBackward(gradient, x, weight, state, Needed(x, weight, bias))));
    }

    private static int Channels(string operation, Tensor x, Tensor? weight, Tensor? bias)
    {
        if (x.Shape.Rank < 2)
        {
            throw ShapeRules.Mismatch(operation, $"the input has shape {x.Shape}", "[batch, channel, …]");
        }

        ShapeRules.PerChannel(operation, "weight", weight, x.Shape[1]);
        ShapeRules.PerChannel(operation, "bias", bias, x.Shape[1]);
        return x.Shape[1];
    }

    private static Wanted Needed(Tensor x, Tensor? weight, Tensor? bias) =>
        (x.NeedsGradient ? Wanted.Input : 0) | (weight is { NeedsGradient: true } ? Wanted.Weight : 0) | (bias is { NeedsGradient: true } ? Wanted.Bias : 0);

    private static NormState Keep(Tape tape, NormState state, params ReadOnlySpan<Tensor?> inputs) =>
        new(tape.State(state.Mean, inputs), tape.State(state.InverseDeviation, inputs));

    private static void Give(Tape tape, Tensor x, Tensor? weight, Tensor? bias, NormGradients gradients)
    {
        tape.Give(x, gradients.Input);
        if (weight is not null)
        {
            tape.Give(weight, gradients.Weight);
        }

        if (bias is not null)
        {
            tape.Give(bias, gradients.Bias);
        }
    }
}
