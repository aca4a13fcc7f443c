using System.CommandLine;
using System.Globalization;
using Voxopsy.Cli.Rendering;
using Voxopsy.Study.Leakage;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy audit leakage RUN: could test patients have taught a model, and what would leaky practices have claimed?</summary>
internal static class LeakageCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<DirectoryInfo> run = new("run") { Description = "Folder of a finished run" };
        Option<int> permutations = new("--permutations") { Description = "Times that outcomes are dealt out anew and the whole chain fitted; 0 for not at all", DefaultValueFactory = _ => 20 };
        Option<int> divisions = new("--splits") { Description = "Splits of the sandbox of leaky practices; 0 for no sandbox", DefaultValueFactory = _ => 20 };
        Option<int> jobs = new("--jobs") { Description = "Fits at once; changes time only", DefaultValueFactory = _ => Environment.ProcessorCount };
        AtLeast(permutations, 0);
        AtLeast(divisions, 0);
        AtLeast(jobs, 1);
        Command command = new("leakage", "Check who was judged by what was fitted on whom, and show what leaky practices would have claimed") { run, permutations, divisions, jobs };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            LeakageAuditSettings settings = new(parsed.GetValue(permutations), parsed.GetValue(divisions), parsed.GetValue(jobs));
            LeakageReport audit = LeakageAudit.Run(parsed.GetRequiredValue(run).FullName, settings, new ProgressLine(terminal), cancellation);
            StatsReport report = Report(audit);
            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteText(terminal);
            }

            return audit.HasLeak ? ExitCode.LeakageRuleBroken : ExitCode.Done;
        }, cancellation));
        return command.WithExamples("voxopsy audit leakage runs/demo-ccrcc-grade/run", "voxopsy audit leakage runs/demo-ccrcc-grade/run --permutations 0 --splits 0 --json");
    }

    private static StatsReport Report(LeakageReport audit)
    {
        StatsReport report = new("audit leakage");
        report.Table("rules", "rule", "verdict", "found");
        foreach (LeakRule rule in audit.Rules)
        {
            report.Row(rule.Rule, rule.Verdict.ToString().ToLowerInvariant(), rule.Found);
        }

        if (!audit.Permutations.IsEmpty)
        {
            report.Table("outcomes dealt out anew", "model", "auc", "auc of permutations", "standard error", "largest", "p", "verdict");
            foreach (PermutationResult result in audit.Permutations)
            {
                report.Row(result.Model, result.Observed, result.Mean, result.StandardError, result.Largest, result.P, result.IsLeak ? "finds what is not there" : "nothing found");
            }
        }

        if (!audit.NotPermuted.IsEmpty)
        {
            report.Note($"not fitted on permuted outcomes, because networks learn inside them: {string.Join(", ", audit.NotPermuted)}");
        }

        if (!audit.Claims.IsEmpty)
        {
            report.Table("sandbox: what would have been claimed", "practice", "in words", "measure", "honest", "claimed", "excess");
            foreach (LeakClaim claim in audit.Claims)
            {
                report.Row(claim.Code, claim.Practice, claim.Measure, claim.Honest, claim.Claimed, claim.Excess);
            }

            report.Note("the sandbox breaks rules on purpose, on these data; nothing it fits can reach a model of the study");
        }

        return report;
    }

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value < least)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}; it must be at least {least}."));
        }
    });
}
