using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>A variable inside a formula, straight or as a restricted cubic spline.</summary>
/// <param name="Variable">The variable's name.</param>
/// <param name="KnotCount">Number of knots of the spline; 0 for the variable itself.</param>
public sealed record FormulaFactor(string Variable, int KnotCount)
{
    /// <summary>Gets whether the natural logarithm of the variable stands in the formula.</summary>
    public bool IsLogarithm { get; init; }

    /// <summary>Gets the factor as the formula writes it.</summary>
    public string Name => IsLogarithm ? $"log({Variable})" : Variable;
}

/// <summary>A product of variables inside a formula; of one variable for a main effect.</summary>
/// <param name="Factors">The variables multiplied.</param>
public sealed record FormulaTerm(ImmutableArray<FormulaFactor> Factors)
{
    /// <summary>Gets the term's name: variables joined by a colon.</summary>
    public string Name => string.Join(":", Factors.Select(factor => factor.Name));
}
