using System.Collections.Immutable;

namespace Voxopsy.Deep.Inputs;

/// <summary>What networks see of one case: scaled, on one lattice.</summary>
/// <param name="CaseName">The case.</param>
/// <param name="Size">The sizes.</param>
/// <param name="Present">Whether the case has each phase; what is missing is background.</param>
/// <param name="Voxels">[instance, phase, channel of the phase, slice, row, column], row-major.</param>
/// <param name="Region">Where the lesion is, 1 inside: [instance, channel of a phase, slice, row, column]; empty without a mask.</param>
public sealed record Crop(string CaseName, CropSize Size, ImmutableArray<bool> Present, float[] Voxels, float[] Region)
{
    /// <summary>Distance between voxels in mm: within a row, between rows, between slices.</summary>
    public required (double X, double Y, double Z) SpacingMillimeters { get; init; }

    /// <summary>Whether part of the lesion lies outside the field.</summary>
    public required bool IsCut { get; init; }

    /// <summary>The images of one phase of one instance.</summary>
    /// <param name="instance">From 0.</param>
    /// <param name="phase">From 0.</param>
    /// <returns>[channel of the phase, slice, row, column].</returns>
    public ReadOnlySpan<float> Phase(int instance, int phase) => Voxels.AsSpan(((instance * Size.Phases) + phase) * Size.PhaseVoxels, Size.PhaseVoxels);
}

/// <summary>The sizes of a crop.</summary>
/// <param name="Instances">Images of the case.</param>
/// <param name="Phases">Phases of the study.</param>
/// <param name="ChannelsPerPhase">Channels that one phase has.</param>
/// <param name="Depth">Slices; 1 in 2D.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public sealed record CropSize(int Instances, int Phases, int ChannelsPerPhase, int Depth, int Height, int Width)
{
    /// <summary>Voxels of one channel.</summary>
    public int ChannelVoxels => Depth * Height * Width;

    /// <summary>Voxels of one phase of one instance.</summary>
    public int PhaseVoxels => ChannelsPerPhase * ChannelVoxels;

    /// <summary>Voxels of everything.</summary>
    public int Count => Instances * Phases * PhaseVoxels;
}
