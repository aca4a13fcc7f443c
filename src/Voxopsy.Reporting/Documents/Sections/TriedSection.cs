using Voxopsy.Reporting.Documents.Texts;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>How many models were tried, and how often sealed cohorts were opened.</summary>
internal static class TriedSection
{
    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        body.Paragraph(texts.Tried(context.Result.Tried));
        if (context.Result.Models.Length > 0)
        {
            body.Paragraph(texts.TriedNames(string.Join(texts.ListSeparator, context.Result.Models.Select(model => model.Name))));
        }

        if (context.Result.Openings.Length > 0)
        {
            body.Paragraph(texts.Openings);
            body.List(context.Result.Openings.Select(texts.Opening));
        }

        return new Section("tried", texts.TriedTitle, body.ToString());
    }
}
