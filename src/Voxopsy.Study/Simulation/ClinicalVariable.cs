using System.Globalization;

namespace Voxopsy.Study.Simulation;

/// <summary>A column of the clinical table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit; empty for a category.</param>
/// <param name="Latent">The latent, or for a category the marker, that it shows.</param>
/// <param name="Of">From the latent to the number; for a category unused.</param>
/// <param name="Decimals">Decimals that are written.</param>
/// <param name="MissingShare">Share of patients without a value, on average over sites.</param>
internal sealed record ClinicalVariable(string Name, string Unit, string Latent, Func<double, double> Of, int Decimals, double MissingShare)
{
    /// <summary>Gets the two levels of a category, no before yes; null for a number.</summary>
    internal (string No, string Yes)? Levels { get; init; }

    /// <summary>A yes or no.</summary>
    internal static ClinicalVariable Category(string name, string marker, string no, string yes) => new(name, string.Empty, marker, value => value, 0, 0) { Levels = (no, yes) };

    /// <summary>A number around a mean.</summary>
    internal static ClinicalVariable Number(string name, string unit, double mean, double deviation, int decimals, double missing = 0) =>
        new(name, unit, name, z => mean + (deviation * z), decimals, missing);

    /// <summary>A number whose logarithm is normal.</summary>
    internal static ClinicalVariable Logarithmic(string name, string unit, double median, double deviation, int decimals, double missing = 0) =>
        new(name, unit, name, z => median * Math.Exp(deviation * z), decimals, missing);

    /// <summary>The cell of a latent value.</summary>
    internal string Cell(double z) => Math.Round(Of(z), Decimals).ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Its line in the study file.</summary>
    internal string StudyLine() => Levels is { } levels
        ? $"  {Name}: {{type: category, levels: [{levels.No}, {levels.Yes}], known: before}}"
        : $"  {Name}: {{type: number, unit: {Unit}, known: before}}";
}
