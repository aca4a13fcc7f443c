using System.Globalization;

namespace Voxopsy.Reporting.Drawing;

/// <summary>The colours of all figures: they stay apart for readers with any common colour blindness, and in gray print by lightness and dash.</summary>
/// <remarks>Source: Okabe and Ito, Color Universal Design, 2008, without the yellow, which cannot be read on white.</remarks>
internal static class Palette
{
    internal const string Ink = "#222222";
    internal const string Muted = "#5f6670";
    internal const string Pale = "#b9bec6";
    internal const string Wash = "#f3f5f7";
    internal const string Paper = "#ffffff";
    internal const string Blue = "#0072b2";
    internal const string Vermillion = "#d55e00";

    private static readonly string[] Series = [Blue, Vermillion, "#009e73", "#aa4499", "#e69f00", "#56b4e9", Ink];
    private static readonly string[] Dashes = ["", "7 3", "2 2.5", "9 3 2 3"];

    /// <summary>The line of the series at a position; beyond the colours, dashes keep series apart.</summary>
    internal static Stroke SeriesStroke(int position, double width = 1.8) =>
        new(SeriesColor(position), width, Dashes[position / Series.Length % Dashes.Length]);

    /// <summary>The colour of the series at a position.</summary>
    internal static string SeriesColor(int position) => Series[position % Series.Length];

    /// <summary>A colour between blue (−1), white (0) and vermillion (1).</summary>
    internal static string Diverging(double value)
    {
        double share = Math.Clamp(value, -1, 1);
        (int red, int green, int blue) = share < 0 ? (0x00, 0x72, 0xb2) : (0xd5, 0x5e, 0x00);
        double part = Math.Abs(share);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"#{Mixed(red, part):x2}{Mixed(green, part):x2}{Mixed(blue, part):x2}");
    }

    private static int Mixed(int channel, double part) => (int)Math.Round(255 + ((channel - 255) * part), MidpointRounding.AwayFromZero);
}
