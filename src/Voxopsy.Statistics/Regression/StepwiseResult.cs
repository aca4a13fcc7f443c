using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>What a step of a selection did.</summary>
public enum StepwiseAction
{
    /// <summary>The model that the selection began with.</summary>
    Start,

    /// <summary>A term entered.</summary>
    Add,

    /// <summary>A term left.</summary>
    Remove,
}

/// <summary>One step of a stepwise selection and the model after it.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Term">The term that entered or left; empty at the start.</param>
/// <param name="Criterion">Deviance + penalty × coefficients.</param>
/// <param name="Deviance">The deviance.</param>
/// <param name="ResidualDegreesOfFreedom">Rows − coefficients.</param>
/// <param name="P">The likelihood-ratio p value that decided; <see cref="double.NaN"/> in a selection by criterion.</param>
public sealed record StepwiseStep(StepwiseAction Action, string Term, double Criterion, double Deviance, int ResidualDegreesOfFreedom, double P);

/// <summary>A selected model and how it was found.</summary>
/// <param name="Terms">The selected terms in the order in which they stand in the model.</param>
/// <param name="Path">The steps, the start first.</param>
/// <param name="Model">The selected model.</param>
/// <remarks>Standard errors and p values of a selected model ignore the selection and are too small; validate by repeating it.</remarks>
public sealed record StepwiseResult(ImmutableArray<string> Terms, ImmutableArray<StepwiseStep> Path, LogisticModel Model);
