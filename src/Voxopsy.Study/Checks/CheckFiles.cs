using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Imaging.Alignment;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Checks;

/// <summary><c>check.json</c> and <c>check.html</c>: every problem, for programs and for people.</summary>
public static class CheckFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both files into a folder.</summary>
    public static void Write(string folder, StudyDefinition study, ImmutableArray<Problem> problems, ImmutableArray<MaskPlacement> placements)
    {
        ArgumentNullException.ThrowIfNull(study);
        AtomicFile.Write(Path.Combine(folder, "check.json"), Json(problems, placements) + "\n");
        AtomicFile.Write(Path.Combine(folder, "check.html"), Html(study, problems, placements));
    }

    /// <summary>The problems as one JSON document.</summary>
    public static string Json(ImmutableArray<Problem> problems, ImmutableArray<MaskPlacement> placements) => new JsonObject
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
        ["placements"] = new JsonArray([.. placements.Select(one => (JsonNode)new JsonObject
        {
            ["cohort"] = one.Cohort,
            ["case"] = one.Case,
            ["mask"] = one.Mask,
            ["image"] = one.Image,
            ["header"] = one.Verdict.Kind.ToString(),
            ["grade"] = one.Grade,
            ["likely"] = one.Verdict.Placement is { Rival: not PlacementRival.None } placement ? placement.Rival.ToString() : null,
            ["explanation"] = one.Verdict.Placement?.Explanation ?? one.Verdict.Explanation,
            ["margin"] = Number(one.Verdict.Placement?.Margin),
            ["slice_margin"] = Number(one.Verdict.Placement?.SliceMargin),
        })]),
    }.ToJsonString(Indented).ReplaceLineEndings("\n");

    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(Math.Round(number, 3)) : null;

    private static string Html(StudyDefinition study, ImmutableArray<Problem> problems, ImmutableArray<MaskPlacement> placements)
    {
        StringBuilder html = new();
        html.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Check: ").Append(WebUtility.HtmlEncode(study.Title)).Append("</title>\n");
        html.Append("<style>body{font:15px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}pre{padding:.8em;border-left:4px solid #888;background:#f6f6f6;white-space:pre-wrap}");
        html.Append("pre.error{border-color:#b2182b}pre.warning{border-color:#e08214}");
        html.Append(".tiles{display:flex;flex-wrap:wrap;gap:1em}figure{width:204px;margin:0;font-size:12px}img{border:2px solid #888}.contradicted img,.refused img{border-color:#b2182b}.open img{border-color:#e08214}</style></head>\n<body><h1>Check: ").Append(WebUtility.HtmlEncode(study.Title)).Append("</h1>\n");
        html.Append("<p>").Append(problems.IsEmpty ? "No problem was found." : $"{problems.Count(problem => problem.Severity >= Severity.CaseError)} errors, {problems.Count(problem => problem.Severity == Severity.Warning)} warnings.").Append("</p>\n");
        foreach (Problem problem in problems)
        {
            string style = problem.Severity >= Severity.CaseError ? "error" : problem.Severity == Severity.Warning ? "warning" : "note";
            html.Append("<pre class=\"").Append(style).Append("\">").Append(WebUtility.HtmlEncode(problem.ToString())).Append("</pre>\n");
        }

        AppendTiles(html, placements);
        return html.Append("</body></html>\n").ToString();
    }

    /// <summary>One tile a mask and image, the doubtful first; pictures are part of the page, so it opens anywhere.</summary>
    private static void AppendTiles(StringBuilder html, ImmutableArray<MaskPlacement> placements)
    {
        if (placements.IsEmpty)
        {
            return;
        }

        html.Append("<h2>Masks on their images</h2>\n<p>The slice where the region is largest, its outline in red. Gray border: the picture supports the place; orange: it leaves it open; red: it speaks against it, or the headers disagree. One slice up or down cannot be told from the picture.</p>\n<div class=\"tiles\">\n");
        string[] order = ["refused", "contradicted", "open", "supported"];
        foreach (MaskPlacement one in placements.OrderBy(one => Array.IndexOf(order, one.Grade)))
        {
            html.Append("<figure class=\"").Append(one.Grade).Append("\">");
            if (!one.Tile.IsEmpty)
            {
                html.Append("<img alt=\"slice ").Append(one.Slice).Append("\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(one.Tile.Span)).Append("\">");
            }

            html.Append("<figcaption><b>").Append(WebUtility.HtmlEncode(one.Case)).Append("</b> ").Append(WebUtility.HtmlEncode($"{one.Mask} on {one.Image}, slice {one.Slice}: {one.Grade}"));
            string text = one.Verdict.Placement?.Explanation ?? one.Verdict.Explanation;
            html.Append(one.Grade == "supported" ? string.Empty : "<br>" + WebUtility.HtmlEncode(text)).Append("</figcaption></figure>\n");
        }

        html.Append("</div>\n");
    }
}
