using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>What rules found after the run, beyond what the summary says.</summary>
internal static class FindingsSection
{
    internal static Section? Write(ReportContext context)
    {
        Finding[] others = [.. context.Result.Findings.Where(finding => !SummarySection.Holds(finding))];
        if (others.Length == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.List(others.Select(context.Texts.Finding));
        return new Section("findings", context.Texts.FindingsTitle, body.ToString());
    }
}
