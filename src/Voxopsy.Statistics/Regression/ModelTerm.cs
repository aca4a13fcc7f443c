using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>Columns that enter and leave a model together: a variable, all levels of a factor, a spline, an interaction.</summary>
/// <param name="Name">The term as a formula writes it.</param>
/// <param name="Columns">The names of its columns.</param>
/// <param name="Values">The columns.</param>
public sealed record ModelTerm(string Name, ImmutableArray<string> Columns, Matrix Values)
{
    /// <summary>A term of a single column.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="values">One number a row.</param>
    public static ModelTerm Single(string name, double[] values) => new(name, [name], Matrix.FromColumns(values));
}
