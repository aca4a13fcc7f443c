using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Checklists;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Tables;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>The reporting checklist, answered as far as the run knows.</summary>
internal static class ChecklistSection
{
    internal static Section Write(ReportContext context, IReadOnlyList<Section> written)
    {
        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        body.Paragraph(texts.ChecklistIntroduction);
        body.Folded(texts.ChecklistCaption, inside => inside.Table(new HtmlTable
        {
            Header = [texts.Item, texts.Topic, texts.AnswerHeading],
            NameColumns = 3,
            Rows = [.. TripodAi.Items.Select(item => (ImmutableArray<Cell>)[item, texts.ChecklistTopic(item), TripodAi.Answer(item, context, written)])],
        }));
        return new Section("checklist", texts.ChecklistTitle, body.ToString());
    }
}
