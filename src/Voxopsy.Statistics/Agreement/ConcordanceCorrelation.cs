using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Agreement;

/// <summary>Lin's concordance correlation: how near pairs lie to the line of equality.</summary>
/// <param name="Value">In [−1, 1].</param>
/// <param name="StandardError">Standard error.</param>
/// <param name="Lower">Lower confidence limit, by Fisher's z.</param>
/// <param name="Upper">Upper confidence limit.</param>
/// <remarks>Source: Lin 1989 (Biometrics 45:255) with the correction of 2000 (56:324).</remarks>
public readonly record struct ConcordanceCorrelation(double Value, double StandardError, double Lower, double Upper)
{
    /// <summary>Measures concordance.</summary>
    /// <param name="x">First measurement of each subject, no NaN.</param>
    /// <param name="y">Second measurement of each subject, no NaN.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static ConcordanceCorrelation Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        PairedValues.Check(x, y);
        double r = Correlation.Coefficient(x, y);
        Moments first = Moments.Of(x);
        Moments second = Moments.Of(y);
        double n = first.Count;
        double varianceX = first.Variance * (n - 1) / n;
        double varianceY = second.Variance * (n - 1) / n;
        double shift = first.Mean - second.Mean;
        double deviation = Math.Sqrt(varianceX * varianceY);
        double value = 2 * r * deviation / (varianceX + varianceY + (shift * shift));
        double u = shift * shift / deviation;
        double square = value * value;
        double error = Math.Sqrt(
            (((1 - (r * r)) * square * (1 - square) / (r * r))
                + (2 * square * value * (1 - value) * u / r)
                - (square * square * u * u / (2 * r * r))) / (n - 2));
        double z = Math.Atanh(value);
        double half = Normal.Quantile(0.5 + (level / 2)) * error / (1 - square);
        return new ConcordanceCorrelation(value, error, Math.Tanh(z - half), Math.Tanh(z + half));
    }
}
