using System.Collections.Immutable;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.Models;

/// <summary>A fitted model with everything a reader wants to know about the fit.</summary>
internal sealed record ModelFit
{
    public required FrozenModel Model { get; init; }

    /// <summary>Columns the model could choose from.</summary>
    public required int Candidates { get; init; }

    public required ImmutableArray<RegressionTerm> Terms { get; init; }

    public required ImmutableArray<SelectionStepResult> Selection { get; init; }

    public required LassoResult? Lasso { get; init; }

    /// <summary>Columns whose coefficient has no finite estimate because they separate the classes.</summary>
    public required ImmutableArray<string> Separating { get; init; }

    /// <summary>The limit on the number of columns, when it was what stopped the selection; else 0.</summary>
    public required int LimitedTo { get; init; }

    /// <summary>Smallest and largest value of each column of the model in training, for the axes of a nomogram.</summary>
    public required ImmutableArray<ColumnRange> Ranges { get; init; }
}

/// <summary>The range of a column in training.</summary>
/// <param name="Column">The column.</param>
/// <param name="Minimum">Its smallest value.</param>
/// <param name="Maximum">Its largest value.</param>
internal sealed record ColumnRange(string Column, double Minimum, double Maximum);
