using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>A smooth curve that is cubic between its knots and straight beyond the outer ones.</summary>
/// <param name="Knots">At least three places, ascending.</param>
/// <remarks>Source: Harrell, Regression Modeling Strategies, 2nd ed., section 2.4.5; scaled by (last − first knot)^(2/3) so that all columns keep the variable's unit.</remarks>
public sealed record RestrictedCubicSpline(ImmutableArray<double> Knots)
{
    /// <summary>Gets the number of columns: the variable itself and one for each knot beyond two.</summary>
    public int ColumnCount => Knots.Length - 1;

    /// <summary>Places knots at fixed quantiles of the values (Harrell, table 2.3); below 100 rows the outer ones at the fifth value from either end.</summary>
    /// <param name="values">The variable in the rows that the model is fitted to, without <see cref="double.NaN"/>.</param>
    /// <param name="count">3 to 9 knots.</param>
    /// <exception cref="UnfittableModelException">The values have too few different ones.</exception>
    public static RestrictedCubicSpline At(ReadOnlySpan<double> values, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 9);
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double[] distinct = [.. sorted.Distinct()];
        if (distinct.Length - 2 <= count)
        {
            return distinct.Length >= 5
                ? new RestrictedCubicSpline([.. distinct[1..^1]])
                : throw new UnfittableModelException($"A spline of {count} knots needs at least 5 different values, found {distinct.Length}; use the variable itself.");
        }

        double outer = count > 6 ? 0.025 : count > 3 ? 0.05 : 0.1;
        double[] knots = [.. Enumerable.Range(0, count).Select(i => Quantile(sorted, outer + (i * (1 - (2 * outer)) / (count - 1))))];
        if (sorted.Length < 100)
        {
            knots[0] = sorted[4];
            knots[^1] = sorted[^5];
        }

        double[] unique = [.. knots.Order().Distinct()];
        return unique.Length >= 3
            ? new RestrictedCubicSpline([.. unique])
            : throw new UnfittableModelException($"The quantiles for {count} knots fall on {unique.Length} different values; use fewer knots or the variable itself.");
    }

    /// <summary>One of the columns for a value: column 0 is the value itself.</summary>
    public double Evaluate(double value, int column)
    {
        if (column == 0)
        {
            return value;
        }

        double last = Knots[^1];
        double beforeLast = Knots[^2];
        double knot = Knots[column - 1];
        double unit = Math.Pow(last - Knots[0], 2.0 / 3);
        return Cube((value - knot) / unit)
            + ((((beforeLast - knot) * Cube((value - last) / unit)) - ((last - knot) * Cube((value - beforeLast) / unit))) / (last - beforeLast));
    }

    private static double Cube(double x) => x > 0 ? x * x * x : 0;

    private static double Quantile(double[] sorted, double p)
    {
        double place = p * (sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 2);
        return sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
