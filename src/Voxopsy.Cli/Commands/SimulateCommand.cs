using System.CommandLine;
using System.Text;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study;
using Voxopsy.Study.Simulation;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy simulate PRESET --patients N --seed S --out DIR [--latents-only]: a synthetic cohort whose truth is known.</summary>
internal static class SimulateCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<string> preset = new("preset") { Description = "What is simulated" };
        preset.AcceptOnlyFromAmong("ccrcc-grade");
        Option<int> patients = new("--patients") { Description = "Patients", DefaultValueFactory = _ => 120 };
        patients.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            {
                result.AddError($"--patients is {value}; it must be at least 1.");
            }
        });
        Option<long> seed = new("--seed") { Description = "Seed of every draw", DefaultValueFactory = _ => 1 };
        Option<DirectoryInfo> output = new("--out") { Description = "Folder to write", Required = true };
        Option<bool> latentsOnly = new("--latents-only") { Description = "Write the tables and no masks" };
        Command command = new("simulate", "Simulate a cohort with a known posterior") { preset, patients, seed, output, latentsOnly };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            string folder = parsed.GetRequiredValue(output).FullName;
            SimulatedContent content = parsed.GetValue(latentsOnly) ? SimulatedContent.LatentsOnly : SimulatedContent.Everything;
            Write(folder, parsed.GetValue(patients), parsed.GetValue(seed), 4, 1000, content, new ProgressLine(terminal), cancellation);
            terminal.Output.WriteLine(folder);
            return ExitCode.Done;
        }, cancellation));
        return command.WithExamples("voxopsy simulate ccrcc-grade --patients 20 --seed 7 --out runs/simulated");
    }

    internal static void Write(
        string folder, int patients, long seed, int repeats, int bootstrap, SimulatedContent content, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        new CcrccGradeSimulator(patients, seed).Write(folder, content, progress, cancellation);
        File.WriteAllText(Path.Combine(folder, "study.yaml"), CcrccGradeStudyFile.Text(seed, repeats, bootstrap), new UTF8Encoding(false));
    }
}
