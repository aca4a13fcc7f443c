using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Checklists;

/// <summary>The items of TRIPOD+AI and what a run can answer of them.</summary>
/// <remarks>Source: Collins and others, TRIPOD+AI statement, BMJ 2024;385:e078378. An item a run cannot know says so; nothing is assumed.</remarks>
internal static class TripodAi
{
    internal static ImmutableArray<string> Items { get; } =
    [
        "1", "2", "3a", "3b", "3c", "4", "5a", "5b", "6a", "6b", "6c", "7", "8a", "8b", "8c", "9a", "9b", "9c", "10", "11", "12a", "12b", "12c", "12d", "12e",
        "12f", "12g", "13", "14", "15", "16", "17", "18a", "18b", "18c", "18d", "18e", "18f", "19", "20a", "20b", "20c", "21", "22", "23a", "23b", "24", "25",
        "26", "27a", "27b", "27c",
    ];

    /// <summary>Where the report answers an item: the anchors of sections, tried in order.</summary>
    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Places = new Dictionary<string, ImmutableArray<string>>
    {
        ["4"] = ["summary"],
        ["6b"] = ["patients"],
        ["9b"] = ["characteristics"],
        ["12b"] = ["models"],
        ["12c"] = ["models"],
        ["12e"] = ["performance", "calibration", "decision"],
        ["12g"] = ["models"],
        ["15"] = ["performance"],
        ["20a"] = ["patients"],
        ["20b"] = ["characteristics"],
        ["21"] = ["performance"],
        ["22"] = ["models"],
        ["23a"] = ["performance", "discrimination", "calibration", "subgroups"],
        ["26"] = ["findings"],
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The answer to an item, or that the run does not know it.</summary>
    internal static string Answer(string item, ReportContext context, IReadOnlyList<Section> written)
    {
        ReportTexts texts = context.Texts;
        StudyResult result = context.Result;
        CohortFlow? development = result.Flow.Cohorts.FirstOrDefault();
        return item switch
        {
            "8a" => $"{result.Outcome.Name}: {result.Outcome.Column} = {string.Join(texts.ListSeparator, result.Outcome.Positive)}",
            "10" when development is not null => texts.ChecklistSampleSize(development.Cases, development.Events, result.Tried),
            "11" => Imputed(context),
            "12a" => texts.Scheme(result.Design),
            "18f" => texts.ChecklistSeeds,
            "20c" when context.Result.Flow.Cohorts.Length > 1 => See(texts, written, ["characteristics", "patients"]),
            _ => See(texts, written, Places.GetValueOrDefault(item, [])),
        };
    }

    private static string Imputed(ReportContext context)
    {
        string[] said = [.. context.Result.Findings.Where(finding => finding.Code == FindingCode.ImputedValues).Select(context.Texts.Finding)];
        return said.Length > 0 ? string.Join(' ', said) : context.Texts.NotAnswered;
    }

    private static string See(ReportTexts texts, IReadOnlyList<Section> written, ImmutableArray<string> places)
    {
        string[] titles = [.. places.Select(place => written.FirstOrDefault(section => section.Identity == place)?.Title).OfType<string>()];
        return titles.Length == 0 ? texts.NotAnswered : string.Join(' ', titles.Select(texts.SeeSection));
    }
}
