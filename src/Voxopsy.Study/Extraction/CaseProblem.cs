using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>From what went wrong with the files of a case to the message people read.</summary>
internal static class CaseProblem
{
    /// <summary>The files of a case that are not there.</summary>
    internal static IEnumerable<Problem> Missing(FeatureSetDefinition set, Cohort cohort, Case found, ImmutableArray<string> files)
    {
        for (int i = 0; i < files.Length; i++)
        {
            if (!File.Exists(files[i]))
            {
                string what = i == 0 ? "mask" : "image";
                string name = i == 0 ? set.Mask : set.Images[i - 1];
                yield return At(cohort, found, ProblemKind.MissingImage, $"the {what} is not there", $"{what} {name}") with
                {
                    Details = [$"found     no file '{files[i]}'", $"expected  the {what} '{name}' of this case"],
                    Fix = $"Check '{(i == 0 ? "masks" : "images")}.{name}.path' and the columns it uses, or leave the case out with 'where'.",
                };
            }
        }
    }

    /// <summary>The message for an exception of the Imaging room; <see langword="null"/> for any other exception.</summary>
    internal static Problem? Of(FeatureSetDefinition set, Cohort cohort, Case found, ImmutableArray<string> files, Exception exception)
    {
        string mask = $"mask {set.Mask}";
        return exception switch
        {
            LabelAbsentException => At(cohort, found, ProblemKind.EmptyMask, "the mask holds no voxel of the wanted label", mask) with
            {
                Details = [$"found     {exception.Message}", "expected  at least one voxel"],
                Fix = $"Check 'masks.{set.Mask}.label', or draw the mask again.",
            },
            EmptyMaskException or EmptyRegionException => At(cohort, found, ProblemKind.EmptyMask, "the mask is empty", mask) with
            {
                Details = [$"found     no voxel above 0 in '{files[0]}'", "expected  at least one voxel"],
                Fix = "Draw the mask again, or leave the case out with 'where'.",
            },
            MisplacedMaskException misplaced => At(cohort, found, ProblemKind.Geometry, "mask does not lie on its image", $"mask {set.Mask}, image {misplaced.Image}") with
            {
                Details =
                [
                    $"image  {misplaced.Mismatch.Image}",
                    $"mask   {misplaced.Mismatch.Mask}",
                    $"likely: {misplaced.Verdict.Explanation}{Means(misplaced.Verdict)}",
                    "why it matters: features would be computed outside the lesion",
                ],
                Fix = Word(misplaced.Verdict.Kind) is { } fault
                    ? $"voxopsy check {misplaced.Study} --fix {fault} --patient {found.Patient}      writes a new mask, keeps the old one"
                    : "Use the mask that was drawn on this image, or leave the case out with 'where'.",
            },
            NonFiniteIntensityException => At(cohort, found, ProblemKind.NotANumber, "the image has voxels that are not numbers inside the mask", $"image, {mask}") with
            {
                Details = [$"found     {exception.Message}", "expected  finite intensities in the whole region"],
                Fix = "Write the image again from its source, or leave the case out with 'where'.",
            },
            ImagingException => At(cohort, found, ProblemKind.UnreadableFile, "a file cannot be read", mask) with
            {
                Details = [$"found     {exception.Message}", "expected  a readable volume"],
                Fix = "Copy the file again from its source, or leave the case out with 'where'.",
            },
            IOException or UnauthorizedAccessException => At(cohort, found, ProblemKind.UnreadableFile, "a file cannot be opened", mask) with
            {
                Details = [$"found     {exception.Message}", "expected  a readable file"],
                Fix = "Check the file and the rights to read it.",
            },
            _ => null,
        };
    }

    /// <summary>The message for a case that cannot become an input of a network.</summary>
    internal static Problem OfInput(Cohort cohort, Case found, FeatureSetDefinition set, Deep.Inputs.InputException impossible) => At(
        cohort,
        found,
        impossible.Fault switch { Deep.Inputs.InputFault.NoLesion => ProblemKind.EmptyMask, Deep.Inputs.InputFault.LesionOutsideImage => ProblemKind.Geometry, _ => ProblemKind.MissingImage },
        "the case cannot become an input of the network",
        $"features {set.Name}") with
    {
        Details = [$"found     {impossible.Message}", "expected  a lesion inside every image that the network sees"],
        Fix = "Correct the files of this case, or leave it out with 'where'.",
    };

    /// <summary>The word of <c>check --fix</c>; null when nothing mends it.</summary>
    private static string? Word(AlignmentKind kind) => kind switch
    {
        AlignmentKind.Flipped => "flips",
        AlignmentKind.Offset => "offset",
        AlignmentKind.Permuted => "permutation",
        AlignmentKind.Resampled => "resampling",
        _ => null,
    };

    private static string Means(AlignmentVerdict verdict) => double.IsNaN(verdict.MeanMended) ? string.Empty
        : FormattableString.Invariant($"; mended, the mean under the mask is {verdict.MeanMended:0.#} (now {(double.IsNaN(verdict.MeanNow) ? "outside the image" : FormattableString.Invariant($"{verdict.MeanNow:0.#}"))})");

    private static Problem At(Cohort cohort, Case found, ProblemKind kind, string summary, string what) => new()
    {
        Severity = Severity.CaseError,
        Kind = kind,
        Summary = summary,
        Where = $"patient {found.Id}, {what}",
        Cohort = cohort.Name,
        Case = found.Id,
        Fix = string.Empty,
    };
}
