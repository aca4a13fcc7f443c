using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>The features of one region of one case: reads, computes and lets the voxels go.</summary>
internal sealed class RegionFeatures(StudyDefinition study, FeatureSetDefinition set)
{
    // Changes whenever a value of any family can change, so that no stale value survives in a cache.
    private const string Algorithm = "region features 2";

    private readonly MaskDefinition _mask = study.Masks.First(mask => mask.Name == set.Mask);
    private readonly FeatureProfile _profile = FeatureProfile.Of(set);

    /// <summary>The files of a case, the mask first.</summary>
    internal ImmutableArray<string> Files(Cohort cohort, Case found) =>
    [
        PathTemplate.Resolve(_mask.Template, cohort.Table, found.Row),
        .. set.Images.Select(name => PathTemplate.Resolve(ImageOf(name).Template, cohort.Table, found.Row)),
    ];

    /// <summary>The identity of the values: every byte they are made from.</summary>
    internal string Key(ImmutableArray<string> files)
    {
        using ContentKey key = new(Algorithm);
        key.Add(string.Join(',', set.Families)).Add(string.Join(',', _mask.Labels)).Add(string.Join(',', set.Images));
        key.Add(RadiomicsText.Of(set.Radiomics, ContentKey.HashOf(set.Radiomics.ParameterText)));
        foreach (string file in files)
        {
            key.AddFile(file);
        }

        return key.ToString();
    }

    /// <summary>Name and value of every feature, in a fixed order.</summary>
    internal CaseFeatures Compute(ImmutableArray<string> files)
    {
        Mask mask = MaskReader.Read(files[0], _mask.Labels);
        List<string> names = [];
        List<double> values = [];
        Add(_profile.OfRegion(mask), string.Empty, names, values);
        for (int i = 0; i < set.Images.Length; i++)
        {
            (IVoxelSource image, PixelKind kind, Mask placed) = Join(files, i, mask);
            Add(_profile.OfImage(image, kind, placed, i), Prefix(set, i), names, values);
        }

        return new CaseFeatures([.. names], [.. values]);
    }

    /// <summary>What stands before the names of an image's columns: its name, when there are several.</summary>
    internal static string Prefix(FeatureSetDefinition set, int image) => set.Images.Length > 1 ? set.Images[image] + "." : string.Empty;

    /// <summary>Reads everything a computation would read and computes nothing.</summary>
    internal void Inspect(ImmutableArray<string> files)
    {
        Mask mask = MaskReader.Read(files[0], _mask.Labels);
        if (mask.IsEmpty)
        {
            throw new EmptyRegionException();
        }

        for (int i = 0; i < set.Images.Length; i++)
        {
            _ = Join(files, i, mask);
        }
    }

    private (IVoxelSource Image, PixelKind Kind, Mask Mask) Join(ImmutableArray<string> files, int image, Mask mask)
    {
        (IVoxelSource source, PixelKind kind) = PyRadiomicsImage.Read(files[image + 1]);
        Volume volume = source as Volume ?? VolumeReader.Read(files[image + 1]);
        try
        {
            return (source, kind, RegionOfInterest.Create(volume, mask).Mask);
        }
        catch (GeometryMismatchException mismatch)
        {
            AlignmentContext context = new() { ImagePath = files[image + 1], MaskPath = files[0] };
            throw new MisplacedMaskException(set.Images[image], mismatch, AlignmentCheck.Diagnose(volume, mask, context));
        }
    }

    private static void Add(IEnumerable<ProfileValue> features, string prefix, List<string> names, List<double> values)
    {
        foreach (ProfileValue feature in features)
        {
            names.Add((feature.OfRegionAlone ? string.Empty : prefix) + feature.Name);
            values.Add(feature.Value);
        }
    }

    private ImageDefinition ImageOf(string name) => study.Images.First(image => image.Name == name);
}

/// <summary>The features of one region of one case.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Values">Their values.</param>
internal sealed record CaseFeatures(ImmutableArray<string> Names, ImmutableArray<double> Values);

/// <summary>A mask has been read and holds no voxel.</summary>
internal sealed class EmptyRegionException : Exception;

/// <summary>A mask does not lie on its image, with the explanation that was found.</summary>
internal sealed class MisplacedMaskException(string image, GeometryMismatchException mismatch, AlignmentVerdict verdict) : Exception(mismatch.Message, mismatch)
{
    internal string Image => image;

    internal GeometryMismatchException Mismatch => mismatch;

    internal AlignmentVerdict Verdict => verdict;
}
