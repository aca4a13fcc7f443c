using System.Collections.Immutable;

namespace Voxopsy.Study.Simulation.Presets;

/// <summary>All presets by name.</summary>
internal static class PresetCatalog
{
    private static readonly ImmutableArray<(string Name, Func<StudyPreset> Make)> s_presets =
    [
        ("ccrcc-grade", RenalPresets.CcrccGrade),
        ("weak-strong", RenalPresets.WeakStrong),
        ("cvt-hematoma", HematomaPreset.Create),
        ("hcc-p53", LiverPreset.Create),
        ("rectal-slm", RectalPreset.Create),
        ("anchor90", RenalPresets.Anchor90),
        ("null", RenalPresets.Null),
    ];

    internal static ImmutableArray<string> Names => [.. s_presets.Select(preset => preset.Name)];

    /// <exception cref="ArgumentException">There is no such preset.</exception>
    internal static StudyPreset Named(string name) => s_presets.FirstOrDefault(preset => preset.Name == name).Make?.Invoke()
        ?? throw new ArgumentException($"There is no preset '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
}
