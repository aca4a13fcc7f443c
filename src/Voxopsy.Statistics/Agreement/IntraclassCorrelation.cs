using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Agreement;

/// <summary>Intraclass correlations of a table of subjects by raters: how much of the variance is between subjects.</summary>
/// <remarks>
/// Source: Shrout and Fleiss 1979 (Psychological Bulletin 86:420), McGraw and Wong 1996 (Psychological Methods 1:30). Limits of ICC(2,k) are
/// those of ICC(2,1) stepped up by Spearman and Brown. Raters that agree perfectly have ICC 1 with limits 1 and F = +∞; a table that does not
/// vary at all has NaN.
/// </remarks>
public sealed class IntraclassCorrelation
{
    private readonly int _subjects;
    private readonly int _raters;
    private readonly double _level;
    private readonly Quantiles _quantiles;

    private IntraclassCorrelation(double rows, double columns, double error, double within, int subjects, int raters, double level, Quantiles quantiles)
    {
        MeanSquareSubjects = rows;
        MeanSquareRaters = columns;
        MeanSquareError = error;
        MeanSquareWithin = within;
        _subjects = subjects;
        _raters = raters;
        _level = level;
        _quantiles = quantiles;
    }

    /// <summary>Gets the mean square between subjects.</summary>
    public double MeanSquareSubjects { get; }

    /// <summary>Gets the mean square between raters.</summary>
    public double MeanSquareRaters { get; }

    /// <summary>Gets the mean square of error.</summary>
    public double MeanSquareError { get; }

    /// <summary>Gets the mean square within subjects.</summary>
    public double MeanSquareWithin { get; }

    /// <summary>Analyses the variance of a table.</summary>
    /// <param name="raters">One column a rater, one row a subject in each, no NaN; at least two of both.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">Fewer than two raters or subjects, columns of different length, or a NaN.</exception>
    public static IntraclassCorrelation Of(IReadOnlyList<double[]> raters, double level = 0.95) => Many([raters], level)[0];

    /// <summary>Analyses several tables; tables of one size share their F quantiles, which is what costs time.</summary>
    /// <param name="tables">Tables as for <see cref="Of"/>, such as one a feature.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">Fewer than two raters or subjects, columns of different length, or a NaN.</exception>
    public static IReadOnlyList<IntraclassCorrelation> Many(IReadOnlyList<IReadOnlyList<double[]>> tables, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(tables);
        Dictionary<(int, int), Quantiles> known = [];
        return [.. tables.Select(table =>
        {
            Check(table);
            (int n, int k) = (table[0].Length, table.Count);
            if (!known.TryGetValue((n, k), out Quantiles? quantiles))
            {
                known[(n, k)] = quantiles = Quantiles.Of(n, k, level);
            }

            return Analyze(table, n, k, level, quantiles);
        })];
    }

    /// <summary>One of the six correlations.</summary>
    /// <param name="form">Which one.</param>
    public IntraclassEstimate Estimate(IntraclassForm form)
    {
        double n = _subjects;
        double k = _raters;
        bool oneWay = form is IntraclassForm.OneWaySingle or IntraclassForm.OneWayAverage;
        double error = oneWay ? MeanSquareWithin : MeanSquareError;
        double f = MeanSquareSubjects / error;
        double df1 = n - 1;
        double df2 = oneWay ? n * (k - 1) : (n - 1) * (k - 1);
        (double value, double lower, double upper) = form switch
        {
            _ when MeanSquareWithin == 0 && MeanSquareSubjects > 0 => (1, 1, 1),
            IntraclassForm.OneWaySingle => Single(f, _quantiles.OneWay),
            IntraclassForm.ConsistencySingle => Single(f, _quantiles.TwoWay),
            IntraclassForm.OneWayAverage => Average(f, _quantiles.OneWay),
            IntraclassForm.ConsistencyAverage => Average(f, _quantiles.TwoWay),
            IntraclassForm.AgreementSingle => Agreement(),
            _ => AgreementOfMean(),
        };
        return new IntraclassEstimate(value, lower, upper, f, df1, df2, FDistribution.Upper(f, df1, df2));
    }

    private static IntraclassCorrelation Analyze(IReadOnlyList<double[]> table, int n, int k, double level, Quantiles quantiles)
    {
        double grand = table.Sum(column => column.Sum()) / ((double)n * k);
        double[] columnMeans = [.. table.Select(column => column.Sum() / n)];
        double rows = 0;
        double within = 0;
        double error = 0;
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < k; j++)
            {
                sum += table[j][i];
            }

