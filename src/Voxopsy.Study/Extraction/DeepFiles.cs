using System.Collections.Immutable;
using Voxopsy.Deep.Inputs;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>The files of a case that a network sees, and the crop they become.</summary>
internal sealed class DeepFiles(StudyDefinition study, FeatureSetDefinition set)
{
    private readonly MaskDefinition? _mask = set.Mask.Length == 0 || set.Deep!.Crop.View == InputView.WholeSlices ? null : study.Masks.First(mask => mask.Name == set.Mask);
    private readonly Cropper _cropper = new(set.Deep!.Crop);

    /// <summary>The files, the mask first; an empty text where the set has no mask.</summary>
    internal ImmutableArray<string> Files(Cohort cohort, Case found) =>
    [
        _mask is null ? string.Empty : PathTemplate.Resolve(_mask.Template, cohort.Table, found.Row),
        .. set.Images.Select(name => PathTemplate.Resolve(study.Images.First(image => image.Name == name).Template, cohort.Table, found.Row)),
    ];

    /// <summary>The identity of a crop: settings and every byte it is made from; a file that is not there counts as none.</summary>
    internal string Key(ImmutableArray<string> files) => CropStore.Key(set.Deep!.Crop, [.. files.Skip(1).Append(files[0]).Select(file => File.Exists(file) ? file : string.Empty)], _mask?.Labels ?? []);

    /// <summary>Whether a case may lack images.</summary>
    internal bool TakesMissing => set.Deep!.ModalityDropout > 0 || set.Deep.Fusion is Deep.Fusion.PhaseFusion.FeatureMean or Deep.Fusion.PhaseFusion.Decisions;

    /// <summary>Reads the images and crops them.</summary>
    internal Crop Crop(string caseName, ImmutableArray<string> files)
    {
        Mask? mask = _mask is null ? null : MaskReader.Read(files[0], _mask.Labels);
        ImmutableArray<PhaseImage> phases = [.. set.Images.Select((name, i) => new PhaseImage(name, File.Exists(files[i + 1]) ? VolumeReader.Read(files[i + 1]) : null))];
        if (mask is not null)
        {
            Mask.RequireVoxels(mask);
            CheckPlace(files, mask, phases);
        }

        return _cropper.Crop(new CaseImages(caseName, phases, mask));
    }

    /// <summary>The mask must lie on the image it was drawn on; other phases are found by patient coordinates.</summary>
    private void CheckPlace(ImmutableArray<string> files, Mask mask, ImmutableArray<PhaseImage> phases)
    {
        int on = _mask!.On.Length == 0 ? 0 : set.Images.IndexOf(_mask.On);
        if (on < 0 || phases[on].Image is not { } image)
        {
            return;
        }

        try
        {
            _ = RegionOfInterest.Create(image, mask);
        }
        catch (GeometryMismatchException mismatch)
        {
            AlignmentContext context = new() { ImagePath = files[on + 1], MaskPath = files[0] };
            throw new MisplacedMaskException(Path.GetFileName(study.Path), set.Images[on], mismatch, AlignmentCheck.Diagnose(image, mask, context));
        }
    }
}
