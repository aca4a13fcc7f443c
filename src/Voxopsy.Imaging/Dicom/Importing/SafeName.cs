using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>File names from what headers say: never a path, never longer than a file system takes, and different for different texts.</summary>
internal static class SafeName
{
    private const int Longest = 48;
    private static readonly string[] Reserved = ["CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "LPT1", "LPT2", "LPT3"];

    /// <summary>Letters and digits of any script, dash, underscore and inner dots; whatever else became an underscore is told apart by a short hash.</summary>
    internal static string Of(string text, string whenEmpty)
    {
        StringBuilder name = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool fits = Rune.IsLetterOrDigit(rune) || rune.Value is '-' or '_' or '.' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;
            name.Append(fits ? rune.ToString() : "_");
        }

        string plain = name.ToString().Trim('.', '_', ' ');
        if (plain.Length == 0)
        {
            return text.Length == 0 ? whenEmpty : $"{whenEmpty}-{Tail(text)}";
        }

        bool changed = plain != text || plain.Length > Longest || Reserved.Contains(plain.Split('.')[0], StringComparer.OrdinalIgnoreCase);
        if (!changed)
        {
            return plain;
        }

        int cut = Math.Min(plain.Length, Longest);
        cut -= cut < plain.Length && char.IsHighSurrogate(plain[cut - 1]) ? 1 : 0;
        return $"{plain[..cut]}-{Tail(text)}";
    }

    private static string Tail(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 3));
}
