using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Tensors.Operators;

namespace Voxopsy.Tensors.Tests.Oracles;

/// <summary>Reads an operator's settings out of its name and description, such as <c>conv2d_s2p3_k7: 7x7 stride 2 pad 3 no bias</c>.</summary>
internal sealed partial class OperatorNotation(string name, string description)
{
    public string Name => name;

    public string Description => description;

    /// <summary>The extent behind a word: <c>stride 2</c>, <c>stride (1,2,2)</c>, <c>kernel=stride (1,2,2)</c>.</summary>
    public Extent? Of(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            Match match = Regex.Match(description, $@"(?<![a-z_]){word}(?:=\w+)?\s*[:=]?\s*(\((?<list>[\d,\s]+)\)|(?<one>\d+))", RegexOptions.IgnoreCase);
            if (match.Success)
            {
                return Parsed(match);
            }
        }

        return null;
    }

    /// <summary>The extent behind a letter in the name: <c>_s2p3_k7</c>, <c>k3s2p1op1</c>.</summary>
    public Extent? Letter(string letter)
    {
        Match match = Regex.Match(name, $@"(?<=_|\d){letter}(?<one>\d+)(?=_|$|[a-z])");
        return match.Success ? Parsed(match) : null;
    }

    /// <summary><c>3/2/1</c>: kernel, stride, padding.</summary>
    public (Extent Kernel, Extent Stride, Extent Padding)? Triple()
    {
        Match match = TripleForm().Match(description);
        return match.Success ? (Extent.All(Number(match, 1)), Extent.All(Number(match, 2)), Extent.All(Number(match, 3))) : null;
    }

    /// <summary>A list on its own, such as <c>(1,2,2)</c> at the start.</summary>
    public Extent? Alone()
    {
        Match match = AloneForm().Match(description);
        return match.Success ? Parsed(match) : null;
    }

    /// <summary>A decimal number behind a word, such as <c>eps 1e-5</c> or <c>scale 2</c>.</summary>
    public double? Decimal(string word)
    {
        Match match = Regex.Match(description, $@"(?<![a-z_]){word}\s*[:=]?\s*(?<number>[-+]?\d*\.?\d+(?:e[-+]?\d+)?)", RegexOptions.IgnoreCase);
        return match.Success ? double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    public bool Says(string text) => description.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static Extent Parsed(Match match)
    {
        if (match.Groups["one"].Success)
        {
            return Extent.All(int.Parse(match.Groups["one"].ValueSpan, CultureInfo.InvariantCulture));
        }

        int[] list = [.. match.Groups["list"].Value.Split(',').Select(item => int.Parse(item, CultureInfo.InvariantCulture))];
        return list.Length == 3 ? new Extent(list[0], list[1], list[2]) : new Extent(list[0], list[0], list[1]);
    }

    [GeneratedRegex(@"(\d+)/(\d+)/(\d+)")]
    private static partial Regex TripleForm();

    [GeneratedRegex(@"^\s*\((?<list>[\d,\s]+)\)")]
    private static partial Regex AloneForm();
}
