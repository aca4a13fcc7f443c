using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Agreement;

/// <summary>Limits of agreement of two measurements of the same subjects.</summary>
/// <param name="Bias">Mean of first minus second.</param>
/// <param name="StandardDeviation">Standard deviation of the differences.</param>
/// <param name="LowerLimit">Bias − 1.96 standard deviations.</param>
/// <param name="UpperLimit">Bias + 1.96 standard deviations.</param>
/// <param name="BiasLower">Lower confidence limit of the bias.</param>
/// <param name="BiasUpper">Upper confidence limit of the bias.</param>
/// <param name="LimitHalfWidth">Half the width of the confidence interval of either limit of agreement.</param>
/// <param name="WithinSubjectDeviation">√(Σ d² / 2n), the measurement error of one measurement when the two are repeats.</param>
/// <remarks>Source: Bland and Altman 1986 (Lancet 327:307) and 1999 (Statistical Methods in Medical Research 8:135).</remarks>
public sealed record BlandAltman(
    double Bias,
    double StandardDeviation,
    double LowerLimit,
    double UpperLimit,
    double BiasLower,
    double BiasUpper,
    double LimitHalfWidth,
    double WithinSubjectDeviation)
{
    private const double Z = 1.96;

    /// <summary>Gets 2.77 within-subject standard deviations: two repeats differ by less in 95 of 100 subjects.</summary>
    public double RepeatabilityCoefficient => 2.77 * WithinSubjectDeviation;

    /// <summary>Compares two measurements.</summary>
    /// <param name="x">First measurement of each subject, no NaN.</param>
    /// <param name="y">Second measurement of each subject, no NaN.</param>
    /// <param name="level">Confidence level of the intervals of bias and limits.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static BlandAltman Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        PairedValues.Check(x, y);
        double[] differences = new double[x.Length];
        double squares = 0;
        for (int i = 0; i < differences.Length; i++)
        {
            differences[i] = x[i] - y[i];
            squares += differences[i] * differences[i];
        }

        Moments moments = Moments.Of(differences);
        double n = moments.Count;
        double s = moments.StandardDeviation;
        double t = StudentT.Quantile(0.5 + (level / 2), n - 1);
        double half = t * s / Math.Sqrt(n);
        return new BlandAltman(
            moments.Mean,
            s,
            moments.Mean - (Z * s),
            moments.Mean + (Z * s),
            moments.Mean - half,
            moments.Mean + half,
            t * s * Math.Sqrt((1 / n) + (Z * Z / (2 * (n - 1)))),
            Math.Sqrt(squares / (2 * n)));
    }
}
