namespace Voxopsy.Statistics.Numerics;

/// <summary>The order that sorts numbers: the one costly part of ranks, ROC curves and DeLong's variance.</summary>
/// <remarks>Long inputs are sorted by radix, 11 bits at a time, in time proportional to their length; the order of equal numbers is kept.</remarks>
internal static class SortOrder
{
    private const int RadixFrom = 1024;
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;

    /// <summary>Positions of the values from the smallest to the largest, equal values in their own order; NaN is not allowed.</summary>
    /// <param name="values">Any numbers but NaN.</param>
    internal static int[] Ascending(ReadOnlySpan<double> values) => values.Length < RadixFrom ? ByComparison(values) : ByRadix(values);

    /// <summary>The plain way: the short path and the test oracle of the radix sort.</summary>
    internal static int[] ByComparison(ReadOnlySpan<double> values)
    {
        int[] order = new int[values.Length];
        (double Value, int Position)[] pairs = new (double, int)[values.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (values[i] + 0.0, i);
        }

        Array.Sort(pairs, static (a, b) => a.Value < b.Value ? -1 : a.Value > b.Value ? 1 : a.Position.CompareTo(b.Position));
        for (int i = 0; i < pairs.Length; i++)
        {
            order[i] = pairs[i].Position;
        }

        return order;
    }

    /// <summary>Least significant digit first; a digit that all values share is skipped.</summary>
    internal static int[] ByRadix(ReadOnlySpan<double> values)
    {
        int count = values.Length;
        ulong[] keys = new ulong[count];
        int[] order = new int[count];
        const int passes = (64 + Bits - 1) / Bits;
        int[] histogram = new int[passes * Buckets];
        for (int i = 0; i < count; i++)
        {
            ulong key = Key(values[i]);
            keys[i] = key;
            order[i] = i;
            for (int pass = 0; pass < passes; pass++)
            {
                histogram[(pass * Buckets) + (int)((key >> (pass * Bits)) & (Buckets - 1))]++;
            }
        }

        ulong[] keysThere = new ulong[count];
        int[] orderThere = new int[count];
        for (int pass = 0; pass < passes; pass++)
        {
            Span<int> counts = histogram.AsSpan(pass * Buckets, Buckets);
            int shift = pass * Bits;
            if (count > 0 && counts[(int)((keys[0] >> shift) & (Buckets - 1))] == count)
            {
                continue;
            }

            int start = 0;
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                int inside = counts[bucket];
                counts[bucket] = start;
                start += inside;
            }

            for (int i = 0; i < count; i++)
            {
                ulong key = keys[i];
                int place = counts[(int)((key >> shift) & (Buckets - 1))]++;
                keysThere[place] = key;
                orderThere[place] = order[i];
            }

            (keys, keysThere) = (keysThere, keys);
            (order, orderThere) = (orderThere, order);
        }

        return order;
    }

    /// <summary>An unsigned number that sorts as the value does; −0 equals 0.</summary>
    private static ulong Key(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value + 0.0);
        return (ulong)(bits ^ ((bits >> 63) | long.MinValue));
    }
}
