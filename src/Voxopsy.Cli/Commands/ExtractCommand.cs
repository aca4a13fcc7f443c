using System.CommandLine;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy extract: radiomics of one case or a cohort into one table.</summary>
internal static class ExtractCommand
{
    internal static Command Create(Terminal terminal)
    {
        Option<FileInfo?> image = new("--image") { Description = "Image of one case (NIfTI, NRRD, …)" };
        Option<FileInfo?> mask = new("--mask") { Description = "Mask of one case, on the grid of its image" };
        Option<int[]> label = new("--label") { Description = "Labels of the mask that make up the region; everything but 0 when left out", AllowMultipleArgumentsPerToken = true };
        Option<FileInfo?> cohort = new("--cohort") { Description = "Table (CSV) of cases with the columns case, image, mask, and label if wanted; paths relative to the table" };
        Option<string?> profile = new("--profile") { Description = "Whose definitions: ibsi or pyradiomics; with --settings of PyRadiomics the latter is meant" };
        profile.AcceptOnlyFromAmong("ibsi", "pyradiomics");
        Option<FileInfo?> settings = new("--settings") { Description = "A PyRadiomics parameter file as it is (YAML or JSON), or settings of profile ibsi (YAML or JSON)" };
        Option<FileInfo> output = new("--out", "-o") { Description = "Table to write (CSV), one row a value", Required = true };
        Option<bool> wide = new("--wide") { Description = "One row a case instead" };
        Option<int> jobs = new("--jobs") { Description = "Cases at a time", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<DirectoryInfo?> images = new("--save-images") { Description = "Folder for the images that features are computed on (NIfTI, cut to the box around the region)" };
        Option<DirectoryInfo?> maps = new("--save-maps") { Description = "Folder for maps of features (NIfTI): each voxel of the region gets the features of the kernel around it; profile pyradiomics, see voxelSetting" };
        Command command = new("extract", "Compute radiomics features of one case or a cohort") { image, mask, label, cohort, profile, settings, output, wide, jobs, images, maps };
        jobs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--jobs must be at least 1.");
            }
        });
        command.Validators.Add(result =>
        {
            bool one = result.GetValue(image) is not null && result.GetValue(mask) is not null;
            if (one == (result.GetValue(cohort) is not null))
            {
                result.AddError("Name either one case (--image and --mask) or a table of cases (--cohort).");
            }

            if (result.GetValue(profile) is null && result.GetValue(settings) is null)
            {
                result.AddError("Say whose definitions are meant: --profile ibsi, --profile pyradiomics, or --settings FILE.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.Run(
            () =>
            {
                ExtractProfile rules = ExtractProfile.Load(parsed.GetValue(profile), parsed.GetValue(settings));
                IReadOnlyList<ExtractCase> cases = parsed.GetValue(cohort) is { } table
                    ? ExtractCase.ReadTable(table.FullName)
                    : [new ExtractCase(CaseName(parsed.GetValue(image)!), parsed.GetValue(image)!.FullName, parsed.GetValue(mask)!.FullName, parsed.GetValue(label) ?? [])];
                ExtractImages pictures = new(parsed.GetValue(images), parsed.GetValue(maps));
                return Run(terminal, rules, pictures, cases, parsed, parsed.GetRequiredValue(output).FullName, parsed.GetValue(wide), parsed.GetValue(jobs), cancellation);
            },
            cancellation));
        return command.WithExamples("voxopsy extract --image ct.nii.gz --mask tumour.nii.gz --profile pyradiomics --out features.csv");
    }

    private static string CaseName(FileInfo image) => image.Name.Split('.')[0];

    private static int Run(
        Terminal terminal, ExtractProfile rules, ExtractImages pictures, IReadOnlyList<ExtractCase> cases, ParseResult parsed, string output, bool wide, int jobs, CancellationToken cancellation)
    {
        ExtractStore store = new(output, rules.Fingerprint);
        ProgressLine progress = new(terminal);
        int done = 0, failed = 0;
        int threads = Math.Max(1, jobs / Math.Max(1, cases.Count));
        string?[] problems = new string?[cases.Count];
        bool missing = false;
        Parallel.For(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, number =>
        {
            try
            {
                store.Keep(cases[number], () =>
                {
                    rules.SaveImages(cases[number], pictures);
                    return rules.Extract(cases[number], threads);
                });
            }
            catch (Exception problem) when (problem is Imaging.ImagingException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                // One broken case never costs the others.
                problems[number] = Failure.Text(problem);
                missing |= problem is FileNotFoundException or DirectoryNotFoundException;
                Interlocked.Increment(ref failed);
            }

            progress.Report(new StageProgress("radiomics", Interlocked.Increment(ref done), cases.Count, failed, "case"));
        });

        if (failed < cases.Count)
        {
            store.Write(cases.Where((_, number) => problems[number] is null), wide);
        }

        for (int number = 0; number < cases.Count; number++)
        {
            if (problems[number] is { } problem)
            {
                terminal.Error.WriteLine($"error extract: case {cases[number].Name}: {problem}");
            }
        }

        if (failed < cases.Count || parsed.GetValue(VoxopsyCommandLine.Json))
        {
            terminal.Output.WriteLine(parsed.GetValue(VoxopsyCommandLine.Json)
                ? System.Text.Json.JsonSerializer.Serialize(new { table = failed < cases.Count ? output : null, cases = cases.Count, failed = cases.Zip(problems).Where(pair => pair.Second is not null).Select(pair => new { @case = pair.First.Name, problem = pair.Second }) })
                : output);
        }

        return failed == 0 ? ExitCode.Done : failed < cases.Count ? ExitCode.SomeCasesFailed : missing && cases.Count == 1 ? ExitCode.NeededFileMissing : ExitCode.Failed;
    }
}
