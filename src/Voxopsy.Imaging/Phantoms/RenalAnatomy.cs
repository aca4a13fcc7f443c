using System.Collections.Immutable;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A phase of a renal scan: what tissues measure, and how much of a lesion's pattern is to be seen.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cortex">HU of the cortex.</param>
/// <param name="Medulla">HU of the medulla.</param>
/// <param name="Lesion">HU of solid tumour.</param>
/// <param name="Necrosis">HU of necrosis.</param>
/// <param name="Liver">HU of liver.</param>
/// <param name="Muscle">HU of muscle.</param>
/// <param name="Aorta">HU of the aorta.</param>
/// <param name="Visibility">Share of texture and of a shift of enhancement that shows.</param>
public sealed record RenalPhase(
    string Name, double Cortex, double Medulla, double Lesion, double Necrosis, double Liver, double Muscle, double Aorta, double Visibility)
{
    /// <summary>Unenhanced.</summary>
    public static RenalPhase Unenhanced { get; } = new("UP", 33, 31, 34, 18, 55, 50, 40, 0.25);

    /// <summary>Corticomedullary, 25 to 40 s: the arterial phase.</summary>
    public static RenalPhase Corticomedullary { get; } = new("CMP", 185, 80, 150, 21, 75, 60, 300, 1);

    /// <summary>Nephrographic, 80 to 100 s: the portal venous phase.</summary>
    public static RenalPhase Nephrographic { get; } = new("NP", 165, 160, 118, 23, 110, 65, 160, 0.7);

    /// <summary>Gets the three phases in the order of the scan.</summary>
    public static ImmutableArray<RenalPhase> All { get; } = [Unenhanced, Corticomedullary, Nephrographic];
}

/// <summary>One kidney with one tumour.</summary>
public sealed record RenalAnatomy
{
    /// <summary>Gets the diameter of the tumour, mm, 4 to 140.</summary>
    public required double DiameterMillimeters { get; init; }

    /// <summary>Gets how far its surface leaves the sphere, as a share of the radius, 0 to 0.3.</summary>
    public required double Roughness { get; init; }

    /// <summary>Gets the necrotic share of its volume, 0 to 0.9.</summary>
    public required double NecroticShare { get; init; }

    /// <summary>Gets the correlation length of its texture, mm.</summary>
    public required double TextureMillimeters { get; init; }

    /// <summary>Gets the thickness of the cortex, mm; thinner where the kidney suffers.</summary>
    public double CortexMillimeters { get; init; } = 7;

    /// <summary>Gets how densely strands run through the fat around the kidney, 0 to 1.</summary>
    public double Stranding { get; init; } = 0.15;
}

/// <summary>How one phase shows the tumour.</summary>
/// <param name="TextureHounsfield">Standard deviation of its texture where it is fully visible, HU.</param>
/// <param name="EnhancementHounsfield">What is added to its solid part where it is fully visible, HU.</param>
public readonly record struct TumourAppearance(double TextureHounsfield, double EnhancementHounsfield);
