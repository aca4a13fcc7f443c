using System.Collections.Immutable;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Whose definitions features follow.</summary>
public enum RadiomicsProfile
{
    /// <summary>Shape and first-order statistics as PyRadiomics defines them, under short names; what a study has when it names no profile.</summary>
    Plain,

    /// <summary>Every class of PyRadiomics, under its names.</summary>
    PyRadiomics,

    /// <summary>Every family of the Image Biomarker Standardisation Initiative.</summary>
    Ibsi,
}

/// <summary>How an image is processed before features are computed.</summary>
public sealed record RadiomicsDefinition
{
    /// <summary>Gets whose definitions are used.</summary>
    public RadiomicsProfile Profile { get; init; }

    /// <summary>Gets the spacing in mm that images are resampled to, by axis; empty for none.</summary>
    public ImmutableArray<double> SpacingMillimeters { get; init; } = [];

    /// <summary>Gets the width of a bin in units of the image.</summary>
    public double BinWidth { get; init; } = 25;

    /// <summary>Gets the number of bins; 0 for bins of one width.</summary>
    public int BinCount { get; init; }

    /// <summary>Gets the factor that intensities are normalised with (mean 0, this standard deviation); 0 for not at all.</summary>
    public double NormalizeTo { get; init; }

    /// <summary>Gets the bounds of re-segmentation in units of the image; empty for none.</summary>
    public ImmutableArray<double> Range { get; init; } = [];

    /// <summary>Gets the filters whose responses features are computed on, beside the image itself.</summary>
    public ImmutableArray<FilterDefinition> Filters { get; init; } = [];

    /// <summary>Gets the parameter file of PyRadiomics; empty for none.</summary>
    public string ParameterFile { get; init; } = string.Empty;

    /// <summary>Gets the text of the parameter file.</summary>
    internal string ParameterText { get; init; } = string.Empty;
}

/// <summary>A filter.</summary>
/// <param name="Name">The word of the study file, such as <c>log</c>.</param>
/// <param name="SigmasMillimeters">Scales of the Laplacian of Gaussian.</param>
/// <param name="Kernel">The wavelet.</param>
/// <param name="Levels">Levels of decomposition.</param>
public sealed record FilterDefinition(string Name, ImmutableArray<double> SigmasMillimeters, string Kernel, int Levels);
