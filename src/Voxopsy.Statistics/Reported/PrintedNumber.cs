using System.Globalization;

namespace Voxopsy.Statistics.Reported;

/// <summary>A number as it was printed: its value and how far the true one may lie off by rounding.</summary>
/// <param name="Value">The printed value; percents are divided by 100.</param>
/// <param name="HalfUnit">Half a unit of the last digit printed.</param>
/// <param name="Text">What was printed.</param>
public sealed record PrintedNumber(double Value, double HalfUnit, string Text)
{
    /// <summary>Gets the smallest value that rounds to what was printed, whichever way halves are rounded.</summary>
    public double Lowest => Value - HalfUnit - 1e-12;

    /// <summary>Gets the largest value that rounds to what was printed.</summary>
    public double Highest => Value + HalfUnit + 1e-12;

    /// <summary>Reads a printed number.</summary>
    /// <param name="text">Digits with a decimal point, such as <c>0.859</c>, or a percent, such as <c>85.9%</c>.</param>
    /// <exception cref="FormatException">The text is no such number.</exception>
    public static PrintedNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string digits = text.Trim();
        double unit = 1;
        if (digits.EndsWith('%'))
        {
            digits = digits[..^1].TrimEnd();
            unit = 0.01;
        }

        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double value))
        {
            throw new FormatException($"'{text}' is not a printed number; write it as in the paper, such as 0.859 or 85.9%.");
        }

        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : digits.Length - point - 1;
        return new PrintedNumber(value * unit, 0.5 * unit * Math.Pow(10, -decimals), text.Trim());
    }

    /// <summary>Whether a value rounds to what was printed.</summary>
    /// <param name="value">A computed value; NaN never does.</param>
    public bool Holds(double value) => value >= Lowest && value <= Highest;
}
