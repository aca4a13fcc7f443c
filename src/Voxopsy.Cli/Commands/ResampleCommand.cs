using System.CommandLine;
using System.Text.Json;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy resample FILE --like IMAGE --out FILE: an image or mask on another grid; the old file stays.</summary>
internal static class ResampleCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<FileInfo> file = new("file") { Description = "Image or mask (NIfTI, NRRD, MetaImage)" };
        Option<FileInfo> output = new("--out", "-o") { Description = "File to write (.nii, .nii.gz or .nrrd)", Required = true };
        Option<FileInfo?> like = new("--like") { Description = "Image whose grid is taken" };
        Option<double[]?> spacing = new("--spacing") { Description = "Voxel size in mm: one number, or three", AllowMultipleArgumentsPerToken = true };
        Option<AnatomicalOrder?> orient = new("--orient") { Description = "Storage order: Lps or Ras; nothing is interpolated" };
        Option<bool> mask = new("--mask") { Description = "The file is a mask: linear, inside from a half" };
        Option<int[]?> label = new("--label") { Description = "Labels that make up the mask; all but 0 when left out", AllowMultipleArgumentsPerToken = true };
        Option<bool> mend = new("--mend") { Description = "With --mask and --like: find out why the mask does not lie on the image, and write what mends it" };
        Option<Interpolation> interpolation = new("--interpolation") { Description = "Nearest, Linear or CubicBSpline", DefaultValueFactory = _ => Interpolation.Linear };
        Option<bool> smooth = new("--anti-alias") { Description = "Smooth an image first where the new voxels are larger, so that fine detail does not appear as something else" };
        Command command = new("resample", "Write an image or mask on another grid, in another order, or mended") { file, output, like, spacing, orient, mask, label, mend, interpolation, smooth };
        command.SetAction((parsed, _) => Task.Run(() => Run(terminal, new ResampleRequest(
            parsed.GetRequiredValue(file),
            parsed.GetRequiredValue(output),
            parsed.GetValue(like),
            parsed.GetValue(spacing) ?? [],
            parsed.GetValue(orient),
            parsed.GetValue(mask) || parsed.GetValue(label) is { Length: > 0 },
            parsed.GetValue(label) ?? [],
            parsed.GetValue(mend),
            parsed.GetValue(interpolation),
            parsed.GetValue(smooth),
            parsed.GetValue(VoxopsyCommandLine.Json)))));
        return command.WithExamples(
            "voxopsy resample masks/P017.nii.gz --like images/P017.nii.gz --mask --mend --out masks/P017-mended.nii.gz",
            "voxopsy resample images/P017.nii.gz --spacing 1 --out images/P017-1mm.nii.gz");
    }

    private static int Run(Terminal terminal, ResampleRequest request)
    {
        if ((request.Like is null ? 0 : 1) + (request.Spacing.Length == 0 ? 0 : 1) + (request.Order is null ? 0 : 1) != 1)
        {
            throw new CommandFailure(ExitCode.WrongUse, "error resample: name the target by exactly one of --like, --spacing and --orient");
        }

        if (request.Mends && (request.Like is null || !request.IsMask))
        {
            throw new CommandFailure(ExitCode.WrongUse, "error resample: --mend needs a mask (--mask) and the image it belongs to (--like)");
        }

        if (request.Spacing.Length is 2 or > 3 || request.Spacing.Any(value => !(value > 0 && double.IsFinite(value))))
        {
            throw new CommandFailure(ExitCode.WrongUse, "error resample: --spacing takes one or three numbers above 0, in mm");
        }

        if (!VolumeWriter.Extensions.Any(ending => request.Output.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error resample: '{request.Output.Name}' ends in none of {string.Join(", ", VolumeWriter.Extensions)}, the formats that can be written");
        }

        if (request.AntiAliases && (request.IsMask || request.Order is not null))
        {
            throw new CommandFailure(ExitCode.WrongUse, "error resample: --anti-alias smooths images onto larger voxels; masks and --orient have nothing to smooth");
        }

        if (request.Output.FullName == request.File.FullName)
        {
            throw new CommandFailure(ExitCode.WrongUse, "error resample: the output would replace the input; name another file");
        }

        Grid grid = request.IsMask ? WriteMask(terminal, request) : WriteImage(request);
        terminal.Error.WriteLine($"written  {grid}");
        terminal.Output.WriteLine(request.AsJson ? JsonSerializer.Serialize(new { file = request.Output.FullName, size = grid.Size.ToString(), spacing_mm = new[] { grid.Spacing.X, grid.Spacing.Y, grid.Spacing.Z } }) : request.Output.FullName);
        return ExitCode.Done;
    }

    private static Grid WriteImage(ResampleRequest request)
    {
        Volume image = VolumeReader.Read(request.File.FullName);
        Volume target = request.Order is { } order ? Reorientation.Reorder(image, order) : Resampled(image, TargetOf(request, image.Grid), request);
        VolumeWriter.Write(request.Output.FullName, target);
        return target.Grid;
    }

    private static Volume Resampled(Volume image, Grid target, ResampleRequest request) =>
        Resampler.Resample(request.AntiAliases ? AntiAliasing.Smooth(image, target) : image, target, request.Interpolation);

    private static Grid WriteMask(Terminal terminal, ResampleRequest request)
    {
        Mask mask = MaskReader.Read(request.File.FullName, request.Labels);
        Mask target = request.Mends ? Mend(terminal, request, mask)
            : request.Order is { } order ? RegionOfInterest.Place(mask, Reorientation.Reorder(mask.Grid, order))
            : Resampler.Resample(mask, TargetOf(request, mask.Grid), request.Interpolation == Interpolation.Nearest ? Interpolation.Nearest : Interpolation.Linear);
        VolumeWriter.Write(request.Output.FullName, target);
        return target.Grid;
    }

    private static Mask Mend(Terminal terminal, ResampleRequest request, Mask mask)
    {
        AlignmentVerdict verdict = AlignmentCheck.Diagnose(VolumeReader.Read(request.Like!.FullName), mask, new AlignmentContext { ImagePath = request.Like.Name, MaskPath = request.File.Name });
        terminal.Error.WriteLine(FormattableString.Invariant($"found    {verdict.Kind}: {verdict.Explanation}; mean under the mask {verdict.MeanNow:0.#}, mended {verdict.MeanMended:0.#}"));
        if (verdict.Doubt.Length > 0)
        {
            terminal.Error.WriteLine("warning  " + verdict.Doubt);
        }

        return verdict.OnImage ?? throw new CommandFailure(ExitCode.DataCheckFailed, $"error geometry: '{request.File.Name}' cannot be mended for '{request.Like.Name}': {verdict.Explanation}");
    }

    private static Grid TargetOf(ResampleRequest request, Grid grid) => request.Like is { } like
        ? VolumeReader.ReadHeader(like.FullName)
        : Reorientation.WithSpacing(grid, request.Spacing.Length == 1
            ? new VoxelSpacing(request.Spacing[0], request.Spacing[0], request.Spacing[0])
            : new VoxelSpacing(request.Spacing[0], request.Spacing[1], request.Spacing[2]));

    /// <summary>What the user asked for, free of parser and console.</summary>
    private sealed record ResampleRequest(FileInfo File, FileInfo Output, FileInfo? Like, double[] Spacing, AnatomicalOrder? Order, bool IsMask, int[] Labels, bool Mends, Interpolation Interpolation, bool AntiAliases, bool AsJson);
}
