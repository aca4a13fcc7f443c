using MathNet.Numerics;
using Voxopsy.Statistics.Discrimination;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>Fisher's exact test of independence, for tables of any shape and any small count.</summary>
public static class FisherExact
{
    /// <summary>Two tables count as equally likely when their probabilities agree to this relative difference, as in R.</summary>
    internal const double EqualWithin = 1e-7;

    /// <summary>Tests independence of rows and columns.</summary>
    /// <param name="table">Counts; rows and columns without any subject do not matter.</param>
    /// <param name="level">Confidence level of the odds ratio of a 2 × 2 table.</param>
    /// <returns>The test; p is 1 when fewer than two rows or columns hold subjects.</returns>
    /// <exception cref="StatisticsException">The table is so large that the exact p value would take too long.</exception>
    public static FisherResult Test(ContingencyTable table, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        int rows = table.RowSums.Count(sum => sum > 0);
        int columns = table.ColumnSums.Count(sum => sum > 0);
        if (rows < 2 || columns < 2)
        {
            return new FisherResult(1);
        }

        return table is { Rows: 2, Columns: 2 } ? TwoByTwo(table, level) : new FisherResult(FisherNetwork.P(table));
    }

    private static FisherResult TwoByTwo(ContingencyTable table, double level)
    {
        int first = table.RowSums[0];
        int second = table.RowSums[1];
        int column = table.ColumnSums[0];
        int low = Math.Max(0, column - second);
        int high = Math.Min(column, first);
        int seen = table[0, 0];
        double[] logs = new double[high - low + 1];
        for (int x = low; x <= high; x++)
        {
            logs[x - low] = SpecialFunctions.BinomialLn(first, x) + SpecialFunctions.BinomialLn(second, column - x);
        }

        double[] chances = At(logs, 0);
        double limit = chances[seen - low] * (1 + EqualWithin);
        double tail = (1 - level) / 2;
        double Mean(double log) => At(logs, log).Select((chance, i) => chance * (low + i)).Sum();
        double AtLeast(double log) => At(logs, log)[(seen - low)..].Sum();
        double AtMost(double log) => At(logs, log)[..(seen - low + 1)].Sum();
        return new FisherResult(Math.Min(1, chances.Where(chance => chance <= limit).Sum()))
        {
            PLess = AtMost(0),
            PGreater = AtLeast(0),
            OddsRatio = new RatioEstimate(
                seen == low ? 0 : seen == high ? double.PositiveInfinity : Solve(Mean, seen),
                seen == low ? 0 : Solve(AtLeast, tail),
                seen == high ? double.PositiveInfinity : Solve(log => -AtMost(log), -tail)),
        };
    }

    /// <summary>The probabilities of the free cell under an odds ratio.</summary>
    private static double[] At(double[] logs, double logOdds)
    {
        double[] chances = new double[logs.Length];
        double largest = double.NegativeInfinity;
        for (int i = 0; i < logs.Length; i++)
        {
            chances[i] = logs[i] + (i * logOdds);
            largest = Math.Max(largest, chances[i]);
        }

        double sum = 0;
        for (int i = 0; i < chances.Length; i++)
        {
            chances[i] = Math.Exp(chances[i] - largest);
            sum += chances[i];
        }

        for (int i = 0; i < chances.Length; i++)
        {
            chances[i] /= sum;
        }

        return chances;
    }

    /// <summary>The odds ratio at which a rising function of its logarithm takes a value, by bisection.</summary>
    private static double Solve(Func<double, double> rising, double target)
    {
        double low = -1;
        double high = 1;
        while (rising(low) > target)
        {
            low *= 2;
        }

        while (rising(high) < target)
        {
            high *= 2;
        }

        while (high - low > 1e-14 * Math.Max(1, Math.Abs(low)))
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = rising(middle) < target ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
