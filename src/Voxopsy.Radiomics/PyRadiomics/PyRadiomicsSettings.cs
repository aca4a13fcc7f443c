using Voxopsy.Imaging.Resampling;
using Voxopsy.Radiomics.Discretization;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>The settings of PyRadiomics, with its names and its defaults.</summary>
/// <remarks>Source: PyRadiomics 3, documentation, "Customizing the extraction".</remarks>
public sealed record PyRadiomicsSettings
{
    /// <summary>Gets the width of a bin, when no <see cref="BinCount"/> is given.</summary>
    public double BinWidth { get; init; } = 25;

    /// <summary>Gets the number of bins; null for bins of one width.</summary>
    public int? BinCount { get; init; }

    /// <summary>Gets the Chebyshev distances of neighbors for GLCM, GLDM and NGTDM.</summary>
    public IReadOnlyList<int> Distances { get; init; } = [1];

    /// <summary>Gets whether each pair counts in both orders.</summary>
    public bool SymmetricalGlcm { get; init; } = true;

    /// <summary>Gets how directions are joined; null to average features over directions.</summary>
    public DirectionWeighting? Weighting { get; init; }

    /// <summary>Gets how far a dependent neighbor's level may differ (<c>gldm_a</c>).</summary>
    public int DependenceTolerance { get; init; }

    /// <summary>Gets whether texture stays within planes.</summary>
    public bool Force2D { get; init; }

    /// <summary>Gets the axis across the planes, counted as PyRadiomics does: 0 z, 1 y, 2 x.</summary>
    public int Force2DDimension { get; init; }

    /// <summary>Gets what is added to intensities for the energies.</summary>
    public double VoxelArrayShift { get; init; }

    /// <summary>Gets whether the image is normalized to its mean and standard deviation first.</summary>
    public bool Normalize { get; init; }

    /// <summary>Gets what normalized intensities are multiplied by.</summary>
    public double NormalizeScale { get; init; } = 1;

    /// <summary>Gets at how many standard deviations normalized intensities are cut; null for nowhere.</summary>
    public double? RemoveOutliers { get; init; }

    /// <summary>Gets the spacing in mm to resample to (x, y, z; 0 keeps an axis); null for none.</summary>
    public IReadOnlyList<double>? ResampledPixelSpacing { get; init; }

    /// <summary>Gets how intensities are resampled.</summary>
    public Interpolation Interpolator { get; init; } = Interpolation.CubicBSpline;

    /// <summary>Gets the voxels kept around the region when it is cropped.</summary>
    public int PadDistance { get; init; } = 5;

    /// <summary>Gets whether the image is cropped before filters see it.</summary>
    public bool PreCrop { get; init; }

    /// <summary>Gets the bounds of re-segmentation, one (lower) or two; null for none.</summary>
    public IReadOnlyList<double>? ResegmentRange { get; init; }

    /// <summary>Gets what the bounds mean.</summary>
    public ResegmentationMode ResegmentMode { get; init; }

    /// <summary>Gets whether shape sees the re-segmented region.</summary>
    public bool ResegmentShape { get; init; }

    /// <summary>Gets the label of the region in its mask.</summary>
    public int Label { get; init; } = 1;

    /// <summary>Gets the least number of axes along which a region must extend over more than one voxel (1 to 3).</summary>
    public int MinimumRoiDimensions { get; init; } = 2;

    /// <summary>Gets the number of voxels that a region must exceed; null for none.</summary>
    public int? MinimumRoiSize { get; init; }

    /// <summary>Gets whether a mask on another lattice is resampled onto the image (<see cref="PyRadiomicsMask"/>).</summary>
    public bool CorrectMask { get; init; }

    /// <summary>Gets how far the headers of image and mask may differ, as a share of the spacing.</summary>
    public double GeometryTolerance { get; init; } = 1e-6;

    /// <summary>Gets parameters of filters that hold for all image types unless an image type sets them itself.</summary>
    public IReadOnlyDictionary<string, object?> FilterParameters { get; init; } = new Dictionary<string, object?>();

    /// <summary>Gets how kernels are cut out for maps of features (<c>voxelSetting</c>).</summary>
    public VoxelMapSettings VoxelMaps { get; init; } = new();

    /// <summary>Gets the classes wanted, with the features wanted of each; an empty list means all of the class.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Classes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the images that features are computed on.</summary>
    public IReadOnlyList<ImageTypeSettings> ImageTypes { get; init; } = [new ImageTypeSettings("Original")];

    /// <summary>Gets the axis that texture may not leave its plane along (0 x, 1 y, 2 z), or null.</summary>
    internal int? Plane => Force2D ? 2 - Force2DDimension : null;

    /// <summary>Gets how intensities become gray levels.</summary>
    internal GrayLevels GrayLevels => BinCount is { } count ? new FixedBinCount(count) : new FixedBinWidth(BinWidth);
}
