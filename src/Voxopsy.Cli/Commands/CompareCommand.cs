using System.CommandLine;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy compare FILE --outcome COL --models A,B: predictions from anywhere, judged and compared.</summary>
internal static class CompareCommand
{
    internal static Command Create(Terminal terminal)
    {
        Option<string?> models = new("--models") { Description = "Columns of predicted risks or scores, separated by commas; the first is compared with all others" };
        Option<DirectoryInfo?> output = new("--out") { Description = "Folder for comparison.json, tables and figures; nothing is written when left out" };
        Option<double> margin = new("--margin") { Description = "Largest loss of area that does not matter, for non-inferiority", DefaultValueFactory = _ => 0.05 };
        Command command = new("compare", "Judge and compare predictions of models, from anywhere: ROC, DeLong, non-inferiority, calibration, decision curves, NRI and IDI")
        {
            StatsOptions.File, StatsOptions.Outcome, StatsOptions.Positive, models, output, margin, StatsOptions.RiskRange, StatsOptions.Cutoffs, StatsOptions.Resamples, StatsOptions.Seed,
        };
        command.SetAction(parsed =>
        {
            StatsReport report = new("compare");
            StatsInput input = StatsInput.Read(parsed.GetRequiredValue(StatsOptions.File));
            string outcome = parsed.Need(StatsOptions.Outcome);
            string[] names = parsed.NeedList(models);
            StatsInput complete = input.Complete([outcome, .. names], report);
            ModelComparison comparison = new(names, [.. names.Select(complete.Numbers)], complete.Events(outcome, parsed.GetValue(StatsOptions.Positive)))
            {
                Margin = parsed.GetValue(margin),
                Thresholds = parsed.Thresholds(),
                Resamples = parsed.GetValue(StatsOptions.Resamples),
                Seed = parsed.GetValue(StatsOptions.Seed),
            };
            comparison.Fill(report);
            if (parsed.GetValue(output) is { } folder)
            {
                CompareFiles.Write(folder, CompareDocument.Write(outcome, comparison), report, comparison);
                terminal.Error.WriteLine("written to " + folder.FullName);
            }

            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(CompareDocument.Write(outcome, comparison));
            }
            else
            {
                report.WriteText(terminal);
            }

            return ExitCode.Done;
        });
        return command.WithExamples(
            "voxopsy compare samples/tables/predictions.csv --outcome high_grade --models clinical,combined --resamples 200",
            "voxopsy compare samples/tables/predictions.csv --outcome high_grade --models clinical,radiomics,combined --resamples 200 --out runs/compare");
    }
}
