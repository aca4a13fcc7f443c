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
        Option<string> formats = new("--formats") { Description = "html, or html,pdf (printed with this machine's Chromium)", DefaultValueFactory = _ => "html" };
        formats.AcceptOnlyFromAmong("html", "html,pdf", "pdf");
        Command command = new("report", "Rebuild the report of a run from its numbers") { run, language, formats };
        command.SetAction(parsed =>
        {
            string folder = parsed.GetRequiredValue(run).FullName;
            StudyResult result = ResultFiles.Read(folder);
            string page = Report.Write(result, (parsed.GetValue(language) ?? result.Language) == "zh" ? Language.Chinese : Language.English, folder);
            terminal.Output.WriteLine(page);
            if (parsed.GetRequiredValue(formats).EndsWith("pdf", StringComparison.Ordinal))
            {
                terminal.Output.WriteLine(PdfPrinter.Print(page));
            }

            return ExitCode.Done;
        });
        return command.WithExamples("voxopsy report runs/demo-ccrcc-grade/run --language zh");
    }
}
