using System.Collections.Immutable;
using System.Globalization;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Chooses round values for axes.</summary>
internal static class TickChoice
{
    private const double PixelsPerTick = 62;
    private const double Slack = 1e-9;

    /// <summary>How many ticks suit a length in pixels.</summary>
    internal static int CountFor(double pixels) => Math.Clamp((int)Math.Round(pixels / PixelsPerTick), 2, 10);

    /// <summary>Multiples of 1, 2 or 5 × 10ⁿ within [minimum, maximum], about as many as wanted.</summary>
    internal static ImmutableArray<Tick> Linear(double minimum, double maximum, int wanted) =>
        Multiples(minimum, maximum, Step((maximum - minimum) / Math.Max(1, wanted)));

    /// <summary>A range that begins and ends at round values and holds [minimum, maximum], with the round values in it.</summary>
    internal static (double From, double To, ImmutableArray<Tick> Ticks) Widened(double minimum, double maximum, int wanted)
    {
        if (!(maximum > minimum))
        {
            double room = minimum == 0 ? 1 : Math.Abs(minimum) * 0.1;
            (minimum, maximum) = (minimum - room, minimum + room);
        }

        double step = Step((maximum - minimum) / Math.Max(1, wanted));
        (double from, double to) = (Math.Floor((minimum / step) + Slack) * step, Math.Ceiling((maximum / step) - Slack) * step);
        return (from, to, Multiples(from, to, step));
    }

    /// <summary>Powers of ten, with 2 and 5 between them as far as there is room, within [minimum, maximum].</summary>
    internal static ImmutableArray<Tick> Logarithmic(double minimum, double maximum, int wanted)
    {
        double decades = Math.Log10(maximum / minimum);
        if (decades < 0.5)
        {
            return [.. Linear(minimum, maximum, wanted).Where(tick => tick.Value > 0)];
        }

        double[] steps = decades * 3 <= wanted + 2 ? [1, 2, 5] : decades * 2 <= wanted + 1 ? [1, 3] : [1];
        int stride = steps.Length > 1 ? 1 : Math.Max(1, (int)Math.Ceiling(decades / wanted));
        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        ImmutableArray<Tick>.Builder ticks = ImmutableArray.CreateBuilder<Tick>();
        for (int power = first; power <= last; power++)
        {
            foreach (double step in power % stride == 0 ? steps : [])
            {
                double value = power < 0 ? step / Math.Pow(10, -power) : step * Math.Pow(10, power);
                if (value >= minimum * (1 - Slack) && value <= maximum * (1 + Slack))
                {
                    ticks.Add(new Tick(value, PowerText(value, power)));
                }
            }
        }

        return ticks.ToImmutable();
    }

    /// <summary>A number with the given decimals and a true minus sign.</summary>
    internal static string Text(double value, int decimals)
    {
        double rounded = Math.Round(value, Math.Min(15, decimals), MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }

    private static ImmutableArray<Tick> Multiples(double minimum, double maximum, double step)
    {
        double slack = step * Slack;
        long first = (long)Math.Ceiling((minimum - slack) / step);
        long last = (long)Math.Floor((maximum + slack) / step);
        int decimals = Decimals(step);
        ImmutableArray<Tick>.Builder ticks = ImmutableArray.CreateBuilder<Tick>();
        for (long i = first; i <= last; i++)
        {
            double value = i * step;
            ticks.Add(new Tick(value, Text(value, decimals)));
        }

        return ticks.ToImmutable();
    }

    private static string PowerText(double value, int power) => power is < -4 or > 5
        ? value.ToString("0e0", CultureInfo.InvariantCulture).Replace('-', '−')
        : Text(value, Math.Max(0, -power));

    private static double Step(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double lead = rough / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }

    private static int Decimals(double step) => Math.Clamp(-(int)Math.Floor(Math.Log10(step * (1 + Slack))), 0, 15);
}
