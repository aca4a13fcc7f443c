using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>A power for each column that makes it as normal as a power can; unlike Box and Cox's it takes zero and negative values.</summary>
/// <remarks>
/// Source: Yeo and Johnson 2000, Biometrika 87:954. The power is the one of largest normal likelihood, found by Brent's method from [−2, 2] to
/// about eight digits.
/// </remarks>
public sealed record YeoJohnson
{
    private const double Epsilon = 2.220446049250313e-16;
    private const double SmallestVariance = 2.2250738585072014e-308;

    /// <summary>Gets the power of each column.</summary>
    public required ImmutableArray<ColumnPower> Columns { get; init; }

    /// <summary>Learns the powers and leaves transformed values unscaled.</summary>
    /// <param name="table">Training rows; missing values are left out.</param>
    /// <exception cref="ConstantColumnException">A column does not vary.</exception>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    /// <exception cref="StatisticsException">The likelihood of a column has no maximum.</exception>
    public static YeoJohnson Fit(FeatureTable table) => Learn(table, static (_, _) => (0, 1));

    /// <summary>Learns the powers, then mean and standard deviation of the transformed values.</summary>
    /// <param name="table">Training rows; missing values are left out.</param>
    /// <param name="divisor">Which standard deviation.</param>
    /// <exception cref="ConstantColumnException">A column does not vary, or no longer after its power.</exception>
    /// <exception cref="EmptyColumnException">A column has no value.</exception>
    /// <exception cref="StatisticsException">The likelihood of a column has no maximum.</exception>
    public static YeoJohnson FitStandardized(FeatureTable table, SpreadDivisor divisor = SpreadDivisor.CountMinusOne) => Learn(table, (feature, transformed) =>
    {
        FeatureTable one = new([.. transformed.Select((_, row) => $"{row}")], [feature], [transformed]);
        ColumnScale scale = Scaling.Standard(one, divisor).Columns[0];
        return (scale.Center, scale.Scale);
    });

    /// <summary>One value under a power.</summary>
    /// <param name="value">Any finite number.</param>
    /// <param name="lambda">The power.</param>
    /// <returns>((x + 1)^λ − 1) / λ for x ≥ 0, ln(x + 1) at λ = 0; −((1 − x)^(2 − λ) − 1) / (2 − λ) for x &lt; 0, −ln(1 − x) at λ = 2.</returns>
    public static double Transform(double value, double lambda) => value >= 0
        ? Power(NearOne.Log1Plus(value), lambda)
        : -Power(NearOne.Log1Plus(-value), 2 - lambda);

    /// <summary>Transforms rows; missing values stay missing, columns that were not fitted stay as they are.</summary>
    /// <exception cref="ArgumentException">A fitted column is lacking.</exception>
    public FeatureTable Apply(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TableColumns.Map(
            table,
            [.. Columns.Select(column => column.Feature)],
            (i, value) => (Transform(value, Columns[i].Lambda) - Columns[i].Center) / Columns[i].Scale);
    }

    /// <summary>(e^(λ log) − 1) / λ, exact for small arguments; the limit at λ = 0.</summary>
    private static double Power(double log, double lambda) => Math.Abs(lambda) < Epsilon ? log : NearOne.ExpMinus1(lambda * log) / lambda;

    private static YeoJohnson Learn(FeatureTable table, Func<FeatureId, double[], (double Center, double Scale)> finish)
    {
        ArgumentNullException.ThrowIfNull(table);
        ColumnPower[] columns = new ColumnPower[table.Features.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            FeatureId feature = table.Features[i];
            double[] values = TableColumns.Present(table, i);
            if (values.AsSpan().IndexOfAnyExcept(values[0]) < 0)
            {
                throw new ConstantColumnException(feature, values[0], values.Length);
            }

            double lambda = BestPower(values);
            if (!double.IsFinite(lambda))
            {
                throw new StatisticsException(
                    $"The likelihood of a Yeo-Johnson power for column '{feature}' has no maximum over its {values.Length} values; look for a column of two distant values, or leave it untransformed.");
            }

            (double center, double scale) = finish(feature, Array.ConvertAll(values, value => Transform(value, lambda)));
            columns[i] = new ColumnPower(feature, lambda, center, scale);
        }

        return new YeoJohnson { Columns = [.. columns] };
    }

    private static double BestPower(double[] values)
    {
        // The logarithms do not depend on the power: they are taken once.
        double[] logs = Array.ConvertAll(values, value => value >= 0 ? NearOne.Log1Plus(value) : -NearOne.Log1Plus(-value));
        double sum = logs.Sum();
        double[] transformed = new double[values.Length];
        return BrentMinimum.Find(NegativeLogLikelihood, -2, 2);

        double NegativeLogLikelihood(double lambda)
        {
            for (int i = 0; i < logs.Length; i++)
            {
                transformed[i] = logs[i] >= 0 ? Power(logs[i], lambda) : -Power(-logs[i], 2 - lambda);
            }

            double variance = Moments.Of(transformed).Variance * (transformed.Length - 1) / transformed.Length;
            return double.IsNaN(variance) || variance < SmallestVariance
                ? double.PositiveInfinity
                : (0.5 * transformed.Length * Math.Log(variance)) - ((lambda - 1) * sum);
        }
    }
}
