namespace Voxopsy.Statistics.Numerics;

/// <summary>Round numbers that cover a range: 1, 2 or 5 times a power of ten apart.</summary>
/// <remarks>The algorithm of R's <c>pretty</c> with its default biases (Becker, Chambers, Wilks 1988, The New S Language).</remarks>
public static class PrettyTicks
{
    private const double Slack = 1e-10;
    private const double Bias = 1.5;
    private const double FiveBias = 2.75;

    /// <summary>Ticks from at or below <paramref name="low"/> to at or above <paramref name="high"/>.</summary>
    /// <param name="low">The smallest value to cover.</param>
    /// <param name="high">The largest value to cover, not below <paramref name="low"/>.</param>
    /// <param name="intervals">About how many intervals to make, at least 1.</param>
    public static double[] Covering(double low, double high, int intervals = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        if (!(double.IsFinite(low) && double.IsFinite(high) && low <= high))
        {
            throw new ArgumentException($"Ticks need a finite range, found {low} to {high}.", nameof(low));
        }

        double unit = Unit(low, high, intervals);
        double first = Math.Floor((low / unit) + Slack);
        double last = Math.Ceiling((high / unit) - Slack);
        while (first * unit > low + (Slack * unit))
        {
            first--;
        }

        while (last * unit < high - (Slack * unit))
        {
            last++;
        }

        int missing = (intervals / 3) - (int)(last - first);
        if (missing > 0)
        {
            int half = missing / 2;
            (first, last) = (low, high) switch
            {
                (0, not 0) when first == 0 => (first, last + missing),
                (not 0, 0) when last == 0 => (first - missing, last),
                _ when first >= 0 => (first - half - (missing % 2), last + half),
                _ => (first - half, last + half + (missing % 2)),
            };
        }

        double start = Math.Min(first * unit, low);
        double end = Math.Max(last * unit, high);
        int count = (int)(last - first);
        double step = (end - start) / count;
        double[] ticks = new double[count + 1];
        for (int i = 0; i <= count; i++)
        {
            double tick = i == count ? end : start + (i * step);
            ticks[i] = Math.Abs(tick) < 1e-14 * step ? 0 : tick;
        }

        return ticks;
    }

    private static double Unit(double low, double high, int intervals)
    {
        double range = high - low;
        double size = Math.Max(Math.Abs(low), Math.Abs(high));
        double cell;
        if (size == 0 || range < size * (1 + (1 / (1 + Bias))) * intervals * 2.220446049250313e-16 * 3)
        {
            cell = size == 0 ? 1 : size > 10 ? 9 + (size / 10) : size;
            cell = cell * 0.75 / Math.Max(1, intervals / 3);
        }
        else
        {
            cell = range / intervals;
        }

        double power = Math.Pow(10, Math.Floor(Math.Log10(cell)));
        double unit = power;
        if ((2 * power) - cell < Bias * (cell - unit))
        {
            unit = 2 * power;
            if ((5 * power) - cell < FiveBias * (cell - unit))
            {
                unit = 5 * power;
                if ((10 * power) - cell < Bias * (cell - unit))
                {
                    unit = 10 * power;
                }
            }
        }

        return unit;
    }
}
