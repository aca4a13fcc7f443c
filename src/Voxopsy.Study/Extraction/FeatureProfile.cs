using Voxopsy.Imaging;
using Voxopsy.Radiomics;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>From an image and its region to named values, by the definitions a study chose.</summary>
internal abstract class FeatureProfile
{
    internal static FeatureProfile Of(FeatureSetDefinition set) => set.Radiomics.Profile switch
    {
        RadiomicsProfile.PyRadiomics => new PyRadiomicsProfile(set),
        RadiomicsProfile.Ibsi => new IbsiProfile(set),
        _ => new PlainProfile(set),
    };

    /// <summary>What a region says without an image.</summary>
    internal abstract IEnumerable<ProfileValue> OfRegion(Mask mask);

    /// <summary>What an image says about a region.</summary>
    /// <param name="image">The image.</param>
    /// <param name="kind">How its file stores pixels.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="position">Position of the image among those of the set; what belongs to the region alone is computed on the first.</param>
    internal abstract IEnumerable<ProfileValue> OfImage(IVoxelSource image, PixelKind kind, Mask mask, int position);
}

/// <summary>A value of a profile.</summary>
/// <param name="Name">Its name within the image.</param>
/// <param name="ImageType">The image it was computed on, such as <c>original</c> or <c>wavelet-LLH</c>.</param>
/// <param name="Aggregation">How directions are joined; empty where nothing is.</param>
/// <param name="Feature">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="OfRegionAlone">Whether the image has no part in it, so that it is the same for every image.</param>
internal sealed record ProfileValue(string Name, string ImageType, string Aggregation, FeatureDefinition Feature, double Value, bool OfRegionAlone);
