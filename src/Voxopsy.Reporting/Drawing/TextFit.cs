using System.Collections.Immutable;
using System.Text;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Makes text fit a width: by breaking it into lines or by an ellipsis.</summary>
internal static class TextFit
{
    /// <summary>The text, or as much of its beginning as fits with an ellipsis after it.</summary>
    internal static string Shorten(string text, TextStyle style, double width)
    {
        if (TextWidth.Of(text, style) <= width)
        {
            return text;
        }

        StringBuilder kept = new();
        foreach (Rune letter in text.EnumerateRunes())
        {
            if (TextWidth.Of($"{kept}{letter}…", style) > width)
            {
                break;
            }

            kept.Append(letter);
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>The text in lines no wider than the width; a word that is too wide by itself is shortened.</summary>
    internal static ImmutableArray<string> Wrap(string text, TextStyle style, double width)
    {
        List<string> lines = [];
        string line = string.Empty;
        foreach (string piece in Pieces(text))
        {
            if (line.Length > 0 && TextWidth.Of((line + piece).TrimEnd(), style) > width)
            {
                lines.Add(line.TrimEnd());
                line = string.Empty;
            }

            line += line.Length == 0 ? piece.TrimStart() : piece;
        }

        if (line.Trim().Length > 0 || lines.Count == 0)
        {
            lines.Add(line.TrimEnd());
        }

        return [.. lines.Select(each => Shorten(each, style, width))];
    }

    /// <summary>Parts between which a line may break: words with their space, and each letter of a script without spaces.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        StringBuilder word = new();
        foreach (Rune letter in text.EnumerateRunes())
        {
            bool closing = letter.Value is '，' or '。' or '）' or '、' or '；' or '：' or '”';
            if (TextWidth.IsWide(letter) && !closing && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }

            word.Append(letter);
            if (Rune.IsWhiteSpace(letter) || letter.Value is '_' or '/' or '，' or '。' or '、' or '；')
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
