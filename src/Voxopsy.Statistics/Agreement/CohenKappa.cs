using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.HypothesisTests;

namespace Voxopsy.Statistics.Agreement;

/// <summary>Cohen's kappa of two raters.</summary>
/// <remarks>Source: Cohen 1968; standard errors of Fleiss, Cohen and Everitt 1969 (Psychological Bulletin 72:323).</remarks>
public static class CohenKappa
{
    /// <summary>Measures agreement.</summary>
    /// <param name="table">Levels of the first rater by the same levels, in the same order, of the second.</param>
    /// <param name="weights">Credit of near misses.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">The table is not square or has one level only.</exception>
    public static KappaEstimate Of(ContingencyTable table, KappaWeights weights = KappaWeights.Unweighted, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        int k = table.Rows;
        if (k != table.Columns || k < 2)
        {
            throw new ArgumentException($"Kappa needs the same two or more levels of both raters, found {k} and {table.Columns}.", nameof(table));
        }

        double n = table.Total;
        double[] rows = Array.ConvertAll(table.RowSums, sum => sum / n);
        double[] columns = Array.ConvertAll(table.ColumnSums, sum => sum / n);
        double Weight(int i, int j)
        {
            double distance = Math.Abs(i - j) / (k - 1.0);
            return weights switch
            {
                KappaWeights.Unweighted => i == j ? 1 : 0,
                KappaWeights.Linear => 1 - distance,
                _ => 1 - (distance * distance),
            };
        }

        double observed = 0;
        double expected = 0;
        double[] byRow = new double[k];
        double[] byColumn = new double[k];
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                double weight = Weight(i, j);
                observed += weight * table[i, j] / n;
                expected += weight * rows[i] * columns[j];
                byRow[i] += weight * columns[j];
                byColumn[j] += weight * rows[i];
            }
        }

        double kappa = (observed - expected) / (1 - expected);
        double spread = 0;
        double nullSpread = 0;
        for (int i = 0; i < k; i++)
        {
            for (int j = 0; j < k; j++)
            {
                double both = byRow[i] + byColumn[j];
                double term = Weight(i, j) - (both * (1 - kappa));
                double nullTerm = Weight(i, j) - both;
                spread += table[i, j] / n * term * term;
                nullSpread += rows[i] * columns[j] * nullTerm * nullTerm;
            }
        }

        double center = kappa - (expected * (1 - kappa));
        double scale = n * (1 - expected) * (1 - expected);
        double error = Math.Sqrt(Math.Max(0, spread - (center * center)) / scale);
        double nullError = Math.Sqrt((nullSpread - (expected * expected)) / scale);
        double half = Normal.Quantile(0.5 + (level / 2)) * error;
        double z = kappa / nullError;
        return new KappaEstimate(kappa, error, kappa - half, kappa + half, nullError, z, Normal.TwoSidedP(z))
        {
            Observed = observed,
            Expected = expected,
        };
    }
}
