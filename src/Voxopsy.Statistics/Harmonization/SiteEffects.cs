using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Harmonization;

/// <summary>The shift and the scale of one site for every feature, in units of the features' pooled standard deviation.</summary>
/// <param name="Shift">What is subtracted.</param>
/// <param name="Variance">What the rest is divided by the root of.</param>
internal sealed record SiteEffects(double[] Shift, double[] Variance)
{
    // The bound at which sva::ComBat and the original stop; tighter would be another answer.
    private const double Convergence = 1e-4;

    /// <summary>No adjustment.</summary>
    internal static SiteEffects Neutral(int features) => new(new double[features], [.. Enumerable.Repeat(1.0, features)]);

    /// <summary>Shrinks the raw effects of one site.</summary>
    /// <param name="rows">The site's standardized values, one array a feature.</param>
    /// <param name="shift">The raw shifts.</param>
    /// <param name="variance">The raw variances.</param>
    /// <param name="settings">The prior, and whether scales are left alone.</param>
    internal static SiteEffects Shrink(double[][] rows, double[] shift, double[] variance, ComBatSettings settings) => settings.Prior switch
    {
        SiteEffectPrior.None => new SiteEffects(shift, variance),
        SiteEffectPrior.NonParametric => NonParametric(rows, shift, variance, settings.MeanOnly),
        _ => Parametric(rows, shift, variance, settings.MeanOnly),
    };

    private static SiteEffects Parametric(double[][] rows, double[] shift, double[] variance, bool meanOnly)
    {
        int n = rows[0].Length;
        (double center, double spread) = MeanAndVariance(shift);
        if (meanOnly)
        {
            return new SiteEffects([.. shift.Select(g => ((spread * g) + center) / (spread + 1))], variance);
        }

        (double m, double s2) = MeanAndVariance(variance);
        double a = ((2 * s2) + (m * m)) / s2;
        double b = ((m * s2) + (m * m * m)) / s2;
        double[] sum = [.. rows.Select(row => VectorMath.Sum(row))];
        double[] squares = [.. rows.Select(row => VectorMath.Dot(row, row))];
        double[] oldShift = [.. shift];
        double[] oldVariance = [.. variance];
        double[] newShift = new double[shift.Length];
        double[] newVariance = new double[shift.Length];
        double change = 1;
        while (change > Convergence)
        {
            change = double.NegativeInfinity;
            for (int f = 0; f < shift.Length; f++)
            {
                newShift[f] = ((spread * n * shift[f]) + (oldVariance[f] * center)) / ((spread * n) + oldVariance[f]);
                double residual = squares[f] - (2 * newShift[f] * sum[f]) + (n * newShift[f] * newShift[f]);
                newVariance[f] = ((0.5 * residual) + b) / ((n / 2.0) + a - 1);
                // The sign of the old shift stays in the quotient, as in the original.
                change = Math.Max(change, Math.Max(Math.Abs(newShift[f] - oldShift[f]) / oldShift[f], Math.Abs(newVariance[f] - oldVariance[f]) / oldVariance[f]));
            }

            newShift.CopyTo(oldShift, 0);
            newVariance.CopyTo(oldVariance, 0);
        }

        return new SiteEffects(newShift, newVariance);
    }

    private static SiteEffects NonParametric(double[][] rows, double[] shift, double[] variance, bool meanOnly)
    {
        int features = shift.Length;
        int n = rows[0].Length;
        double[] newShift = new double[features];
        double[] newVariance = new double[features];
        double[] log = new double[features];
        double[] logNormalizer = [.. variance.Select(d => -0.5 * n * Math.Log(2 * Math.PI * d))];
        for (int f = 0; f < features; f++)
        {
            double sum = VectorMath.Sum(rows[f]);
            double squares = VectorMath.Dot(rows[f], rows[f]);
            double largest = double.NegativeInfinity;
            for (int k = 0; k < features; k++)
            {
                double residual = squares - (2 * shift[k] * sum) + (n * shift[k] * shift[k]);
                log[k] = k == f ? double.NegativeInfinity : logNormalizer[k] - (residual / (2 * variance[k]));
                largest = Math.Max(largest, log[k]);
            }

            double total = 0;
            for (int k = 0; k < features; k++)
            {
                double likelihood = Math.Exp(log[k] - largest);
                total += likelihood;
                newShift[f] += likelihood * shift[k];
                newVariance[f] += likelihood * variance[k];
            }

            newShift[f] /= total;
            newVariance[f] = meanOnly ? 1 : newVariance[f] / total;
        }

        return new SiteEffects(newShift, newVariance);
    }

    private static (double Mean, double Variance) MeanAndVariance(double[] values)
    {
        double mean = VectorMath.Mean(values);
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
