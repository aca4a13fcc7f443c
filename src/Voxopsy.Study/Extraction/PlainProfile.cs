using Voxopsy.Imaging;
using Voxopsy.Radiomics;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Intensity;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Radiomics.Shape;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>Shape and first-order statistics under short names: what a study computes when it names no profile.</summary>
internal sealed class PlainProfile(FeatureSetDefinition set) : FeatureProfile
{
    internal override IEnumerable<ProfileValue> OfRegion(Mask mask) =>
        set.Families.Contains("shape") ? ShapeFeatures.Compute(mask).Select(value => Named(value, ofRegion: true)) : [];

    internal override IEnumerable<ProfileValue> OfImage(IVoxelSource image, PixelKind kind, Mask mask, int position)
    {
        if (!set.Families.Contains("firstorder"))
        {
            return [];
        }

        Volume volume = image as Volume ?? ScalarField.Of(image).ToVolume();
        return FirstOrderFeatures.Compute(RegionOfInterest.Create(volume, mask), new FixedBinWidth(25)).Select(value => Named(value, ofRegion: false));
    }

    private static ProfileValue Named(FeatureValue value, bool ofRegion) =>
        new($"{value.Family}_{value.Name}", "original", string.Empty, value.Feature, value.Value, ofRegion);
}
