using System.Globalization;
using System.Text.Json.Nodes;
using Voxopsy.Cli.Rendering;
using Voxopsy.Reporting.Documents;
using Voxopsy.Study;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Cli.Commands;

/// <summary>Runs a study, writes its report and says what came out; shared by every command that runs one.</summary>
internal static class StudyExecution
{
    internal static int Run(Terminal terminal, StudyDefinition study, RunSettings settings, string? language, bool json, CancellationToken cancellation)
    {
        StudyRun run = new(study, settings, new ProgressLine(terminal), terminal.Time);
        RunOutcome outcome = run.Run(cancellation);
        foreach (Problem problem in outcome.Problems)
        {
            terminal.Error.WriteLine(problem.ToString());
        }

        if (settings.Until == RunStage.Check)
        {
            return CheckCommand.ExitCodeOf(outcome.Problems);
        }

        string report = string.Empty;
        if (outcome.Result is { } result && settings.Until == RunStage.Report)
        {
            report = Report.Write(result, (language ?? study.Language) == "zh" ? Language.Chinese : Language.English, settings.Folder);
            if (study.Report.Formats.Contains("pdf"))
            {
                PdfPrinter.Print(report);
            }
        }

        if (json)
        {
            terminal.Output.WriteLine(Json(settings.Folder, report, outcome).ToJsonString());
        }
        else
        {
            if (outcome.Result is { } numbers)
            {
                terminal.Output.Write(Summary(numbers));
            }

            if (outcome.FailedCases > 0)
            {
                terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{outcome.FailedCases} cases were set aside; they are listed above and in the report."));
            }

            terminal.Output.WriteLine(report.Length > 0 ? report : settings.Folder);
        }

        return outcome.FailedCases > 0 ? ExitCode.SomeCasesFailed : ExitCode.Done;
    }

    private static string Summary(StudyResult result)
    {
        TextTable table = new("model", "cohort", "n", "events", "AUC", "95% interval", "sensitivity", "specificity");
        foreach (ModelResult model in result.Models)
        {
            foreach (CohortEvaluation cohort in model.Cohorts)
            {
                table.Add(
                    model.Name, cohort.Name, cohort.Cases.ToString(CultureInfo.InvariantCulture), cohort.Events.ToString(CultureInfo.InvariantCulture),
                    Text(cohort.Auc.Value), $"{Text(cohort.Auc.Lower)} to {Text(cohort.Auc.Upper)}", Text(cohort.Sensitivity.Value), Text(cohort.Specificity.Value));
            }
        }

        return table.ToString();
    }

    private static JsonObject Json(string folder, string report, RunOutcome outcome) => new()
    {
        ["run"] = folder,
        ["report"] = report,
        ["failed_cases"] = outcome.FailedCases,
        ["models"] = new JsonArray([.. (outcome.Result?.Models ?? []).SelectMany(model => model.Cohorts.Select(cohort => (JsonNode)new JsonObject
        {
            ["model"] = model.Name,
            ["cohort"] = cohort.Name,
            ["n"] = cohort.Cases,
            ["events"] = cohort.Events,
            ["auc"] = cohort.Auc.Value,
            ["lower"] = cohort.Auc.Lower,
            ["upper"] = cohort.Auc.Upper,
        }))]),
    };

    private static string Text(double value) => double.IsNaN(value) ? "–" : value.ToString("0.000", CultureInfo.InvariantCulture);
}
