using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
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
        Command command = new("check", "Check data, geometry and leakage; every problem at once, nothing is computed") { study, output };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            StudyDefinition definition = StudyFileReader.Read(parsed.GetRequiredValue(study).FullName);
            ImmutableArray<Problem> problems = new StudyPreparation(definition, Environment.ProcessorCount, new ProgressLine(terminal)).Check(cancellation);
            if (parsed.GetValue(output) is { } folder)
            {
                CheckFiles.Write(folder.FullName, definition, problems);
            }

            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(CheckFiles.Json(problems));
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
        return command.WithExamples("voxopsy check samples/kits-isup/study.yaml");
    }

    internal static int ExitCodeOf(ImmutableArray<Problem> problems) =>
        problems.All(problem => problem.Severity < Severity.CaseError) ? ExitCode.Done : StudyPreparation.FaultOf(problems) switch
        {
            StudyFault.Leakage => ExitCode.LeakageRuleBroken,
            StudyFault.MissingFile => ExitCode.NeededFileMissing,
            _ => ExitCode.DataCheckFailed,
        };
}
