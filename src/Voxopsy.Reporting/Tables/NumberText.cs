using System.Globalization;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Tables;

/// <summary>Writes numbers as journals print them: fixed decimals, a true minus sign, a dash for what is undefined.</summary>
internal static class NumberText
{
    /// <summary>What stands for a number that is undefined.</summary>
    internal const string Undefined = "–";

    private const double LeastP = 0.001;

    /// <summary>A number with the given decimals.</summary>
    internal static string Fixed(double value, int decimals) =>
        double.IsNaN(value) ? Undefined : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞" : TickChoice.Text(value, decimals);

    /// <summary>A number with about the given significant digits, without exponents between 0.0001 and a million.</summary>
    internal static string Significant(double value, int digits)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return value == 0 ? "0" : Fixed(value, 0);
        }

        int power = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return power is < -4 or > 5
            ? value.ToString("0." + new string('#', Math.Max(1, digits - 1)) + "e0", CultureInfo.InvariantCulture).Replace('-', '−')
            : TickChoice.Text(value, Math.Clamp(digits - 1 - power, 0, 8));
    }

    /// <summary>A count.</summary>
    internal static string Count(int value) => value.ToString(CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A share as a percentage with one decimal.</summary>
    internal static string Percent(double share) => double.IsNaN(share) ? Undefined : Fixed(100 * share, 1) + "%";

    /// <summary>The share of a part in a whole as a percentage; undefined when the whole is empty.</summary>
    internal static string Percent(int part, int whole) => whole == 0 ? Undefined : Percent((double)part / whole);

    /// <summary>An estimate with its interval in brackets; the interval is left out when there is none.</summary>
    internal static string WithInterval(Estimate estimate, int decimals) => double.IsNaN(estimate.Lower) || double.IsNaN(estimate.Upper)
        ? Fixed(estimate.Value, decimals)
        : $"{Fixed(estimate.Value, decimals)} ({Interval(estimate, decimals)})";

    /// <summary>An estimate with its interval below it, for narrow columns.</summary>
    internal static string AboveInterval(Estimate estimate, int decimals) => WithInterval(estimate, decimals).Replace(" (", "\n(", StringComparison.Ordinal);

    /// <summary>The limits of an interval: joined by a dash, or by a comma when one could be taken for a minus.</summary>
    internal static string Interval(Estimate estimate, int decimals) =>
        Fixed(estimate.Lower, decimals) + (estimate.Lower < 0 ? ", " : "–") + Fixed(estimate.Upper, decimals);

    /// <summary>An odds ratio with its interval: two decimals, more below 0.1 and fewer above 100.</summary>
    internal static string Ratio(Estimate ratio)
    {
        string value = RatioNumber(ratio.Value);
        return double.IsNaN(ratio.Lower) || double.IsNaN(ratio.Upper) ? value : $"{value} ({RatioNumber(ratio.Lower)}–{RatioNumber(ratio.Upper)})";
    }

    /// <summary>A p-value: three decimals, or below 0.001.</summary>
    internal static string P(double p) => double.IsNaN(p) ? Undefined : p < LeastP ? "<0.001" : Fixed(p, 3);

    /// <summary>A p-value with its name on one line.</summary>
    internal static string NamedP(double p) => p < LeastP ? "P\u00a0<\u00a00.001" : $"P\u00a0=\u00a0{P(p)}";

    private static string RatioNumber(double value) => value switch
    {
        > 0 and < 0.1 => Significant(value, 2),
        >= 100 => Fixed(value, 0),
        _ => Fixed(value, 2),
    };
}
