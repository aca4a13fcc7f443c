using System.CommandLine;
using Voxopsy.Reporting.Documents;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Results;

namespace Voxopsy.Cli.Commands;

/// <summary>voxopsy report RUN [--language L]: the report again, from the numbers of the run.</summary>
internal static class ReportCommand
{
    internal static Command Create(Terminal terminal)
    {
        Argument<DirectoryInfo> run = new("run") { Description = "Run folder" };
        Option<string> language = new("--language") { Description = "en or zh; that of the study when left out" };
        language.AcceptOnlyFromAmong("en", "zh");
        Command command = new("report", "Rebuild the report of a run from its numbers") { run, language };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(run).FullName;
            StudyResult result = ResultFiles.Read(folder);
            terminal.Output.WriteLine(Report.Write(result, (parsed.GetValue(language) ?? result.Language) == "zh" ? Language.Chinese : Language.English, folder));
            return ExitCode.Done;
        });
        return command.WithExamples("voxopsy report runs/demo-ccrcc-grade/run --language zh");
    }
}
