using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Descriptive;

/// <summary>Correlations of two columns; rows with a missing value (NaN) on either side are left out.</summary>
public static class Correlation
{
    /// <summary>Pearson's product-moment correlation with Fisher's interval.</summary>
    /// <param name="x">First column.</param>
    /// <param name="y">Second column, as long.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <returns>The estimate; limits need four pairs, the test three.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static CorrelationEstimate Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double level = 0.95)
    {
        (double[] a, double[] b) = PairedValues.Complete(x, y);
        double r = Coefficient(a, b);
        int n = a.Length;
        (double t, double p) = TTest(r, n);
        double z = Math.Atanh(r);
        double half = n > 3 ? Normal.Quantile(0.5 + (level / 2)) / Math.Sqrt(n - 3.0) : double.NaN;
        return new CorrelationEstimate(r, Math.Tanh(z - half), Math.Tanh(z + half), t, p, n);
    }

    /// <summary>Spearman's rank correlation; p from Student's t, which also serves under ties.</summary>
    /// <param name="x">First column.</param>
    /// <param name="y">Second column, as long.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static CorrelationEstimate Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double[] a, double[] b) = PairedValues.Complete(x, y);
        double r = Coefficient(Ranks.Of(a), Ranks.Of(b));
        (double t, double p) = TTest(r, a.Length);
        return new CorrelationEstimate(r, double.NaN, double.NaN, t, p, a.Length);
    }

    /// <summary>Kendall's tau-b with a normal test that knows the ties, without continuity correction.</summary>
    /// <param name="x">First column.</param>
    /// <param name="y">Second column, as long.</param>
    /// <remarks>Source: Kendall 1970, Rank Correlation Methods; the variance with ties as in R's cor.test. Time grows with the square of n.</remarks>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public static CorrelationEstimate Kendall(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        (double[] a, double[] b) = PairedValues.Complete(x, y);
        double n = a.Length;
        long concordance = 0;
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                concordance += a[i].CompareTo(a[j]) * b[i].CompareTo(b[j]);
            }
        }

        TieSums tiesX = TieSums.Of(a);
        TieSums tiesY = TieSums.Of(b);
        double pairs = n * (n - 1) / 2;
        double tau = concordance / Math.Sqrt((pairs - (tiesX.Pairs / 2)) * (pairs - (tiesY.Pairs / 2)));
        double whole = n * (n - 1) * ((2 * n) + 5);
        double variance = ((whole - tiesX.Weighted - tiesY.Weighted) / 18)
            + (tiesX.Pairs * tiesY.Pairs / (2 * n * (n - 1)))
            + (tiesX.Triples * tiesY.Triples / (9 * n * (n - 1) * (n - 2)));
        double z = concordance / Math.Sqrt(variance);
        return new CorrelationEstimate(tau, double.NaN, double.NaN, z, Normal.TwoSidedP(z), a.Length);
    }

    /// <summary>The coefficient alone, of columns without missing values; NaN when one is constant.</summary>
    internal static double Coefficient(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double meanX = Moments.Of(x).Mean;
        double meanY = Moments.Of(y).Mean;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xy += dx * dy;
            xx += dx * dx;
            yy += dy * dy;
        }

        return xx == 0 || yy == 0 ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    private static (double T, double P) TTest(double r, int n)
    {
        if (n < 3 || double.IsNaN(r))
        {
            return (double.NaN, double.NaN);
        }

        double t = r * Math.Sqrt((n - 2) / (1 - (r * r)));
        return (t, StudentT.TwoSidedP(t, n - 2));
    }

    private readonly record struct TieSums(double Pairs, double Triples, double Weighted)
    {
        internal static TieSums Of(double[] values)
        {
            double pairs = 0;
            double triples = 0;
            double weighted = 0;
            foreach (IGrouping<double, double> group in values.GroupBy(value => value + 0.0))
            {
                double t = group.Count();
                pairs += t * (t - 1);
                triples += t * (t - 1) * (t - 2);
                weighted += t * (t - 1) * ((2 * t) + 5);
            }

            return new TieSums(pairs, triples, weighted);
        }
    }
}
