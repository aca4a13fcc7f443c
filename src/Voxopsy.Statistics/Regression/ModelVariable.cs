using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>A variable as a formula names it: numbers, or levels.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="RowCount">The number of rows.</param>
public abstract record ModelVariable(string Name, int RowCount);

/// <summary>A variable of numbers.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Values">One number a row; <see cref="double.NaN"/> where missing.</param>
public sealed record NumericVariable(string Name, ImmutableArray<double> Values)
    : ModelVariable(Name, Values.Length);

/// <summary>A variable of levels.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Levels">The levels; the first is the reference that the others are compared with.</param>
/// <param name="Codes">The position of each row's level; −1 where missing.</param>
public sealed record FactorVariable(string Name, ImmutableArray<string> Levels, ImmutableArray<int> Codes)
    : ModelVariable(Name, Codes.Length)
{
    /// <summary>Finds each row's level.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="levels">The levels in order, the reference first.</param>
    /// <param name="values">One level a row; empty where missing.</param>
    /// <exception cref="ArgumentException">A row holds something that is not a level.</exception>
    public static FactorVariable Of(string name, IReadOnlyList<string> levels, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(values);
        int[] codes = new int[values.Count];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = values[i].Length == 0 ? -1 : Position(levels, values[i]);
            if (codes[i] < 0 && values[i].Length > 0)
            {
                throw new ArgumentException($"Variable '{name}' holds '{values[i]}' in row {i}, which is none of its levels {string.Join(", ", levels)}; add the level or correct the row.", nameof(values));
            }
        }

        return new FactorVariable(name, [.. levels], [.. codes]);
    }

    private static int Position(IReadOnlyList<string> levels, string value)
    {
        for (int i = 0; i < levels.Count; i++)
        {
            if (levels[i] == value)
            {
                return i;
            }
        }

        return -1;
    }
}
