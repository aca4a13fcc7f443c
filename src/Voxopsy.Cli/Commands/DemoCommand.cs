using System.CommandLine;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study;
using Voxopsy.Study.Simulation;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy demo [STUDY] [--size S] [--out DIR]: simulated patients with known truth, and the whole study on them.</summary>
internal static class DemoCommand
{
    private const long Seed = 20260401;

    internal static Command Create(Terminal terminal)
    {
        Argument<string> study = new("study") { Description = "Which study", DefaultValueFactory = _ => "ccrcc-grade" };
        study.AcceptOnlyFromAmong("ccrcc-grade");
        Option<string> size = new("--size") { Description = "smoke: 60 patients; quick: 120; full: 483", DefaultValueFactory = _ => "quick" };
        size.AcceptOnlyFromAmong("smoke", "quick", "full");
        Option<DirectoryInfo?> output = new("--out") { Description = "Folder for the cohort and the run; 'runs/demo-STUDY' when left out" };
        Option<string> language = new("--language") { Description = "Language of the report", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh");
        Command command = new("demo", "Simulate a cohort with known truth and run a whole study on it") { study, size, output, language };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string name = parsed.GetRequiredValue(size);
            string folder = parsed.GetValue(output)?.FullName
                ?? Path.Combine(Environment.CurrentDirectory, "runs", $"demo-{parsed.GetRequiredValue(study)}{(name == "quick" ? string.Empty : "-" + name)}");
            (int patients, int repeats, int bootstrap) = name switch
            {
                "smoke" => (60, 1, 100),
                "full" => (483, 10, 1000),
                _ => (120, 4, 1000),
            };
            string cohort = Path.Combine(folder, "cohort");
            SimulateCommand.Write(cohort, patients, Seed, repeats, bootstrap, SimulatedContent.Everything, new ProgressLine(terminal), cancellation);
            StudyDefinition definition = StudyFileReader.Read(Path.Combine(cohort, "study.yaml"));
            RunSettings settings = new(Path.Combine(folder, "run"), Environment.ProcessorCount, RunStage.Report);
            return StudyExecution.Run(terminal, definition, settings, parsed.GetRequiredValue(language), parsed.GetValue(VoxopsyCommandLine.Json), cancellation);
        }, cancellation));
        return command.WithExamples("voxopsy demo", "voxopsy demo ccrcc-grade --size smoke --out runs/smoke --language zh");
    }
}
