using Voxopsy.Statistics.Discrimination;

namespace Voxopsy.Statistics.Selection;

/// <summary>ReliefF: a feature is good when near subjects of another class differ in it more than near subjects of the same class.</summary>
/// <remarks>
/// Source: Kononenko 1994; Robnik-Sikonja and Kononenko 2003 (Machine Learning 53:23): every subject in turn, k nearest hits and misses by
/// Manhattan distance of features scaled by their range, uniform weights. Learns from the outcome: run it on training rows only.
/// </remarks>
public static class ReliefF
{
    /// <summary>Weighs every feature.</summary>
    /// <param name="table">Features without missing values.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="neighbors">Nearest subjects of each class to compare with, at least 1; equal distances go to the earlier row.</param>
    /// <returns>One weight a column, in [−1, 1]; 0 for a feature that does not vary.</returns>
    /// <exception cref="ArgumentException">A feature has a missing value, or there is not one outcome a row.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static double[] Weights(FeatureTable table, ReadOnlySpan<bool> events, int neighbors = 10)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        ScoredOutcomes.Check(new double[table.RowCount], events);
        bool[] outcomes = events.ToArray();
        double[][] rows = Scaled(table);
        int n = rows.Length;
        double[] weights = new double[table.Features.Length];
        double[] distances = new double[n];
        double[] difference = new double[weights.Length];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                distances[j] = Distance(rows[i], rows[j]);
            }

            foreach (bool side in (ReadOnlySpan<bool>)[false, true])
            {
                int[] nearest = [.. Enumerable.Range(0, n).Where(j => j != i && outcomes[j] == side).OrderBy(j => distances[j]).Take(neighbors)];
                Array.Clear(difference);
                foreach (int j in nearest)
                {
                    for (int f = 0; f < difference.Length; f++)
                    {
                        difference[f] += Math.Abs(rows[j][f] - rows[i][f]);
                    }
                }

                // With two classes the prior of the other class over one minus the own prior is 1.
                double factor = nearest.Length == 0 ? 0 : (side == outcomes[i] ? -1.0 : 1.0) / nearest.Length / n;
                for (int f = 0; f < weights.Length; f++)
                {
                    weights[f] += factor * difference[f];
                }
            }
        }

        return weights;
    }

    private static double[][] Scaled(FeatureTable table)
    {
        double[][] rows = [.. Enumerable.Range(0, table.RowCount).Select(_ => new double[table.Features.Length])];
        for (int f = 0; f < table.Features.Length; f++)
        {
            ReadOnlySpan<double> values = table.Column(f);
            double low = double.PositiveInfinity;
            double high = double.NegativeInfinity;
            for (int i = 0; i < values.Length; i++)
            {
                if (double.IsNaN(values[i]))
                {
                    throw new ArgumentException(
                        $"Feature '{table.Features[f]}' is missing for subject '{table.Subjects[i]}'; impute before ReliefF.", nameof(table));
                }

                low = Math.Min(low, values[i]);
                high = Math.Max(high, values[i]);
            }

            double range = high > low ? high - low : 1;
            for (int i = 0; i < values.Length; i++)
            {
                rows[i][f] = values[i] / range;
            }
        }

        return rows;
    }

    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (int f = 0; f < a.Length; f++)
        {
            sum += Math.Abs(a[f] - b[f]);
        }

        return sum;
    }
}
