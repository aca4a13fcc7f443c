using System.Text.Json;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

/// <summary>The outcome and the variables of a case that is written as a formula over an input table.</summary>
internal static class FormulaCase
{
    internal static bool[] Events(OracleCase reference) => reference.Table.Equal(reference.Text("outcome"), reference.Text("positive"));

    /// <summary>Every column of the table as R reads it: declared factors, truth values, numbers, else levels in order of the alphabet.</summary>
    internal static IReadOnlyList<ModelVariable> Variables(OracleCase reference, IEnumerable<string> names)
    {
        Dictionary<string, string[]> levels = [];
        if (reference.Has("factor_levels"))
        {
            foreach (JsonProperty factor in reference.Settings.GetProperty("factor_levels").EnumerateObject())
            {
                levels[factor.Name] = [.. factor.Value.EnumerateArray().Select(level => level.GetString()!)];
            }
        }

        return [.. names.Select(name => Variable(name, reference.Table, levels.GetValueOrDefault(name)))];
    }

    internal static (Matrix Predictors, string[] Names, IReadOnlyList<ModelTerm> Terms) Design(OracleCase reference, string formula, LevelNaming naming = LevelNaming.Joined)
    {
        ModelFormula parsed = ModelFormula.Parse(formula);
        IReadOnlyList<ModelVariable> variables = Variables(reference, parsed.Variables);
        IReadOnlyList<ModelTerm> terms = ModelEncoding.Learn(parsed, variables, naming).Encode(variables);
        Matrix predictors = Matrix.Empty(reference.Table.RowCount);
        foreach (ModelTerm term in terms)
        {
            predictors = predictors.Append(term.Values);
        }

        return (predictors, [.. terms.SelectMany(term => term.Columns)], terms);
    }

    private static ModelVariable Variable(string name, OracleTable table, string[]? levels)
    {
        string[] cells = table.Text(name);
        if (levels is null && table.IsNumeric(name))
        {
            return new NumericVariable(name, [.. table.Numbers(name)]);
        }

        levels ??= [.. cells.Distinct().Order(StringComparer.Ordinal)];
        return FactorVariable.Of(name, levels, cells);
    }
}
