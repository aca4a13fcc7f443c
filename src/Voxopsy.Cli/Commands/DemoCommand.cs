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
        study.AcceptOnlyFromAmong("ccrcc-grade", "weak-strong", "cvt-hematoma", "hcc-p53", "rectal-slm");
        Option<string> size = new("--size") { Description = "smoke: 60 patients, coarse images; quick: 120; full: as many as the printed study", DefaultValueFactory = _ => "quick" };
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
            string preset = parsed.GetRequiredValue(study);
            string cohort = Path.Combine(folder, "cohort");
            CohortSimulation.Write(preset, cohort, SettingsOf(preset, name), new ProgressLine(terminal), cancellation);
            StudyDefinition definition = StudyFileReader.Read(Path.Combine(cohort, "study.yaml"));
            RunSettings settings = new(Path.Combine(folder, "run"), Environment.ProcessorCount, RunStage.Report);
            return StudyExecution.Run(terminal, definition, settings, parsed.GetRequiredValue(language), parsed.GetValue(VoxopsyCommandLine.Json), cancellation);
        }, cancellation));
        return command.WithExamples("voxopsy demo", "voxopsy demo ccrcc-grade --size smoke --out runs/smoke --language zh");
    }

    private static SimulationSettings SettingsOf(string preset, string size)
    {
        SimulationSettings settings = new() { Patients = 120, Seed = Seed, Jobs = Environment.ProcessorCount };
        return size switch
        {
            "smoke" => settings with { Patients = 60, Resolution = 32, Repeats = 1, Bootstrap = 100 },
            "full" => settings with { Patients = CohortSimulation.PrintedPatients(preset), Repeats = 10 },
            _ => settings,
        };
    }
}
