using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Checks;

/// <summary><c>check.json</c> and <c>check.html</c>: every problem, for programs and for people.</summary>
public static class CheckFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both files into a folder.</summary>
    public static void Write(string folder, StudyDefinition study, ImmutableArray<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(study);
        AtomicFile.Write(Path.Combine(folder, "check.json"), Json(problems) + "\n");
        AtomicFile.Write(Path.Combine(folder, "check.html"), Html(study, problems));
    }

    /// <summary>The problems as one JSON document.</summary>
    public static string Json(ImmutableArray<Problem> problems) => new JsonObject
    {
        ["errors"] = problems.Count(problem => problem.Severity >= Severity.CaseError),
        ["warnings"] = problems.Count(problem => problem.Severity == Severity.Warning),
        ["problems"] = new JsonArray([.. problems.Select(problem => (JsonNode)new JsonObject
        {
            ["severity"] = problem.Severity switch
            {
                Severity.Note => "note",
                Severity.Warning => "warning",
                Severity.CaseError => "case error",
                _ => "error",
            },
            ["kind"] = Problem.Word(problem.Kind),
            ["summary"] = problem.Summary,
            ["where"] = problem.Where,
            ["cohort"] = problem.Cohort,
            ["case"] = problem.Case,
            ["details"] = new JsonArray([.. problem.Details.Select(detail => (JsonNode)detail)]),
            ["fix"] = problem.Fix,
        })]),
    }.ToJsonString(Indented).ReplaceLineEndings("\n");

    private static string Html(StudyDefinition study, ImmutableArray<Problem> problems)
    {
        StringBuilder html = new();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Check: ").Append(WebUtility.HtmlEncode(study.Title)).Append("</title>\n");
        html.Append("<style>body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}pre{padding:.8em;border-left:4px solid #888;background:#f6f6f6;white-space:pre-wrap}");
        html.Append("pre.error{border-color:#b2182b}pre.warning{border-color:#e08214}</style></head>\n<body><h1>Check: ").Append(WebUtility.HtmlEncode(study.Title)).Append("</h1>\n");
        html.Append("<p>").Append(problems.IsEmpty ? "No problem was found." : $"{problems.Count(problem => problem.Severity >= Severity.CaseError)} errors, {problems.Count(problem => problem.Severity == Severity.Warning)} warnings.").Append("</p>\n");
        foreach (Problem problem in problems)
        {
            string style = problem.Severity >= Severity.CaseError ? "error" : problem.Severity == Severity.Warning ? "warning" : "note";
            html.Append("<pre class=\"").Append(style).Append("\">").Append(WebUtility.HtmlEncode(problem.ToString())).Append("</pre>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }
}
