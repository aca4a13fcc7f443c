using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>What rules found after the run.</summary>
internal static class FindingsSection
{
    internal static Section? Write(ReportContext context)
    {
        if (context.Result.Findings.Length == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.List(context.Result.Findings.Select((Finding finding) => context.Texts.Finding(finding)));
        return new Section("findings", context.Texts.FindingsTitle, body.ToString());
    }
}
