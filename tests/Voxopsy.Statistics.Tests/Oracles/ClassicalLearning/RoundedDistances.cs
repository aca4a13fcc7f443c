using Voxopsy.Statistics.Preprocessing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>Distances with the rounding of the reference, which takes them as differences of large squares: |x|² − 2 xᵀy + |y|².</summary>
/// <remarks>They keep eight digits where a column is in the thousands; weights by inverse distance show it.</remarks>
internal sealed class RoundedDistances
{
    private readonly double[][] _rows;
    private readonly double[] _norms;

    internal RoundedDistances(NeighborImputation fitted)
    {
        int width = fitted.Features.Length;
        int count = fitted.Training.Length / width;
        _rows = [.. Enumerable.Range(0, count).Select(row => Enumerable.Range(0, width).Select(j => fitted.Training[(j * count) + row]).ToArray())];
        _norms = [.. _rows.Select(row => Norm(Filled(row)))];
    }

    internal void Measure(double[] row, double[] distances)
    {
        double[] own = Filled(row);
        double norm = Norm(own);
        for (int other = 0; other < distances.Length; other++)
        {
            double[] theirs = Filled(_rows[other]);
            double product = 0;
            double onlyOwn = 0;
            double onlyTheirs = 0;
            int shared = 0;
            for (int j = 0; j < own.Length; j++)
            {
                product += own[j] * theirs[j];
                onlyOwn += own[j] * own[j] * (double.IsNaN(_rows[other][j]) ? 1 : 0);
                onlyTheirs += theirs[j] * theirs[j] * (double.IsNaN(row[j]) ? 1 : 0);
                shared += double.IsNaN(row[j]) || double.IsNaN(_rows[other][j]) ? 0 : 1;
            }

            double squares = Math.Max(0, (-2 * product) + norm + _norms[other]);
            squares = Math.Max(0, squares - onlyOwn - onlyTheirs);
            distances[other] = shared == 0 ? double.NaN : Math.Sqrt(squares / shared * row.Length);
        }
    }

    private static double[] Filled(double[] row) => Array.ConvertAll(row, value => double.IsNaN(value) ? 0 : value);

    /// <summary>Σ x² in two lanes, blocks of eight from their end, as the reference's sums of products run.</summary>
    private static double Norm(double[] row)
    {
        double even = 0;
        double odd = 0;
        int at = 0;
        for (; at + 8 <= row.Length; at += 8)
        {
            for (int pair = 6; pair >= 0; pair -= 2)
            {
                even += row[at + pair] * row[at + pair];
                odd += row[at + pair + 1] * row[at + pair + 1];
            }
        }

        for (; at < row.Length; at += 2)
        {
            even += row[at] * row[at];
            odd += at + 1 < row.Length ? row[at + 1] * row[at + 1] : 0;
        }

        return even + odd;
    }
}
