using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>How a formula's variables become columns: levels and spline knots learned once, from the rows that the model is fitted to.</summary>
public sealed class ModelEncoding
{
    private readonly Dictionary<string, ImmutableArray<string>> _levels = [];
    private readonly Dictionary<string, RestrictedCubicSpline> _splines = [];
    private readonly LevelNaming _naming;

    private ModelEncoding(ModelFormula formula, LevelNaming naming)
    {
        Formula = formula;
        _naming = naming;
    }

    /// <summary>Gets the formula.</summary>
    public ModelFormula Formula { get; }

    /// <summary>Learns levels and knots.</summary>
    /// <param name="formula">The terms.</param>
    /// <param name="variables">The variables that the formula names; others are ignored.</param>
    /// <param name="naming">How a factor's columns are named.</param>
    /// <exception cref="ArgumentException">A variable of the formula is missing, or a factor stands inside a spline.</exception>
    public static ModelEncoding Learn(ModelFormula formula, IReadOnlyList<ModelVariable> variables, LevelNaming naming = LevelNaming.WithEqualsSign)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(variables);
        ModelEncoding encoding = new(formula, naming);
        foreach (FormulaFactor factor in formula.Terms.SelectMany(term => term.Factors))
        {
            switch (Find(variables, factor.Variable), factor.KnotCount)
            {
                case (FactorVariable levels, 0):
                    encoding._levels[factor.Variable] = levels.Levels;
                    break;
                case (NumericVariable, 0):
                    break;
                case (NumericVariable numbers, int knots):
                    encoding._splines[factor.Variable] = RestrictedCubicSpline.At([.. numbers.Values.Where(double.IsFinite)], knots);
                    break;
                default:
                    throw new ArgumentException($"Variable '{factor.Variable}' has levels, and a spline needs numbers.", nameof(variables));
            }
        }

        return encoding;
    }

    /// <summary>The knots of a variable's spline.</summary>
    /// <exception cref="KeyNotFoundException">The formula has no spline of it.</exception>
    public RestrictedCubicSpline SplineOf(string variable) => _splines[variable];

    /// <summary>The columns of rows, the same ones for training rows and any later rows.</summary>
    /// <param name="variables">The formula's variables in those rows.</param>
    /// <returns>One term each, in the formula's order; <see cref="double.NaN"/> where a variable is missing.</returns>
    /// <exception cref="ArgumentException">A variable is missing, or a factor has other levels than in training.</exception>
    public ImmutableArray<ModelTerm> Encode(IReadOnlyList<ModelVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        return [.. Formula.Terms.Select(term => EncodeTerm(term, variables))];
    }

    private ModelTerm EncodeTerm(FormulaTerm term, IReadOnlyList<ModelVariable> variables)
    {
        List<(string Name, double[] Values)> columns = [];
        foreach (FormulaFactor factor in term.Factors)
        {
            List<(string Name, double[] Values)> own = Columns(factor, Find(variables, factor.Variable));
            if (columns.Count == 0)
            {
                columns = own;
                continue;
            }

            // As in R, the columns of the first variable change fastest.
            columns = [.. own.SelectMany(right => columns.Select(left =>
                ($"{left.Name}:{right.Name}", left.Values.Zip(right.Values, (a, b) => a * b).ToArray())))];
        }

        return new ModelTerm(term.Name, [.. columns.Select(column => column.Name)], Matrix.FromColumns([.. columns.Select(column => column.Values)]));
    }

    private List<(string Name, double[] Values)> Columns(FormulaFactor factor, ModelVariable variable)
    {
        switch (variable)
        {
            case FactorVariable levels:
                if (!_levels.TryGetValue(factor.Variable, out ImmutableArray<string> known) || !known.SequenceEqual(levels.Levels))
                {
                    throw new ArgumentException($"Factor '{factor.Variable}' has the levels {string.Join(", ", levels.Levels)}, but the model was fitted with {string.Join(", ", known.IsDefault ? ["numbers"] : known)}.", nameof(variable));
                }

                string sign = _naming == LevelNaming.WithEqualsSign ? "=" : "";
                return
                [
                    .. Enumerable.Range(1, known.Length - 1).Select(level =>
                        ($"{factor.Variable}{sign}{known[level]}", levels.Codes.Select(code => code < 0 ? double.NaN : code == level ? 1.0 : 0.0).ToArray())),
                ];
            case NumericVariable numbers when factor.KnotCount > 0:
                RestrictedCubicSpline spline = _splines[factor.Variable];
                return
                [
                    .. Enumerable.Range(0, spline.ColumnCount).Select(column =>
                        (factor.Variable + new string('\'', column), numbers.Values.Select(value => spline.Evaluate(value, column)).ToArray())),
                ];
            case NumericVariable numbers:
                return [(factor.Name, [.. factor.IsLogarithm ? numbers.Values.Select(Math.Log) : numbers.Values])];
            default:
                throw new ArgumentException($"Variable '{factor.Variable}' is of an unknown kind.", nameof(variable));
        }
    }

    private static ModelVariable Find(IReadOnlyList<ModelVariable> variables, string name) =>
        variables.FirstOrDefault(variable => variable.Name == name)
        ?? throw new ArgumentException($"The formula names the variable '{name}', but there is none; there are {string.Join(", ", variables.Select(variable => $"'{variable.Name}'"))}.", nameof(variables));
}
