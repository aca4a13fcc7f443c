using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning.Trees;

/// <summary>Each value replaced by the rank of its bin within its column, so that growing a tree compares whole numbers.</summary>
internal sealed class RankedColumns
{
    private readonly int[][] _ranks;
    private readonly double[][] _lowest;
    private readonly double[][] _highest;

    private RankedColumns(int rowCount, int[][] ranks, double[][] lowest, double[][] highest)
    {
        RowCount = rowCount;
        _ranks = ranks;
        _lowest = lowest;
        _highest = highest;
    }

    internal int RowCount { get; }

    internal int Count => _ranks.Length;

    /// <summary>Ranks rows; a column with more distinct values than <paramref name="mostBins"/> gets bins of about equal numbers of rows.</summary>
    internal static RankedColumns Of(LearningRows rows, int mostBins = int.MaxValue)
    {
        int[][] ranks = new int[rows.Width][];
        double[][] lowest = new double[rows.Width][];
        double[][] highest = new double[rows.Width][];
        double[] column = new double[rows.Count];
        for (int j = 0; j < rows.Width; j++)
        {
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = rows.Values[(i * rows.Width) + j];
            }

            int[] order = SortOrder.Ascending(column);
            bool binned = Distinct(column, order) > mostBins;
            ranks[j] = new int[column.Length];
            List<double> low = [];
            List<double> high = [];
            long last = -1;
            for (int at = 0; at < order.Length; at++)
            {
                double value = column[order[at]];
                if (at == 0 || value != column[order[at - 1]])
                {
                    long bin = binned ? (long)at * mostBins / order.Length : at;
                    if (bin != last)
                    {
                        low.Add(value);
                        high.Add(value);
                        last = bin;
                    }
                }

                high[^1] = value;
                ranks[j][order[at]] = low.Count - 1;
            }

            lowest[j] = [.. low];
            highest[j] = [.. high];
        }

        return new RankedColumns(rows.Count, ranks, lowest, highest);
    }

    internal ReadOnlySpan<int> Ranks(int column) => _ranks[column];

    internal int Bins(int column) => _lowest[column].Length;

    /// <summary>How far apart two bins of a column are.</summary>
    internal double Gap(int column, int lower, int upper) => _lowest[column][upper] - _highest[column][lower];

    /// <summary>The middle between two bins; never at or above the upper one, however close they are.</summary>
    internal double Between(int column, int lower, int upper)
    {
        double below = _highest[column][lower];
        double above = _lowest[column][upper];
        double middle = (below / 2) + (above / 2);
        return middle < above ? middle : below;
    }

    private static int Distinct(double[] column, int[] order)
    {
        int count = 1;
        for (int at = 1; at < order.Length; at++)
        {
            count += column[order[at]] != column[order[at - 1]] ? 1 : 0;
        }

        return count;
    }
}
