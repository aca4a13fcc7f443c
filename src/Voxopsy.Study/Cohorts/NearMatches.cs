using System.Globalization;
using System.Text;

namespace Voxopsy.Study.Cohorts;

/// <summary>Identities that differ only in spaces, case, leading zeros, full-width characters or a trailing <c>.0</c>.</summary>
internal sealed class NearMatches
{
    private readonly Dictionary<string, string> _byKey = [];

    internal NearMatches(IEnumerable<string> identities)
    {
        foreach (string identity in identities)
        {
            _byKey.TryAdd(Key(identity), identity);
        }
    }

    /// <summary>An identity that may be meant, or <see langword="null"/>.</summary>
    internal string? Of(string identity) => _byKey.TryGetValue(Key(identity), out string? near) && near != identity ? near : null;

    /// <summary>In words, what two near identities differ in.</summary>
    internal static string Difference(string a, string b)
    {
        List<string> ways = [];
        if (HalfWidth(a) != a || HalfWidth(b) != b)
        {
            ways.Add("full-width characters");
        }

        if (a.Any(char.IsWhiteSpace) != b.Any(char.IsWhiteSpace) || a.Count(char.IsWhiteSpace) != b.Count(char.IsWhiteSpace))
        {
            ways.Add("spaces");
        }

        string lettersA = string.Concat(a.Where(char.IsLetter));
        string lettersB = string.Concat(b.Where(char.IsLetter));
        if (lettersA != lettersB && lettersA.Equals(lettersB, StringComparison.OrdinalIgnoreCase))
        {
            ways.Add("case");
        }

        string digitsA = string.Concat(a.Where(char.IsDigit));
        string digitsB = string.Concat(b.Where(char.IsDigit));
        if (digitsA != digitsB && digitsA.Length != digitsB.Length)
        {
            ways.Add("zeros");
        }

        return ways.Count > 0 ? string.Join(" and ", ways) : "punctuation";
    }

    /// <summary>Full-width letters, digits and punctuation as their usual forms; the framework's own folding needs data files a bare machine may lack.</summary>
    private static string HalfWidth(string text) => string.Concat(text.Select(c => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    }));

    private static string Key(string identity)
    {
        string folded = HalfWidth(identity).ToUpper(CultureInfo.InvariantCulture);
        if (folded.EndsWith(".0", StringComparison.Ordinal))
        {
            folded = folded[..^2];
        }

        StringBuilder key = new();
        bool inNumber = false;
        foreach (char c in folded)
        {
            if (!char.IsLetterOrDigit(c) && c != '/')
            {
                continue;
            }

            if (c == '0' && !inNumber)
            {
                continue;
            }

            inNumber = char.IsDigit(c);
            key.Append(c);
        }

        return key.ToString();
    }
}
