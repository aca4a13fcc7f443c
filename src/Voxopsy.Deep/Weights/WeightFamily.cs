using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Voxopsy.Deep.Weights;

/// <summary>How one source of published weights packs and names them, and how it prepared its images.</summary>
/// <param name="Name">The name that users give, such as <c>medicalnet</c>.</param>
/// <param name="Preprocessing">How images were prepared when these weights were trained.</param>
/// <param name="Source">Where the layout is described.</param>
public sealed record WeightFamily(string Name, WeightPreprocessing Preprocessing, string Source)
{
    /// <summary>Keys of the outer dictionary that may hold the weights, in order of preference; bare files need none.</summary>
    public ImmutableArray<string> Containers { get; init; } = ["state_dict", "model", "model_state_dict"];

    /// <summary>Beginnings of names that are taken away, as often as they occur.</summary>
    public ImmutableArray<string> Prefixes { get; init; } = ["module.", "_orig_mod."];

    /// <summary>Names (after the prefixes) that belong to the source's own task and are dropped; <c>*</c> stands for anything.</summary>
    public ImmutableArray<string> Dropped { get; init; } = [];

    /// <summary>How names are rewritten, one rule after the other.</summary>
    internal ImmutableArray<KeyRule> Rules { get; init; } = [];

    /// <summary>The name in our networks, or null when the family drops it.</summary>
    internal string? Rename(string key)
    {
        string name = key;
        while (Prefixes.FirstOrDefault(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { Length: > 0 } found)
        {
            name = name[found.Length..];
        }

        if (Dropped.Any(pattern => NamePattern.Matches(pattern, name)))
        {
            return null;
        }

        foreach (KeyRule rule in Rules)
        {
            name = rule.Pattern.Replace(name, rule.Replacement);
        }

        return name;
    }
}

/// <summary>A rewriting of names.</summary>
/// <param name="Pattern">What is found; linear in the length of the name.</param>
/// <param name="Replacement">What stands there instead.</param>
internal sealed record KeyRule(Regex Pattern, string Replacement)
{
    internal static KeyRule Of(string pattern, string replacement) =>
        new(new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), replacement);
}

/// <summary>Names with <c>*</c> for anything.</summary>
internal static class NamePattern
{
    internal static bool Matches(string pattern, string name) =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
