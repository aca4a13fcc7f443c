using System.CommandLine;
using System.Text.Json;
using Voxopsy.Deep.Inputs;
using Voxopsy.Imaging;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy crop: what a network will see of one case, to be looked at or used elsewhere.</summary>
internal static class CropCommand
{
    internal static Command Create(Terminal terminal)
    {
        Option<FileInfo[]> images = new("--image") { Description = "Image of a phase; name the option again for more phases", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<FileInfo?> mask = new("--mask") { Description = "Mask of the lesion; not needed for whole slices" };
        Option<int[]> label = new("--label") { Description = "Labels of the mask that make up the lesion; everything but 0 when left out", AllowMultipleArgumentsPerToken = true };
        Option<string> view = new("--view") { Description = "2d, 2.5d (neighbors), 2.5d-planes, bag, 3d, or slices (whole ones, no mask)", DefaultValueFactory = _ => "3d" };
        view.AcceptOnlyFromAmong("2d", "2.5d", "2.5d-planes", "bag", "3d", "slices");
        CropSettings usual = new();
        Option<int> size = new("--size") { Description = "Voxels along both axes of a slice", DefaultValueFactory = _ => usual.Size };
        Option<int> depth = new("--depth") { Description = "Slices of the 3D box", DefaultValueFactory = _ => usual.Depth };
        Option<double> spacing = new("--spacing") { Description = "Distance between voxels in mm", DefaultValueFactory = _ => usual.SpacingMillimeters };
        Option<double> between = new("--slice-spacing") { Description = "Distance between slices of the 3D box in mm; 0 for that within a slice" };
        Option<double?> margin = new("--margin") { Description = "Frame the lesion's box with this margin in mm instead of one spacing" };
        Option<double[]> window = new("--window") { Description = "Lowest and highest intensity (CT)", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        Option<bool> zscore = new("--zscore") { Description = "Mean 0 and deviation 1 inside the body (MRI) instead of a window" };
        Option<bool> blank = new("--blank") { Description = "Hide everything outside the mask" };
        Option<bool> png = new("--png") { Description = "Write a picture of all images, the lesion outlined" };
        Option<DirectoryInfo> output = new("--out", "-o") { Description = "Folder to write to", Required = true };
        Command command = new("crop", "Write what a network will see of one case") { images, mask, label, view, size, depth, spacing, between, margin, window, zscore, blank, png, output };
        command.Validators.Add(result =>
        {
            if (result.GetValue(mask) is null && result.GetValue(view) != "slices")
            {
                result.AddError("Name the mask of the lesion (--mask), or take whole slices (--view slices).");
            }
        });
        command.SetAction((parsed, _) => Task.Run(() =>
        {
            double[] limits = parsed.GetValue(window) is { Length: 2 } given ? given : [-160, 240];
            CropSettings settings = usual with
            {
                View = ViewOf(parsed.GetValue(view)!),
                Framing = parsed.GetValue(margin) is null ? Framing.Spacing : Framing.Box,
                Size = parsed.GetValue(size),
                Depth = parsed.GetValue(depth),
                SpacingMillimeters = parsed.GetValue(spacing),
                SliceSpacingMillimeters = parsed.GetValue(between),
                MarginMillimeters = parsed.GetValue(margin) ?? usual.MarginMillimeters,
                Scale = parsed.GetValue(zscore) ? new BodyZScore() : new WindowScale(limits[0], limits[1]),
                Mask = parsed.GetValue(blank) ? MaskUse.Blank : MaskUse.Position,
            };
            return Run(terminal, settings, parsed.GetRequiredValue(images), parsed.GetValue(mask), parsed.GetValue(label) ?? [], parsed.GetRequiredValue(output), parsed.GetValue(png), parsed.GetValue(VoxopsyCommandLine.Json));
        }));
        return command.WithExamples("voxopsy crop --image images/P017.nii.gz --mask masks/P017.nii.gz --view 2.5d --size 64 --png --out crops");
    }

    private static int Run(Terminal terminal, CropSettings settings, FileInfo[] images, FileInfo? mask, int[] labels, DirectoryInfo folder, bool draws, bool json)
    {
        string name = images[0].Name.Split('.')[0];
        CaseImages input = new(
            name,
            [.. images.Select(image => new PhaseImage(image.Name, VolumeReader.Read(image.FullName)))],
            mask is null ? null : MaskReader.Read(mask.FullName, [.. labels]));
        Crop crop;
        try
        {
            crop = new Cropper(settings).Crop(input);
        }
        catch (InputException impossible)
        {
            throw new CommandFailure(ExitCode.DataCheckFailed, "error crop: " + impossible.Message);
        }

        folder.Create();
        string path = Path.Combine(folder.FullName, name + ".safetensors");
        File.Delete(path);
        _ = new CropStore(folder.FullName).Find(name, () => crop);
        string? picture = draws ? Path.Combine(folder.FullName, name + ".png") : null;
        if (picture is not null)
        {
            File.WriteAllBytes(picture, CropPicture.Draw(crop));
        }

        CropSize size = crop.Size;
        terminal.Error.WriteLine(FormattableString.Invariant(
            $"{size.Instances} image(s), {size.Phases} phase(s) of {size.ChannelsPerPhase} channel(s), {size.Width} x {size.Height} x {size.Depth} voxels of {crop.SpacingMillimeters.X:0.###} x {crop.SpacingMillimeters.Y:0.###} x {crop.SpacingMillimeters.Z:0.###} mm{(crop.IsCut ? "; the lesion is larger than the field and is cut" : string.Empty)}"));
        terminal.Output.WriteLine(json
            ? JsonSerializer.Serialize(new { file = path, picture, instances = size.Instances, phases = size.Phases, channels = size.ChannelsPerPhase, size = new[] { size.Width, size.Height, size.Depth }, spacing_mm = new[] { crop.SpacingMillimeters.X, crop.SpacingMillimeters.Y, crop.SpacingMillimeters.Z }, cut = crop.IsCut })
            : picture ?? path);
        return ExitCode.Done;
    }

    private static InputView ViewOf(string word) => word switch
    {
        "2d" => InputView.LargestSlice,
        "2.5d" => InputView.AdjacentSlices,
        "2.5d-planes" => InputView.OrthogonalPlanes,
        "bag" => InputView.SliceBag,
        "slices" => InputView.WholeSlices,
        _ => InputView.Box,
    };
}
