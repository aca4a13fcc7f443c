using System.CommandLine;
using System.Globalization;
using Voxopsy.Statistics.Reported;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy audit reported FILE: are published numbers possible?</summary>
internal static class AuditCommand
{
    private const string Shape =
        "expected  one study or a list of them: n, and any of name, events, accuracy, sensitivity, specificity, ppv, npv, f1, auc, auc_lower, auc_upper, level";

    internal static Command Create(Terminal terminal)
    {
        Argument<FileInfo> file = new("file") { Description = "Numbers as printed (YAML), one study or a list of them" };
        Option<bool> strict = new("--strict") { Description = "Exit with 3 when a verdict is 'impossible', so that scripts can tell; without it an answered audit exits with 0" };
        Command reported = new("reported", "Say what no table of calls and no sample of that size can give, from printed numbers alone") { file, strict };
        reported.SetAction(parsed =>
        {
            StatsReport report = new("audit reported");
            bool isImpossible = false;
            report.Table("verdicts", "study", "about", "verdict", "why", "width ratio");
            foreach ((string name, ReportedStudy study) in Read(parsed.GetRequiredValue(file)))
            {
                IReadOnlyList<ReportedVerdict> verdicts = ReportedAudit.Of(study);
                foreach (ReportedVerdict verdict in verdicts)
                {
                    isImpossible |= verdict.Verdict == Verdict.Impossible;
                    report.Row(name, verdict.Subject, verdict.Verdict.ToString().ToLowerInvariant(), verdict.Explanation, verdict.WidthRatio);
                }

                if (verdicts.Count == 0)
                {
                    report.Note($"'{name}' prints too little to check");
                }
            }

            if (parsed.GetValue(VoxopsyCommandLine.Json))
            {
                terminal.Output.WriteLine(report.ToJson());
            }
            else
            {
                report.WriteText(terminal);
            }

            return isImpossible && parsed.GetValue(strict) ? ExitCode.DataCheckFailed : ExitCode.Done;
        });
        Command command = new("audit", "Check what others have published, or whether a run of one's own leaks")
        {
            reported.WithExamples("voxopsy audit reported samples/tables/reported.yaml"),
            LeakageCommand.Create(terminal),
        };
        return command;
    }

    private static IEnumerable<(string Name, ReportedStudy Study)> Read(FileInfo file)
    {
        if (!file.Exists)
        {
            throw new CommandFailure(ExitCode.NeededFileMissing, $"error: '{file.FullName}' is not there\n  {Shape}");
        }

        YamlStream yaml = [];
        try
        {
            using StreamReader reader = file.OpenText();
            yaml.Load(reader);
        }
        catch (YamlException exception)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: '{file.Name}' is not YAML: line {exception.Start.Line}: {exception.Message}\n  {Shape}");
        }

        YamlNode root = yaml.Documents.Count > 0 ? yaml.Documents[0].RootNode : new YamlScalarNode();
        IEnumerable<YamlNode> studies = root is YamlSequenceNode list ? list.Children : [root];
        int number = 0;
        foreach (YamlNode node in studies)
        {
            number++;
            yield return node is YamlMappingNode study
                ? Study(study, file.Name, number)
                : throw new CommandFailure(ExitCode.WrongUse, $"error: '{file.Name}', line {node.Start.Line} is not a study\n  {Shape}");
        }
    }

    private static (string Name, ReportedStudy Study) Study(YamlMappingNode node, string file, int number)
    {
        Dictionary<string, YamlNode> printed = node.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value ?? string.Empty, pair => pair.Value);
        string[] known = ["name", "n", "events", "accuracy", "sensitivity", "specificity", "ppv", "npv", "f1", "auc", "auc_lower", "auc_upper", "level"];
        if (printed.Keys.FirstOrDefault(key => !known.Contains(key)) is { } other)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: '{file}', line {printed[other].Start.Line}: '{other}' is not known\n  {Shape}");
        }

        string? Text(string key) => printed.TryGetValue(key, out YamlNode? value) ? (value as YamlScalarNode)?.Value : null;
        PrintedNumber? Number(string key)
        {
            try
            {
                return Text(key) is { } text ? PrintedNumber.Parse(text) : null;
            }
            catch (FormatException exception)
            {
                throw new CommandFailure(ExitCode.WrongUse, $"error: '{file}', line {printed[key].Start.Line}: {key}: {exception.Message}");
            }
        }

        int? Whole(string key) => Text(key) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value
            : throw new CommandFailure(ExitCode.WrongUse, $"error: '{file}', line {printed[key].Start.Line}: {key} is a number of patients, found '{text}'");

        return (
            Text("name") ?? $"study {number}",
            new ReportedStudy
            {
                Patients = Whole("n") ?? throw new CommandFailure(ExitCode.WrongUse, $"error: '{file}', line {node.Start.Line}: n, the number of patients, is needed"),
                Events = Whole("events"),
                Accuracy = Number("accuracy"),
                Sensitivity = Number("sensitivity"),
                Specificity = Number("specificity"),
                Ppv = Number("ppv"),
                Npv = Number("npv"),
                F1 = Number("f1"),
                Auc = Number("auc"),
                AucLower = Number("auc_lower"),
                AucUpper = Number("auc_upper"),
                Level = Number("level")?.Value ?? 0.95,
            });
    }
}
