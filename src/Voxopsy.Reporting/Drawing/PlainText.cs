using System.Globalization;
using System.Text;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Makes any text safe inside XML and HTML, whoever wrote it.</summary>
internal static class PlainText
{
    private const char Replacement = '\uFFFD';

    /// <summary>Escapes markup; letters that XML forbids, lone surrogates and controls of writing direction become U+FFFD.</summary>
    internal static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 16);
        foreach (Rune letter in text.EnumerateRunes())
        {
            switch (letter.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '"':
                    escaped.Append("&quot;");
                    break;
                case '\'':
                    escaped.Append("&#39;");
                    break;
                case '\t' or '\n' or '\r':
                    escaped.Append(' ');
                    break;
                default:
                    escaped.Append(IsShown(letter) ? letter.ToString() : Replacement.ToString());
                    break;
            }
        }

        return escaped.ToString();
    }

    private static bool IsShown(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Surrogate)
        && letter.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFE or 0xFFFF);
}
