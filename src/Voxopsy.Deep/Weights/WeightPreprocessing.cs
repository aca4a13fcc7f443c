using System.Collections.Immutable;

namespace Voxopsy.Deep.Weights;

/// <summary>How images were prepared when weights were trained; other images give features without meaning.</summary>
/// <param name="Source">Where the preparation is described.</param>
public sealed record WeightPreprocessing(string Source)
{
    /// <summary>Intensities are clipped to this window first, in the unit of the image (HU for CT); null for none.</summary>
    public (double Low, double High)? Clip { get; init; }

    /// <summary>How intensities are scaled.</summary>
    public IntensityScaling Scaling { get; init; } = IntensityScaling.Affine;

    /// <summary>For affine scaling: subtracted, per channel.</summary>
    public ImmutableArray<double> Shift { get; init; } = [0];

    /// <summary>For affine scaling: divided by, per channel.</summary>
    public ImmutableArray<double> Scale { get; init; } = [1];

    /// <summary>Channels that the weights expect.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The order of the spatial axes of the network's input, slowest first.</summary>
    public string Axes { get; init; } = "z, y, x";

    /// <summary>Spacing in mm along every axis; null when images are resized instead.</summary>
    public double? SpacingMm { get; init; }

    /// <summary>Size of the input along its axes; empty when it is free.</summary>
    public ImmutableArray<int> Size { get; init; } = [];

    /// <summary>What else matters.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>How intensities are scaled.</summary>
public enum IntensityScaling
{
    /// <summary>(value − shift) / scale.</summary>
    Affine,

    /// <summary>Mean 0 and deviation 1 over the voxels above 0; voxels of 0 become noise of mean 0 and deviation 1.</summary>
    ZScoreOfPositive,

    /// <summary>As the bundle's own configuration or plan says.</summary>
    AsPlanned,
}
