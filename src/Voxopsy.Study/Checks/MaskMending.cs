using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Checks;

/// <summary>What a mask is to be mended of.</summary>
public enum MaskFault
{
    /// <summary>Whatever is found.</summary>
    Any,

    /// <summary>Axes reversed.</summary>
    Flips,

    /// <summary>The grid moved.</summary>
    Offset,

    /// <summary>Voxels one slice up or down.</summary>
    Slice,

    /// <summary>Axes exchanged.</summary>
    Permutation,

    /// <summary>Other voxels over the same field of view.</summary>
    Resampling,
}

/// <summary>A mask that was looked at for mending.</summary>
/// <param name="Mask">Its name in the study file.</param>
/// <param name="Source">Its file, which stays as it is.</param>
/// <param name="Target">The file written; empty when nothing was.</param>
/// <param name="Explanation">What was found.</param>
public sealed record MendedMask(string Mask, string Source, string Target, string Explanation);

/// <summary>Writes mended masks of a patient beside the study; the old ones stay.</summary>
public static class MaskMending
{
    /// <summary>Mends the masks of a patient.</summary>
    /// <param name="study">The study.</param>
    /// <param name="fault">The fault to mend; masks with another are told, not touched.</param>
    /// <param name="patient">A patient or case.</param>
    /// <param name="folder">The folder to write into.</param>
    /// <returns>Every mask of the patient that was looked at.</returns>
    /// <exception cref="StudyException">The cohorts cannot be read.</exception>
    public static ImmutableArray<MendedMask> Mend(StudyDefinition study, MaskFault fault, string patient, string folder)
    {
        ArgumentNullException.ThrowIfNull(study);
        List<Problem> problems = [];
        ImmutableArray<Cohort> cohorts = new CohortReader(study, problems).Read();
        List<MendedMask> mended = [];
        foreach ((Cohort cohort, Case found) in cohorts.SelectMany(cohort => cohort.Cases.Select(found => (cohort, found))).Where(pair => pair.found.Patient == patient || pair.found.Id == patient))
        {
            foreach (MaskDefinition mask in study.Masks)
            {
                string on = mask.On.Length > 0 ? mask.On : study.Features.FirstOrDefault(set => set.Mask == mask.Name && !set.Images.IsEmpty)?.Images[0] ?? string.Empty;
                if (study.Images.FirstOrDefault(image => image.Name == on) is { } image)
                {
                    mended.Add(Mend(mask, fault, PathTemplate.Resolve(mask.Template, cohort.Table, found.Row), PathTemplate.Resolve(image.Template, cohort.Table, found.Row), folder));
                }
            }
        }

        return [.. mended];
    }

    private static MendedMask Mend(MaskDefinition definition, MaskFault fault, string source, string image, string folder)
    {
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(VolumeReader.Read(image), MaskReader.Read(source, definition.Labels), new AlignmentContext { ImagePath = image, MaskPath = source });
        (MaskFault kind, Mask? region, string explanation) = (verdict.Kind, verdict.Placement) switch
        {
            (_, { Rival: PlacementRival.Flip } placement) => (MaskFault.Flips, placement.Mended, placement.Explanation),
            (_, { Rival: PlacementRival.OneSlice } placement) => (MaskFault.Slice, placement.Mended, placement.Explanation),
            (_, { } placement) => (MaskFault.Any, null, placement.Explanation),
            (AlignmentKind.Flipped, _) => (MaskFault.Flips, verdict.OnImage, verdict.Explanation),
            (AlignmentKind.Offset, _) => (MaskFault.Offset, verdict.OnImage, verdict.Explanation),
            (AlignmentKind.Permuted, _) => (MaskFault.Permutation, verdict.OnImage, verdict.Explanation),
            (AlignmentKind.Resampled, _) => (MaskFault.Resampling, verdict.OnImage, verdict.Explanation),
            _ => (MaskFault.Any, null, verdict.Explanation),
        };
        if (region is null || (fault != MaskFault.Any && fault != kind))
        {
            return new MendedMask(definition.Name, source, string.Empty, explanation);
        }

        string name = Path.GetFileName(source);
        string target = Path.Combine(folder, $"{name[..name.IndexOf('.', StringComparison.Ordinal)]}-{definition.Name}-mended.nii.gz");
        if (Path.GetFullPath(target) == Path.GetFullPath(source))
        {
            return new MendedMask(definition.Name, source, string.Empty, $"the mended mask would replace '{source}'; name another folder with --out");
        }

        Directory.CreateDirectory(folder);
        NiftiWriter.Write(target, region, definition.Labels.IsEmpty ? (byte)1 : (byte)definition.Labels[0]);
        return new MendedMask(definition.Name, source, target, explanation);
    }
}
