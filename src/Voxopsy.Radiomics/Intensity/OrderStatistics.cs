namespace Voxopsy.Radiomics.Intensity;

/// <summary>Percentiles without sorting everything.</summary>
internal static class OrderStatistics
{
    private const int Buckets = 1 << 14;

    /// <summary>Percentiles by linear interpolation between ordered values, as NumPy's default (Hyndman and Fan 1996, type 7).</summary>
    /// <param name="values">At least one finite value, in any order.</param>
    /// <param name="percents">Each within [0, 100].</param>
    internal static double[] Percentiles(ReadOnlySpan<double> values, params ReadOnlySpan<double> percents)
    {
        SortedSet<int> ranks = [];
        foreach (double percent in percents)
        {
            double place = percent / 100 * (values.Length - 1);
            ranks.Add((int)place);
            ranks.Add(Math.Min((int)place + 1, values.Length - 1));
        }

        Dictionary<int, double> ordered = Select(values, ranks);
        double[] results = new double[percents.Length];
        for (int i = 0; i < results.Length; i++)
        {
            double place = percents[i] / 100 * (values.Length - 1);
            int below = (int)place;
            double share = place - below;
            (double low, double high) = (ordered[below], ordered[Math.Min(below + 1, values.Length - 1)]);

            // NumPy interpolates from the nearer side.
            results[i] = share >= 0.5 ? high - ((high - low) * (1 - share)) : low + ((high - low) * share);
        }

        return results;
    }

    /// <summary>The values of given ranks, exactly as in the sorted list.</summary>
    internal static Dictionary<int, double> Select(ReadOnlySpan<double> values, SortedSet<int> ranks)
    {
        (double low, double high) = Range(values);
        double scale = (Buckets - 1) / (high - low);
        if (!(double.IsFinite(scale) && scale > 0) || values.Length < 4 * Buckets)
        {
            double[] sorted = values.ToArray();
            Array.Sort(sorted);
            return ranks.ToDictionary(rank => rank, rank => sorted[rank]);
        }

        // Subtracting, multiplying and rounding down never change the order, so buckets hold neighbors in the sorted list.
        int[] counts = new int[Buckets];
        foreach (double value in values)
        {
            counts[(int)((value - low) * scale)]++;
        }

        Dictionary<int, double> found = [];
        int before = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            int end = before + counts[bucket];
            SortedSet<int> wanted = ranks.GetViewBetween(before, end - 1 < before ? before : end - 1);
            if (counts[bucket] > 0 && wanted.Count > 0)
            {
                double[] members = Members(values, low, scale, bucket, counts[bucket]);
                foreach (int rank in wanted)
                {
                    found[rank] = members[rank - before];
                }
            }

            before = end;
        }

        return found;
    }

    internal static (double Low, double High) Range(ReadOnlySpan<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values)
        {
            low = value < low ? value : low;
            high = value > high ? value : high;
        }

        return (low, high);
    }

    private static double[] Members(ReadOnlySpan<double> values, double low, double scale, int bucket, int count)
    {
        double[] members = new double[count];
        int at = 0;
        foreach (double value in values)
        {
            if ((int)((value - low) * scale) == bucket)
            {
                members[at++] = value;
            }
        }

        Array.Sort(members);
        return members;
    }
}
