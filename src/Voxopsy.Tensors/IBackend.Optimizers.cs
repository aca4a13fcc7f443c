namespace Voxopsy.Tensors;

public partial interface IBackend
{
    /// <summary>One step of stochastic gradient descent, in place.</summary>
    /// <param name="weight">Moved.</param>
    /// <param name="gradient">Not changed.</param>
    /// <param name="velocity">Moved; null without momentum.</param>
    /// <param name="numbers">The numbers of this step.</param>
    void DescendInPlace(Tensor weight, Tensor gradient, Tensor? velocity, DescentStep numbers);

    /// <summary>One step of the Adam family, in place.</summary>
    /// <param name="weight">Moved.</param>
    /// <param name="gradient">Not changed.</param>
    /// <param name="mean">First moment, moved.</param>
    /// <param name="square">Second moment, moved.</param>
    /// <param name="largestSquare">Largest second moment so far (AMSGrad), moved; null without.</param>
    /// <param name="numbers">The numbers of this step.</param>
    void AdamInPlace(Tensor weight, Tensor gradient, Tensor mean, Tensor square, Tensor? largestSquare, AdamStep numbers);

    /// <summary>One step of RMSprop, in place.</summary>
    /// <param name="weight">Moved.</param>
    /// <param name="gradient">Not changed.</param>
    /// <param name="square">Running mean of the squared gradient, moved.</param>
    /// <param name="velocity">Moved; null without momentum.</param>
    /// <param name="numbers">The numbers of this step.</param>
    void RmsPropInPlace(Tensor weight, Tensor gradient, Tensor square, Tensor? velocity, RmsPropStep numbers);
}

/// <summary>How the velocity enters a step of descent.</summary>
public enum MomentumForm
{
    /// <summary>The step is the velocity.</summary>
    Heavy,

    /// <summary>The step looks ahead: gradient + momentum · velocity (Nesterov).</summary>
    Nesterov,
}

/// <summary>
/// g = gradient + decay · w; velocity = momentum · velocity + g (on the first step: g); w -= rate · (velocity, or g + momentum · velocity, or g without momentum).
/// </summary>
/// <param name="Rate">Learning rate.</param>
/// <param name="Momentum">0 to 1.</param>
/// <param name="Form">How the velocity enters.</param>
/// <param name="WeightDecay">Added to the gradient.</param>
/// <param name="Step">Number of this step, from 1.</param>
public readonly record struct DescentStep(double Rate, double Momentum, MomentumForm Form, double WeightDecay, long Step);

/// <summary>
/// w *= 1 - decoupled; g = gradient + coupled · w; mean = β₁ mean + (1 - β₁) g; square = β₂ square + (1 - β₂) g²;
/// w -= rate · mean / (√(largest or square) · squareFactor + ε), or, when <paramref name="SquareFactor"/> is 0, w -= rate · mean.
/// </summary>
/// <param name="Rate">Learning rate with all corrections of the first moment.</param>
/// <param name="Beta1">Of the first moment.</param>
/// <param name="Beta2">Of the second moment.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="CoupledDecay">Added to the gradient.</param>
/// <param name="DecoupledDecay">Rate · decay of AdamW.</param>
/// <param name="SquareFactor">1 / √(1 - β₂ᵗ); 0 for a step that does not use the second moment.</param>
public readonly record struct AdamStep(
    double Rate, double Beta1, double Beta2, double Epsilon, double CoupledDecay, double DecoupledDecay, double SquareFactor);

/// <summary>
/// g = gradient + decay · w; square = α square + (1 - α) g²; d = g / (√square + ε); velocity = momentum · velocity + d; w -= rate · (velocity or d).
/// </summary>
/// <param name="Rate">Learning rate.</param>
/// <param name="Alpha">Smoothing of the square.</param>
/// <param name="Epsilon">Added to the denominator.</param>
/// <param name="Momentum">0 to 1.</param>
/// <param name="WeightDecay">Added to the gradient.</param>
public readonly record struct RmsPropStep(double Rate, double Alpha, double Epsilon, double Momentum, double WeightDecay);
