using System.CommandLine;
using System.Text.Json;
using Voxopsy.Cli.Rendering;
using Voxopsy.Imaging.Deidentification;
using Voxopsy.Imaging.Dicom;
using Voxopsy.Imaging.Dicom.Importing;
using Voxopsy.Study;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy import DICOM_DIR --out DIR: a messy DICOM tree in, one volume a series and its masks out, every decision in a table.</summary>
internal static class ImportCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Command Create(Terminal terminal)
    {
        Argument<DirectoryInfo> source = new("folder") { Description = "Folder with DICOM files, at any depth" };
        Option<DirectoryInfo> output = new("--out", "-o") { Description = "Folder to write; outside of the source", Required = true };
        Option<bool> deidentify = new("--deidentify") { Description = "Remove identities (DICOM PS3.15 basic profile) from volumes, tables, names and DICOM copies" };
        Option<FileInfo?> mapping = new("--mapping") { Description = "Table of old and new identities; made when it is not there, used again when it is. Default: OUT.identities.csv beside the output" };
        Option<Retained[]> retain = new("--retain") { Description = "What de-identification keeps: " + string.Join(", ", Enum.GetNames<Retained>().Skip(1)), AllowMultipleArgumentsPerToken = true };
        Option<IrregularSlices> tilt = new("--tilt") { Description = "A tilted gantry: refuse, straighten (shear back by interpolation) or keep (a sheared grid)" };
        Option<IrregularSlices> uneven = new("--uneven") { Description = "Uneven steps or missing slices: refuse, or straighten (interpolate onto even steps)" };
        Option<ImportFormat> format = new("--format") { Description = "Format of volumes and masks: nifti or nrrd" };
        Command command = new("import", "Turn a folder of DICOM files into one volume a series, masks from SEG and RTSTRUCT, and a table of every decision")
        {
            source, output, deidentify, mapping, retain, tilt, uneven, format,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                DirectoryInfo target = parsed.GetRequiredValue(output);
                bool hides = parsed.GetValue(deidentify);
                FileInfo table = parsed.GetValue(mapping) ?? new FileInfo(Path.TrimEndingDirectorySeparator(target.FullName) + ".identities.csv");
                return Run(terminal, new ImportRequest
                {
                    Source = Existing(parsed.GetRequiredValue(source)),
                    Output = target.FullName,
                    Assembly = new AssemblyOptions { Tilt = parsed.GetValue(tilt), Uneven = parsed.GetValue(uneven) },
                    Format = parsed.GetValue(format),
                    Identities = hides ? OpenMapping(table, target) : null,
                    Retained = (parsed.GetValue(retain) ?? []).Aggregate(Retained.Nothing, (all, one) => all | one),
                }, table, parsed.GetValue(VoxopsyCommandLine.Json), cancellation);
            },
            cancellation));
        return command.WithExamples("voxopsy import exports/archive --out runs/imported --deidentify");
    }

    private static string Existing(DirectoryInfo folder) => folder.Exists ? folder.FullName
        : throw new CommandFailure(ExitCode.NeededFileMissing, $"error import: the folder '{folder}' does not exist; name the folder that holds the DICOM files");

    private static IdentityMap OpenMapping(FileInfo table, DirectoryInfo output)
    {
        if (table.FullName.StartsWith(Path.TrimEndingDirectorySeparator(output.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error import: the table of identities '{table}' would lie within the output, which is what is handed on; name a file elsewhere with --mapping");
        }

        return table.Exists ? IdentityMap.Load(table.FullName) : IdentityMap.Create();
    }

    private static int Run(Terminal terminal, ImportRequest request, FileInfo table, bool asJson, CancellationToken cancellation)
    {
        ProgressLine line = new(terminal);
        ImportResult result = DicomImport.Run(request, new Forward(line), cancellation);
        if (request.Identities is { } map)
        {
            map.Save(table.FullName);
            terminal.Error.WriteLine($"identities: {table.FullName} (keep it apart from the output)");
        }

        Print(terminal, request, result, asJson);
        bool someFailed = result.Rows.Any(row => row.Status == "refused");
        return result.MissingPackage is not null ? ExitCode.NeededFileMissing : someFailed ? ExitCode.SomeCasesFailed : ExitCode.Done;
    }

    private static void Print(Terminal terminal, ImportRequest request, ImportResult result, bool asJson)
    {
        TextTable table = new("kind", "status", "modality", "series", "part", "size", "file", "findings");
        foreach (ImportRow row in result.Rows)
        {
            table.Add(row.Kind, row.Status, row.Identity.Modality, row.Identity.SeriesNumber, row.Part, row.Grid?.Size.ToString() ?? string.Empty, row.File, string.Join(' ', row.Remarks.Select(remark => remark.Finding.ToString()).Distinct()));
        }

        terminal.Error.Write(table.ToString());
        foreach (ImportRow row in result.Rows.Where(row => row.Status == "refused"))
        {
            terminal.Error.WriteLine($"refused  {row.Kind} {row.Identity.Modality} {row.Identity.SeriesNumber} {row.Part}: {string.Join("; ", row.Remarks.Select(remark => remark.Text.Length > 0 ? remark.Text : remark.Finding.ToString()))}");
        }

        if (result.MissingPackage is { } package)
        {
            terminal.Error.WriteLine($"error import: some series are compressed with JPEG 2000, which needs {package}; install it (Debian: apt install {package}) and run the same command again");
        }

        int volumes = result.Rows.Count(row => row is { Kind: "image", Status: "volume" });
        int masks = result.Rows.Count(row => row is { Kind: "mask", Status: "volume" });
        terminal.Error.WriteLine($"{result.FileCount} files: {volumes} volumes, {masks} masks, {result.Rows.Count(row => row.Status == "set-aside")} set aside, {result.Rows.Count(row => row.Status == "refused")} refused, {result.Refused.Count} unusable files (problems.csv)");
        if (asJson)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(new
            {
                files = result.FileCount,
                volumes,
                masks,
                missing_package = result.MissingPackage,
                series = result.Rows.Select(row => new
                {
                    row.Kind,
                    row.Status,
                    modality = row.Identity.Modality,
                    series_uid = row.Identity.SeriesUid,
                    row.Part,
                    row.File,
                    phase_proposed = row.Phase.Name,
                    findings = row.Remarks.Select(remark => remark.Finding.ToString()),
                }),
                unusable_files = result.Refused.Select(file => new { file.Path, file.Reason }),
            }, Indented));
        }
        else
        {
            terminal.Output.WriteLine(Path.Combine(request.Output, "series.csv"));
        }
    }

    private sealed class Forward(ProgressLine line) : IProgress<(string Stage, int Done, int Total)>
    {
        public void Report((string Stage, int Done, int Total) value) => line.Report(new StageProgress(value.Stage, value.Done, value.Total, 0, "file"));
    }
}
