using System.Collections.Immutable;

namespace Voxopsy.Imaging.Phantoms;

/// <summary>A phase of contrast-enhanced magnetic resonance of the liver, in arbitrary units.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Liver">Signal of liver.</param>
/// <param name="Lesion">Signal of solid carcinoma.</param>
/// <param name="Capsule">What the capsule adds to the rim.</param>
/// <param name="Vessel">Signal of vessels.</param>
/// <param name="Arterial">Share of arterial rim enhancement and texture that shows.</param>
public sealed record LiverPhase(string Name, double Liver, double Lesion, double Capsule, double Vessel, double Arterial)
{
    /// <summary>The arterial phase: the lesion enhances more than the liver.</summary>
    public static LiverPhase ArterialPhase { get; } = new("AP", 115, 160, 0, 170, 1);

    /// <summary>The portal venous phase: wash-out begins, the capsule shows.</summary>
    public static LiverPhase PortalVenous { get; } = new("PVP", 170, 150, 20, 240, 0.45);

    /// <summary>The delayed phase.</summary>
    public static LiverPhase Delayed { get; } = new("DP", 160, 128, 20, 190, 0.3);

    /// <summary>Gets the three phases in the order of the scan.</summary>
    public static ImmutableArray<LiverPhase> All { get; } = [ArterialPhase, PortalVenous, Delayed];
}

/// <summary>A liver with one carcinoma.</summary>
public sealed record LiverAnatomy
{
    /// <summary>Gets the diameter of the lesion, mm, 8 to 130.</summary>
    public required double DiameterMillimeters { get; init; }

    /// <summary>Gets how far its surface leaves the sphere, as a share of the radius.</summary>
    public required double Roughness { get; init; }

    /// <summary>Gets the necrotic share of its volume, 0 to 0.9.</summary>
    public required double NecroticShare { get; init; }

    /// <summary>Gets the standard deviation of its texture in the arterial phase.</summary>
    public required double Texture { get; init; }

    /// <summary>Gets what the rim, the outer 5 mm of the lesion, adds in the arterial phase.</summary>
    public required double RimEnhancement { get; init; }

    /// <summary>Gets what a halo of 8 mm around the lesion adds in the arterial phase; it lies outside the mask.</summary>
    public required double HaloEnhancement { get; init; }
}
