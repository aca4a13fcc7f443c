using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study;
using Voxopsy.Study.Checks;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy check STUDY: everything that is wrong, at once, before anything is computed.</summary>
internal static class CheckCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<FileInfo> study = new("study") { Description = "Study file (YAML)" };
        Option<DirectoryInfo?> output = new("--out") { Description = "Folder for check.html and check.json; nothing is written when left out" };
        Option<MaskFault?> fix = new("--fix") { Description = "Mend the masks of --patient instead of checking: flips, offset, slice, permutation, resampling or any; new files, the old ones stay" };
        Option<string?> patient = new("--patient") { Description = "The patient (or case) whose masks --fix mends" };
        Command command = new("check", "Check data, geometry and leakage; every problem at once, nothing is computed") { study, output, fix, patient };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            StudyDefinition definition = StudyFileReader.Read(parsed.GetRequiredValue(study).FullName);
            if (parsed.GetValue(fix) is { } fault)
            {
                string folder = parsed.GetValue(output)?.FullName ?? Path.Combine(Path.GetDirectoryName(definition.Path)!, "mended");
                return Mend(terminal, definition, fault, parsed.GetValue(patient), folder, parsed.GetValue(VoxopsyCommandLine.Json));
            }

            StudyPreparation preparation = new(definition, Environment.ProcessorCount, new ProgressLine(terminal));
            ImmutableArray<Problem> problems = preparation.Check(cancellation);
            if (parsed.GetValue(output) is { } target)
            {
                CheckFiles.Write(target.FullName, definition, problems, preparation.Placements);
            }

            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(CheckFiles.Json(problems, preparation.Placements));
            }
            else
            {
                foreach (Problem problem in problems)
                {
                    terminal.Output.WriteLine(problem.ToString() + "\n");
                }

                int errors = problems.Count(problem => problem.Severity >= Severity.CaseError);
                int warnings = problems.Count(problem => problem.Severity == Severity.Warning);
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{errors} errors, {warnings} warnings, {problems.Length - errors - warnings} notes"));
            }

            return ExitCodeOf(problems);
        }, cancellation));
        return command.WithExamples("voxopsy check samples/kits-isup/study.yaml", "voxopsy check study.yaml --fix flips --patient B-0047");
    }

    private static int Mend(Terminal terminal, StudyDefinition study, MaskFault fault, string? patient, string folder, bool asJson)
    {
        if (string.IsNullOrEmpty(patient))
        {
            throw new CommandFailure(ExitCode.WrongUse, "error check: --fix mends the masks of one patient; name it with --patient");
        }

        ImmutableArray<MendedMask> masks = MaskMending.Mend(study, fault, patient, folder);
        if (masks.IsEmpty)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error check: the study has no mask on an image for a patient '{patient}'; ids match exactly, see the table of the cohort");
        }

        foreach (MendedMask mask in masks)
        {
            terminal.Error.WriteLine($"mask {mask.Mask}: {mask.Explanation}");
            terminal.Error.WriteLine(mask.Target.Length > 0 ? $"  kept     {mask.Source}\n  written  {mask.Target} (name it in the study file to use it)" : $"  nothing written: no fault of the kind '{fault.ToString().ToLowerInvariant()}' that can be mended was found");
        }

        if (asJson)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(masks.Select(mask => new { mask = mask.Mask, source = mask.Source, target = mask.Target.Length > 0 ? mask.Target : null, explanation = mask.Explanation })));
        }
        else
        {
            foreach (MendedMask mask in masks.Where(mask => mask.Target.Length > 0))
            {
                terminal.Output.WriteLine(mask.Target);
            }
        }

        return masks.Any(mask => mask.Target.Length > 0) ? ExitCode.Done : ExitCode.DataCheckFailed;
    }

    internal static int ExitCodeOf(ImmutableArray<Problem> problems) =>
        problems.All(problem => problem.Severity < Severity.CaseError) ? ExitCode.Done : StudyPreparation.FaultOf(problems) switch
        {
            StudyFault.Leakage => ExitCode.LeakageRuleBroken,
            StudyFault.MissingFile => ExitCode.NeededFileMissing,
            _ => ExitCode.DataCheckFailed,
        };
}
