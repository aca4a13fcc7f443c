using System.Collections.Immutable;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>Fills each incomplete column from the others by regression, round after round until nothing moves.</summary>
/// <remarks>
/// Chained equations (van Buuren 2011, J Stat Softw 45(3)) with conditional means in place of random draws: the answer a frozen model can give
/// for one new patient. One filled table understates uncertainty; it serves prediction, not standard errors. Regressions are ridge on the most
/// correlated columns. A column that was complete in training is filled by its median in later rows.
/// </remarks>
public sealed record ChainedImputation
{
    /// <summary>Gets the median of every column: where the rounds start.</summary>
    public required ConstantImputation Start { get; init; }

    /// <summary>Gets the regressions of the last round, in the order in which they are used: the column with fewest gaps first.</summary>
    public required ImmutableArray<ColumnEquation> Equations { get; init; }

    /// <summary>Gets the number of rounds made in training; rows to come are filled with as many.</summary>
    public required int Rounds { get; init; }

    /// <summary>Gets the largest change of a filled value in the last round, in standard deviations of its column.</summary>
    public required double LastChange { get; init; }

    /// <summary>Learns the regressions.</summary>
    /// <param name="table">Training rows.</param>
    /// <param name="settings">How rounds are run; defaults when left out.</param>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public static ChainedImputation Fit(FeatureTable table, ChainedSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ChainedSettings used = settings ?? new ChainedSettings();
        ArgumentOutOfRangeException.ThrowIfLessThan(used.Predictors, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(used.Rounds, 1);
        if (!(used.Penalty > 0 && used.Tolerance >= 0))
        {
            throw new ArgumentException($"The penalty must be positive and the tolerance not negative, found {used.Penalty} and {used.Tolerance}.", nameof(settings));
        }

        ChainedEquations chain = new(table, used);
        return chain.Run();
    }

    /// <summary>Fills the missing values of the fitted columns with the frozen regressions.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Apply(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        double[][] filled = TableColumns.Copy(Start.Apply(table));
        for (int round = 0; round < Rounds; round++)
        {
            foreach (ColumnEquation equation in Equations)
            {
                int place = table.PositionOf(equation.Feature);
                int[] predictors = [.. equation.Predictors.Select(table.PositionOf)];
                ReadOnlySpan<double> original = table.Column(place);
                for (int row = 0; row < original.Length; row++)
                {
                    if (double.IsNaN(original[row]))
                    {
                        filled[place][row] = Value(equation, predictors, filled, row);
                    }
                }
            }
        }

        return new FeatureTable(table.Subjects, table.Features, filled);
    }

    internal static double Value(ColumnEquation equation, int[] predictors, double[][] columns, int row)
    {
        double sum = equation.Intercept;
        for (int k = 0; k < predictors.Length; k++)
        {
            sum += equation.Coefficients[k] * columns[predictors[k]][row];
        }

        return Math.Clamp(sum, equation.Lowest, equation.Highest);
    }
}
