using System.Collections.Immutable;

namespace Voxopsy.Study.Leakage;

/// <summary>The same lesion under two names: rows of features of two patients that are equal, or closer than measuring again would bring them.</summary>
internal static class FeatureDuplicates
{
    private const int LeastColumns = 5;
    private const double NearShare = 0.2;

    /// <summary>Pairs of different patients whose rows are duplicates.</summary>
    /// <param name="rows">One entry a case, with the values of one feature set.</param>
    /// <remarks>
    /// Columns are ranked and scaled to [0, 1], so that no unit or tail decides. Two rows are near duplicates when their mean absolute difference is below a fifth of the
    /// median distance of a row to its nearest neighbor of another patient: measuring a lesion again stays far below that median, another lesion about at it.
    /// </remarks>
    internal static ImmutableArray<DuplicatePair> Find(ImmutableArray<FeatureRow> rows)
    {
        if (rows.Length < 3 || rows[0].Values.Length < LeastColumns)
        {
            return [];
        }

        float[][] scaled = Ranked(rows);
        double[] nearest = new double[rows.Length];
        int[] neighbor = new int[rows.Length];
        Array.Fill(nearest, double.PositiveInfinity);
        for (int a = 0; a < rows.Length; a++)
        {
            for (int b = a + 1; b < rows.Length; b++)
            {
                if (rows[a].Patient == rows[b].Patient)
                {
                    continue;
                }

                double distance = Distance(scaled[a], scaled[b]);
                if (distance < nearest[a])
                {
                    (nearest[a], neighbor[a]) = (distance, b);
                }

                if (distance < nearest[b])
                {
                    (nearest[b], neighbor[b]) = (distance, a);
                }
            }
        }

        double usual = nearest.Where(double.IsFinite).Order().ElementAtOrDefault(nearest.Count(double.IsFinite) / 2);
        return [.. Enumerable.Range(0, rows.Length)
            .Where(a => double.IsFinite(nearest[a]) && nearest[a] <= NearShare * usual && (neighbor[neighbor[a]] != a || a < neighbor[a]))
            .Select(a => new DuplicatePair(rows[a], rows[neighbor[a]], nearest[a] / Math.Max(usual, 1e-12)))];
    }

    private static double Distance(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a[i] - b[i]);
        }

        return sum / a.Length;
    }

    private static float[][] Ranked(ImmutableArray<FeatureRow> rows)
    {
        int columns = rows[0].Values.Length;
        float[][] ranked = [.. rows.Select(_ => new float[columns])];
        for (int column = 0; column < columns; column++)
        {
            int current = column;
            int[] order = [.. Enumerable.Range(0, rows.Length).OrderBy(row => double.IsNaN(rows[row].Values[current]) ? double.NegativeInfinity : rows[row].Values[current])];
            int from = 0;
            while (from < order.Length)
            {
                int to = from;
                while (to + 1 < order.Length && rows[order[to + 1]].Values[column].Equals(rows[order[from]].Values[column]))
                {
                    to++;
                }

                // Ties share their middle rank, so that equal rows are at distance 0 whatever their order.
                for (int i = from; i <= to; i++)
                {
                    ranked[order[i]][column] = (float)((from + to) / 2.0 / Math.Max(1, rows.Length - 1));
                }

                from = to + 1;
            }
        }

        return ranked;
    }
}

/// <summary>The features of a case.</summary>
/// <param name="Cohort">Its cohort.</param>
/// <param name="Case">The case.</param>
/// <param name="Patient">Its patient.</param>
/// <param name="Values">Values of one feature set.</param>
internal sealed record FeatureRow(string Cohort, string Case, string Patient, ImmutableArray<double> Values);

/// <summary>Two cases of different patients that are one.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="Distance">Their distance as a multiple of the usual distance to the nearest other patient; 0 for equal rows.</param>
internal sealed record DuplicatePair(FeatureRow A, FeatureRow B, double Distance);
