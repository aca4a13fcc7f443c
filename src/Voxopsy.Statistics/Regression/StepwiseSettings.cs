using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>Which way a stepwise selection may go.</summary>
public enum StepwiseDirection
{
    /// <summary>Terms may enter and leave.</summary>
    Both,

    /// <summary>Terms may only enter.</summary>
    Forward,

    /// <summary>Terms may only leave.</summary>
    Backward,
}

/// <summary>Where a stepwise selection begins.</summary>
public enum StepwiseStart
{
    /// <summary>With every candidate.</summary>
    Full,

    /// <summary>With the forced terms alone.</summary>
    Null,
}

/// <summary>How terms are selected by an information criterion.</summary>
public sealed record StepwiseSettings
{
    /// <summary>Gets which way the selection may go.</summary>
    public StepwiseDirection Direction { get; init; } = StepwiseDirection.Both;

    /// <summary>Gets where it begins.</summary>
    public StepwiseStart Start { get; init; } = StepwiseStart.Full;

    /// <summary>Gets the price of one coefficient, above 0: 2 for Akaike's criterion, log(rows) for Schwarz'.</summary>
    public double Penalty { get; init; } = 2;

    /// <summary>Gets the terms that never leave.</summary>
    public ImmutableArray<string> Forced { get; init; } = [];
}
