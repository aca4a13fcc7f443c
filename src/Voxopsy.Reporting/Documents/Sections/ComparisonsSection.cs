using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Tables;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Models against each other on the same cases.</summary>
internal static class ComparisonsSection
{
    internal static Section? Write(ReportContext context)
    {
        if (context.Result.Comparisons.Length == 0)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        body.Paragraph(texts.ComparisonsIntroduction);
        body.Table(texts.ComparisonsCaption, new HtmlTable
        {
            Header = [texts.Cohort, texts.Model, texts.AreaDifference, texts.P, texts.AdjustedP],
            NameColumns = 2,
            Rows = [.. context.Result.Comparisons.Select(comparison => (ImmutableArray<Cell>)
            [
                comparison.Cohort,
                texts.Compared(comparison.A, comparison.B),
                Cell.Of(comparison.DeltaAuc.Value, NumberText.WithInterval(comparison.DeltaAuc, 3), texts.OneClassOnly),
                Cell.Of(comparison.P, NumberText.P(comparison.P), texts.RankedAlike),
                Cell.Of(comparison.PAdjusted, NumberText.P(comparison.PAdjusted), texts.RankedAlike),
            ])],
        });
        return new Section("comparisons", texts.ComparisonsTitle, body.ToString());
    }
}
