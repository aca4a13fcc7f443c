using System.CommandLine;
using System.Globalization;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study.Simulation;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy simulate PRESET --patients N --seed S --out DIR [--latents-only]: a synthetic cohort whose truth is known.</summary>
internal static class SimulateCommand
{
    private const string Painted = "kits";

    internal static Command Create(Terminal terminal)
    {
        Argument<string> preset = new("preset") { Description = "What is simulated: one of the five studies, anchor90 (best area 0.900), null (nothing to find), or kits (phases painted into real masks)" };
        preset.AcceptOnlyFromAmong([.. CohortSimulation.Presets, Painted]);
        Option<int?> patients = new("--patients") { Description = "Patients; 120 when left out, every graded one for kits" };
        Option<long> seed = new("--seed") { Description = "Seed of every draw", DefaultValueFactory = _ => 1 };
        Option<DirectoryInfo> output = new("--out") { Description = "Folder to write", Required = true };
        Option<bool> latentsOnly = new("--latents-only") { Description = "Write the tables and no images" };
        Option<int> jobs = new("--jobs") { Description = "Patients drawn at once; changes time only", DefaultValueFactory = _ => Environment.ProcessorCount };
        Option<int> grid = new("--grid") { Description = "Voxels along 102 mm: 64 paints at 1.6 mm, 96 at 1.07 mm", DefaultValueFactory = _ => 64 };
        Option<double> confounding = new("--confounding") { Description = "How much the log odds of the outcome rise from each center to the next" };
        Option<double?> motion = new("--motion") { Description = "Standard deviation of motion between phases, mm; that of the preset when left out" };
        Option<DirectoryInfo?> masks = new("--masks") { Description = "For kits: folder with clinical.csv and masks/, as in the KiTS folder of the reference data" };
        AtLeast(patients, 1);
        AtLeast(jobs, 1);
        AtLeast(grid, 16);
        AtMost(grid, 128);
        Command command = new("simulate", "Simulate a cohort with a known posterior") { preset, patients, seed, output, latentsOnly, jobs, grid, confounding, motion, masks };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string folder = parsed.GetRequiredValue(output).FullName;
            string name = parsed.GetRequiredValue(preset);
            SimulationSettings settings = new()
            {
                Patients = parsed.GetValue(patients) ?? (name == Painted ? int.MaxValue : 120),
                Seed = parsed.GetValue(seed),
                Content = parsed.GetValue(latentsOnly) ? SimulatedContent.LatentsOnly : SimulatedContent.Everything,
                Jobs = parsed.GetValue(jobs),
                Resolution = parsed.GetValue(grid),
                Confounding = parsed.GetValue(confounding),
                MotionMillimeters = parsed.GetValue(motion) ?? double.NaN,
            };
            SimulationTruth truth = name == Painted
                ? PaintedCohort.Write(MasksOf(parsed.GetValue(masks)), folder, settings, new ProgressLine(terminal), cancellation)
                : CohortSimulation.Write(name, folder, settings, new ProgressLine(terminal), cancellation);
            Print(terminal, truth, folder, parsed.GetValue(VoxopsyCommandLine.Json));
            return ExitCode.Done;
        }, cancellation));
        return command.WithExamples(
            "voxopsy simulate anchor90 --patients 20000 --latents-only --out runs/anchor90",
            "voxopsy simulate ccrcc-grade --patients 20 --seed 7 --out runs/simulated");
    }

    private static string MasksOf(DirectoryInfo? masks) => masks is { Exists: true }
        ? masks.FullName
        : throw new CommandFailure(
            masks is null ? ExitCode.WrongUse : ExitCode.NeededFileMissing,
            masks is null ? "error: kits paints into real masks: name their folder with --masks DIR" : $"error: the folder '{masks.FullName}' of --masks is not there");

    private static void Print(Terminal terminal, SimulationTruth truth, string folder, bool json)
    {
        StatsReport report = new("simulate");
        report.Table("cohort", "preset", "patients", "events", "calibration slope", "calibration intercept", "auc of image quantities", "folder");
        report.Row(truth.Preset, truth.Patients, truth.Events, truth.CalibrationSlope, truth.CalibrationIntercept, truth.ParameterArea, folder);
        report.Table("sources", "source", "center", "d'", "best auc", "auc of the exact posterior");
        foreach (SourceTruth source in truth.Sources)
        {
            report.Row(source.Source, source.Site.Length == 0 ? "all" : source.Site, source.Separation, source.BayesArea, source.DrawnArea);
        }

        if (json)
        {
            terminal.Output.WriteLine(report.ToJson());
        }
        else
        {
            report.WriteText(terminal);
            terminal.Output.WriteLine(folder);
        }
    }

    private static void AtLeast<T>(Option<T> option, int least) => Check(option, value => value < least, $"must be at least {least.ToString(CultureInfo.InvariantCulture)}");

    private static void AtMost<T>(Option<T> option, int most) => Check(option, value => value > most, $"must be at most {most.ToString(CultureInfo.InvariantCulture)}");

    private static void Check<T>(Option<T> option, Func<int, bool> isWrong, string expected) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && isWrong(value))
        {
            result.AddError($"{option.Name} is {value.ToString(CultureInfo.InvariantCulture)}; it {expected}.");
        }
    });
}
