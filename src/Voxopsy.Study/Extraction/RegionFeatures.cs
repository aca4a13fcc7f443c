using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Radiomics.Perturbation;
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

    /// <summary>The masks of other readers for a case, there or not.</summary>
    internal ImmutableArray<string> Readers(Cohort cohort, Case found) => [.. _mask.Readers.Select(reader => PathTemplate.Resolve(reader, cohort.Table, found.Row))];

    /// <summary>The features of a case in every perturbed region; one that leaves nothing to measure has no values.</summary>
    /// <param name="files">The files of the case.</param>
    /// <param name="seed">What the draws of this case hang on.</param>
    internal ImmutableArray<CaseFeatures> Perturbed(ImmutableArray<string> files, string seed)
    {
        Mask mask = MaskReader.Read(files[0], _mask.Labels);
        Mask.RequireVoxels(mask);
        (IVoxelSource Image, PixelKind Kind, Mask Mask)[] images = set.Images.IsEmpty
            ? [(new ScalarField(mask.Grid, new double[mask.Grid.Size.VoxelCount]), PixelKind.Double, mask)]
            : [.. Enumerable.Range(0, set.Images.Length).Select(i => Join(files, i, mask))];
        return [.. set.Perturb!.All().Select((perturbation, number) =>
        {
            try
            {
                return Compute(images, perturbation with
                {
                    Seed = Convert.ToUInt64(ContentKey.HashOf($"{seed}\n{number}")[..16], 16),

                    // Intensities are normalised over the whole image, so the whole image must be there.
                    MarginMillimeters = NormalizesWholeImage ? double.PositiveInfinity : perturbation.MarginMillimeters,
                });
            }
            catch (ImagingException)
            {
                // Too little is left of a small region: not a fault of the case, and no number.
                return new CaseFeatures([], []);
            }
        })];
    }

    private CaseFeatures Compute((IVoxelSource Image, PixelKind Kind, Mask Mask)[] images, RegionPerturbation perturbation)
    {
        List<string> names = [];
        List<double> values = [];
        for (int i = 0; i < images.Length; i++)
        {
            (ScalarField image, Mask mask) = PerturbedRegion.Create(images[i].Image, images[i].Mask, perturbation);
            Mask.RequireVoxels(mask);
            if (i == 0)
            {
                Add(_profile.OfRegion(mask), string.Empty, names, values);
            }

            if (!set.Images.IsEmpty)
            {
                Add(_profile.OfImage(image, images[i].Kind, mask, i), Prefix(set, i), names, values);
            }
        }

        return new CaseFeatures([.. names], [.. values]);
    }

    private bool NormalizesWholeImage => set.Radiomics.Profile == RadiomicsProfile.PyRadiomics && PyRadiomicsProfile.Settings(set).Normalize;

    /// <summary>What stands before the names of an image's columns: its name, when there are several.</summary>
    internal static string Prefix(FeatureSetDefinition set, int image) => set.Images.Length > 1 ? set.Images[image] + "." : string.Empty;

    /// <summary>Reads everything a computation would read, judges the place of the mask and computes nothing.</summary>
    internal void Inspect(Cohort cohort, Case found, ImmutableArray<string> files, PlacementRecorder recorder)
    {
        Mask mask = MaskReader.Read(files[0], _mask.Labels);
        if (mask.IsEmpty)
        {
            throw new EmptyRegionException();
        }

        for (int i = 0; i < set.Images.Length; i++)
        {
            Volume volume = VolumeReader.Read(files[i + 1]);
            _ = Place(volume, mask, i, () => recorder.Judge(set, cohort, found, (set.Images[i], files[i + 1]), files[0], volume, mask));
            _ = recorder.Judge(set, cohort, found, (set.Images[i], files[i + 1]), files[0], volume, mask);
        }
    }

    private (IVoxelSource Image, PixelKind Kind, Mask Mask) Join(ImmutableArray<string> files, int image, Mask mask)
    {
        (IVoxelSource source, PixelKind kind) = PyRadiomicsImage.Read(files[image + 1]);
        Volume volume = source as Volume ?? VolumeReader.Read(files[image + 1]);
        AlignmentContext context = new() { ImagePath = files[image + 1], MaskPath = files[0] };
        return (source, kind, Place(volume, mask, image, () => AlignmentCheck.Diagnose(volume, mask, context)));
    }

    private Mask Place(Volume volume, Mask mask, int image, Func<AlignmentVerdict> diagnose)
    {
        try
        {
            return RegionOfInterest.Create(volume, mask).Mask;
        }
        catch (GeometryMismatchException mismatch)
        {
            throw new MisplacedMaskException(Path.GetFileName(study.Path), set.Images[image], mismatch, diagnose());
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
internal sealed class MisplacedMaskException(string study, string image, GeometryMismatchException mismatch, AlignmentVerdict verdict) : Exception(mismatch.Message, mismatch)
{
    internal string Study => study;

    internal string Image => image;

    internal GeometryMismatchException Mismatch => mismatch;

    internal AlignmentVerdict Verdict => verdict;
}
