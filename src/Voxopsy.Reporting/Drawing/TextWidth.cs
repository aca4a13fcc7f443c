using System.Text;

namespace Voxopsy.Reporting.Drawing;

/// <summary>How wide text will be at most, so that layout holds whatever font the reader's machine picks.</summary>
/// <remarks>
/// For each ASCII letter the larger advance of Liberation Sans (the widths of Arial and Helvetica) and DejaVu Sans, in thousandths of the
/// type size; wide letters of Chinese, Japanese and Korean take a full square.
/// </remarks>
internal static class TextWidth
{
    private const int Wide = 1000;
    private const int Other = 700;
    private const double BoldFactor = 1.12;

    private static readonly int[] Ascii =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838,
        838, 556, 1015, 684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667, 611, 732, 684, 989, 685, 667, 685,
        390, 337, 390, 838, 556, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818,
        592, 592, 525, 636, 337, 636, 838,
    ];

    /// <summary>The width of a text in pixels, rather too large than too small.</summary>
    internal static double Of(string text, TextStyle style)
    {
        int thousandths = 0;
        foreach (Rune letter in text.EnumerateRunes())
        {
            thousandths += Advance(letter);
        }

        return thousandths / 1000.0 * style.Size * (style.Weight == TextWeight.Bold ? BoldFactor : 1);
    }

    /// <summary>The widest of several texts; 0 when there is none.</summary>
    internal static double Widest(IEnumerable<string> texts, TextStyle style) => texts.Select(text => Of(text, style)).DefaultIfEmpty(0).Max();

    /// <summary>Whether a letter belongs to a script without spaces between words, so that a line may break beside it.</summary>
    internal static bool IsWide(Rune letter) => letter.Value is (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFF);

    private static int Advance(Rune letter) => letter.Value switch
    {
        < 32 => Wide,
        < 127 => Ascii[letter.Value - 32],
        0x2026 or 0x2014 => Wide,
        0x2212 or 0x00B1 or 0x2264 or 0x2265 or 0x00D7 => 838,
        0x00B7 => 333,
        0x2013 => 556,
        _ => IsWide(letter) || letter.Value > 0x2FFF ? Wide : Other,
    };
}
