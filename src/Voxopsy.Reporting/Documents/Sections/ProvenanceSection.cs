using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>What is needed to get the same numbers again.</summary>
internal static class ProvenanceSection
{
    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        StudyResult result = context.Result;
        List<ImmutableArray<Cell>> rows =
        [
            [texts.Version, result.Version],
            [texts.Seed, result.Seed.ToString(CultureInfo.InvariantCulture)],
            [texts.OutcomeColumn, result.Outcome.Column],
            [texts.PositiveValues, string.Join(texts.ListSeparator, result.Outcome.Positive)],
            [texts.Validation, texts.Scheme(result.Design)],
        ];
        if (result.Design.Stratified.Length > 0)
        {
            rows.Add([texts.Stratified, string.Join(texts.ListSeparator, result.Design.Stratified)]);
        }

        rows.Add([texts.Resamples, NumberText.Count(result.Design.BootstrapResamples)]);
        HtmlBody body = context.Body();
        body.Table(new HtmlTable { Header = [texts.Quantity, texts.Value], NameColumns = 2, Rows = [.. rows], Notes = [texts.ProvenanceNote] });
        return new Section("provenance", texts.ProvenanceTitle, body.ToString());
    }
}