            double mean = sum / k;
            rows += (mean - grand) * (mean - grand);
            for (int j = 0; j < k; j++)
            {
                double fromSubject = table[j][i] - mean;
                double residual = fromSubject - (columnMeans[j] - grand);
                within += fromSubject * fromSubject;
                error += residual * residual;
            }
        }

        // Deviations within rounding of the values are none: the same mask read by the same program.
        double squares = table.Sum(column => column.Sum(value => value * value));
        if (within <= 1e-28 * squares)
        {
            within = 0;
            error = 0;
        }

        double columns = columnMeans.Sum(mean => (mean - grand) * (mean - grand));
        return new IntraclassCorrelation(
            k * rows / (n - 1.0),
            within == 0 ? 0 : n * columns / (k - 1.0),
            error / ((n - 1.0) * (k - 1)),
            within / ((double)n * (k - 1)),
            n,
            k,
            level,
            quantiles);
    }

    private static void Check(IReadOnlyList<double[]> table)
    {
        if (table.Count < 2 || table[0].Length < 2)
        {
            throw new ArgumentException(
                $"An intraclass correlation needs at least two raters and two subjects, found {table.Count} and {(table.Count > 0 ? table[0].Length : 0)}.",
                nameof(table));
        }

        for (int j = 0; j < table.Count; j++)
        {
            if (table[j].Length != table[0].Length || Array.Exists(table[j], double.IsNaN))
            {
                throw new ArgumentException(
                    $"Rater {j + 1} of {table.Count} lacks a rating of some subject; leave subjects out that not all raters have rated.", nameof(table));
            }
        }
    }

    private (double Value, double Lower, double Upper) Single(double f, (double Upper, double Lower) quantiles)
    {
        double k = _raters;
        double low = f / quantiles.Upper;
        double high = f * quantiles.Lower;
        return ((f - 1) / (f + k - 1), (low - 1) / (low + k - 1), (high - 1) / (high + k - 1));
    }

    private static (double Value, double Lower, double Upper) Average(double f, (double Upper, double Lower) quantiles) =>
        (1 - (1 / f), 1 - (quantiles.Upper / f), 1 - (1 / (f * quantiles.Lower)));

    private (double Value, double Lower, double Upper) Agreement()
    {
        double n = _subjects;
        double k = _raters;
        double value = (MeanSquareSubjects - MeanSquareError)
            / (MeanSquareSubjects + ((k - 1) * MeanSquareError) + (k * (MeanSquareRaters - MeanSquareError) / n));
        double ratio = MeanSquareRaters / MeanSquareError;
        double part = (n * (1 + ((k - 1) * value))) - (k * value);
        double sum = (k * value * ratio) + part;
        double above = (k - 1) * (n - 1) * sum * sum;
        double below = ((n - 1) * k * k * value * value * ratio * ratio) + (part * part);
        double freedom = above / below;
        double tail = (1 + _level) / 2;
        double upper = FDistribution.Quantile(tail, n - 1, freedom);
        double lower = FDistribution.Quantile(tail, freedom, n - 1);
        double mixed = (k * MeanSquareRaters) + (((k * n) - k - n) * MeanSquareError);
        return (
            value,
            n * (MeanSquareSubjects - (upper * MeanSquareError)) / ((upper * mixed) + (n * MeanSquareSubjects)),
            n * ((lower * MeanSquareSubjects) - MeanSquareError) / (mixed + (n * lower * MeanSquareSubjects)));
    }

    private (double Value, double Lower, double Upper) AgreementOfMean()
    {
        double k = _raters;
        (_, double lower, double upper) = Agreement();
        double value = (MeanSquareSubjects - MeanSquareError)
            / (MeanSquareSubjects + ((MeanSquareRaters - MeanSquareError) / _subjects));
        return (value, lower * k / (1 + (lower * (k - 1))), upper * k / (1 + (upper * (k - 1))));
    }

    private sealed record Quantiles((double Upper, double Lower) OneWay, (double Upper, double Lower) TwoWay)
    {
        internal static Quantiles Of(int n, int k, double level)
        {
            double tail = (1 + level) / 2;
            double subjects = n - 1;
            double within = (double)n * (k - 1);
            double error = (n - 1.0) * (k - 1);
            return new Quantiles(
                (FDistribution.Quantile(tail, subjects, within), FDistribution.Quantile(tail, within, subjects)),
                (FDistribution.Quantile(tail, subjects, error), FDistribution.Quantile(tail, error, subjects)));
        }
    }
}
