using System.Collections.Frozen;
using System.Globalization;

namespace Voxopsy.Imaging.Deidentification;

/// <summary>What the standard says of one attribute.</summary>
/// <param name="Code">The action of the basic profile, such as X, Z, D, U or X/Z/D.</param>
/// <param name="Options">The options that keep it.</param>
/// <param name="Keyword">Its name.</param>
internal sealed record ConfidentialityEntry(string Code, Retained Options, string Keyword);

/// <summary>Every attribute of table E.1-1 of DICOM PS3.15 (2024b), kept in <c>profile.csv</c>.</summary>
internal static class ConfidentialityTable
{
    private static readonly Lazy<FrozenDictionary<string, ConfidentialityEntry>> Rows = new(Load);

    private static readonly Lazy<FrozenDictionary<uint, ConfidentialityEntry>> ByTag = new(() => Rows.Value
        .Where(row => uint.TryParse(row.Key, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out _))
        .ToFrozenDictionary(row => uint.Parse(row.Key, NumberStyles.HexNumber, CultureInfo.InvariantCulture), row => row.Value));

    /// <summary>Gets all rows by tag; groups that repeat are written with X.</summary>
    internal static IReadOnlyDictionary<string, ConfidentialityEntry> All => Rows.Value;

    /// <summary>The row of an attribute, or null.</summary>
    internal static ConfidentialityEntry? Find(uint tag) => ByTag.Value.GetValueOrDefault(tag);

    private static FrozenDictionary<string, ConfidentialityEntry> Load()
    {
        using Stream stream = typeof(ConfidentialityTable).Assembly.GetManifestResourceStream("Voxopsy.Imaging.Deidentification.profile.csv")
            ?? throw new InvalidOperationException("The table of the confidentiality profile is not part of this build.");
        using StreamReader reader = new(stream);
        Dictionary<string, ConfidentialityEntry> rows = new(700, StringComparer.Ordinal);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            rows.Add(cells[0], new ConfidentialityEntry(cells[1], OptionsOf(cells[2]), cells[3]));
        }

        return rows.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Retained OptionsOf(string names) => names.Split('+', StringSplitOptions.RemoveEmptyEntries).Aggregate(Retained.Nothing, (all, name) => all | name switch
    {
        "dates" => Retained.FullDates | Retained.ShiftedDates,
        "uids" => Retained.Uids,
        "device" => Retained.DeviceIdentity,
        "institution" => Retained.InstitutionIdentity,
        "patient" => Retained.PatientCharacteristics,
        "descriptions" => Retained.Descriptions,
        _ => throw new InvalidOperationException($"The table of the confidentiality profile names an unknown option '{name}'."),
    });
}
