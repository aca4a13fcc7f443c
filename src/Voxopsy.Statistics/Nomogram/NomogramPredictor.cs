using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Nomogram;

/// <summary>A place marked on a predictor's axis.</summary>
/// <param name="Label">What is written there.</param>
/// <param name="Values">The values of the predictor's model columns there.</param>
public sealed record NomogramMark(string Label, ImmutableArray<double> Values);

/// <summary>One axis of a nomogram: which columns of the model it stands for and where it has marks.</summary>
/// <param name="Name">The name of the axis.</param>
/// <param name="Columns">The names of the model's columns, one for a number, one a level beyond the reference for a factor.</param>
/// <param name="Marks">The marks; the axis reaches over them.</param>
/// <param name="IsContinuous">Whether values between marks have a meaning.</param>
public sealed record NomogramPredictor(string Name, ImmutableArray<string> Columns, ImmutableArray<NomogramMark> Marks, bool IsContinuous)
{
    // As in rms (datadist): a variable of no more values than this is marked at its values.
    private const int FewValues = 10;

    /// <summary>A number, marked at about ten round values that cover a range.</summary>
    /// <param name="column">The name of the model's column.</param>
    /// <param name="low">The smallest value to cover.</param>
    /// <param name="high">The largest value to cover.</param>
    public static NomogramPredictor Continuous(string column, double low, double high) => new(
        column, [column], [.. PrettyTicks.Covering(low, high, 10).Select(Mark)], IsContinuous: true);

    /// <summary>A number that takes few values, such as 0 and 1, marked at each.</summary>
    /// <param name="column">The name of the model's column.</param>
    /// <param name="values">The values, at least one.</param>
    public static NomogramPredictor Discrete(string column, IReadOnlyList<double> values) => new(
        column, [column], [.. values.Select(Mark)], IsContinuous: false);

    /// <summary>A number, marked at its values where there are no more than ten, else at round values that cover them.</summary>
    /// <param name="column">The name of the model's column.</param>
    /// <param name="values">The column in the rows that the model was fitted to.</param>
    public static NomogramPredictor FromValues(string column, ReadOnlySpan<double> values)
    {
        double[] distinct = [.. values.ToArray().Where(double.IsFinite).Distinct().Order()];
        return distinct.Length <= FewValues ? Discrete(column, distinct) : Continuous(column, distinct[0], distinct[^1]);
    }

    /// <summary>A factor, marked at each level.</summary>
    /// <param name="name">The name of the factor.</param>
    /// <param name="levels">The levels, the reference first.</param>
    /// <param name="columns">The names of the model's columns, one a level beyond the reference.</param>
    /// <exception cref="ArgumentException">There is not one column less than levels.</exception>
    public static NomogramPredictor Factor(string name, IReadOnlyList<string> levels, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count != levels.Count - 1)
        {
            throw new ArgumentException($"Factor '{name}' of {levels.Count} levels has {levels.Count - 1} columns in a model, found {columns.Count}.", nameof(columns));
        }

        return new NomogramPredictor(
            name,
            [.. columns],
            [.. levels.Select((level, l) => new NomogramMark(level, [.. columns.Select((_, c) => c == l - 1 ? 1.0 : 0.0)]))],
            IsContinuous: false);
    }

    private static NomogramMark Mark(double value) => new(value.ToString("G15", CultureInfo.InvariantCulture), [value]);
}
