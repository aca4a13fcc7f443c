using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors;

public partial interface IBackend
{
    /// <summary>Batch norm over all axes but axis 1, then an activation.</summary>
    /// <param name="x">[batch, channel, …].</param>
    /// <param name="weight">[channel], or null for 1.</param>
    /// <param name="bias">[channel], or null for 0.</param>
    /// <param name="running">Mean and variance, each [channel]; moved in place when statistics come from the batch (the variance by the unbiased one); null for none.</param>
    /// <param name="settings">Statistics, momentum, epsilon, activation.</param>
    /// <returns>The output (biased variance) and what backward needs.</returns>
    NormResult BatchNorm(Tensor x, Tensor? weight, Tensor? bias, (Tensor Mean, Tensor Variance)? running, BatchNormSettings settings);

    /// <summary>Gradients of <see cref="BatchNorm"/>.</summary>
    /// <param name="gradient">Of the output, after the activation.</param>
    /// <param name="x">The input.</param>
    /// <param name="output">The output: its sign tells where the activation was flat.</param>
    /// <param name="weight">[channel], or null.</param>
    /// <param name="state">From the forward call.</param>
    /// <param name="settings">As forward.</param>
    /// <param name="wanted">Which gradients.</param>
    NormGradients BatchNormBackward(Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, BatchNormSettings settings, Wanted wanted);

    /// <summary>Group norm: over each group of channels of each sample, then an activation. Instance norm has as many groups as channels.</summary>
    NormResult GroupNorm(Tensor x, Tensor? weight, Tensor? bias, GroupNormSettings settings);

    /// <summary>Gradients of <see cref="GroupNorm"/>.</summary>
    NormGradients GroupNormBackward(Tensor gradient, Tensor x, Tensor output, Tensor? weight, NormState state, GroupNormSettings settings, Wanted wanted);

    /// <summary>Layer norm over the last axis.</summary>
    NormResult LayerNorm(Tensor x, Tensor? weight, Tensor? bias, double epsilon);

    /// <summary>Gradients of <see cref="LayerNorm"/>.</summary>
    NormGradients LayerNormBackward(Tensor gradient, Tensor x, Tensor? weight, NormState state, Wanted wanted);
}

/// <summary>How a batch norm works.</summary>
public sealed record BatchNormSettings
{
    /// <summary>Batch statistics, momentum 0.1, epsilon 1e-5, no activation.</summary>
    public static BatchNormSettings Default { get; } = new();

    /// <summary>Where the statistics come from.</summary>
    public BatchStatistics Statistics { get; init; } = BatchStatistics.Batch;

    /// <summary>running = (1 - momentum) running + momentum · batch.</summary>
    public double Momentum { get; init; } = 0.1;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Done last.</summary>
    public Activation Activation { get; init; } = Activation.None;
}

/// <summary>How a group norm works.</summary>
public sealed record GroupNormSettings
{
    /// <summary>Groups of channels; must divide the channels.</summary>
    public required int Groups { get; init; }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>Done last.</summary>
    public Activation Activation { get; init; } = Activation.None;
}

/// <summary>What a norm remembers for its backward call.</summary>
/// <param name="Mean">The means subtracted.</param>
/// <param name="InverseDeviation">1 / √(variance + ε).</param>
public readonly record struct NormState(Tensor Mean, Tensor InverseDeviation);

/// <summary>What a norm gives.</summary>
/// <param name="Output">Of the input's shape.</param>
/// <param name="State">For the backward call.</param>
public readonly record struct NormResult(Tensor Output, NormState State);

/// <summary>Gradients of a norm; null where not wanted.</summary>
/// <param name="Input">Of the input.</param>
/// <param name="Weight">Of the weight.</param>
/// <param name="Bias">Of the bias.</param>
public readonly record struct NormGradients(Tensor? Input, Tensor? Weight, Tensor? Bias);
