using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Odds ratios of terms alone and together.</summary>
internal static class RegressionSection
{
    private const int MostRows = 40;
    private const int MostSideBySide = 4;

    internal static Section? Write(ReportContext context)
    {
        ModelResult[] models = [.. context.Result.Models.Where(model => model.Kind != ModelKind.Signature && model.Terms.Length > 0)];
        ImmutableArray<RegressionTerm> alone = context.Result.Univariable;
        if (alone.Length == 0 && models.Length == 0)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        body.Paragraph(texts.RegressionIntroduction);
        body.Table(texts.RegressionCaption, Table(context, alone, models));
        ForestRow[] rows = [.. Rows(context, alone, models).Where(row => row.Estimate.Value > 0 && double.IsFinite(row.Estimate.Value)).Take(MostRows)];
        if (rows.Length > 0)
        {
            body.Figures([(
                new ForestFigure
                {
                    Title = texts.OddsRatioFigure,
                    Description = texts.OddsRatioReading,
                    HorizontalLabel = texts.OddsRatioAxis,
                    ValueLabel = texts.OddsRatioWithInterval,
                    Spread = ForestSpread.Logarithmic,
                    Reference = 1,
                    Rows = [.. rows],
                },
                "odds-ratios",
                [])]);
            body.Reading(texts.OddsRatioReading);
        }

        return new Section("regression", texts.RegressionTitle, body.ToString());
    }

    private static HtmlTable Table(ReportContext context, ImmutableArray<RegressionTerm> alone, ModelResult[] models)
    {
        ReportTexts texts = context.Texts;
        string[] terms = [.. alone.Concat(models.SelectMany(model => model.Terms)).Select(texts.TermOf).Distinct(StringComparer.Ordinal)];
        (string Name, ImmutableArray<RegressionTerm> Terms)[] columns =
        [
            .. alone.Length > 0 ? new[] { (texts.Univariable, alone) } : [],
            .. models.Select(model => (model.Name, model.Terms)),
        ];
        if (columns.Length > MostSideBySide)
        {
            return new HtmlTable
            {
                Header = [texts.Term, .. columns.Select(column => column.Name)],
                Rows = [.. terms.Select(term => (ImmutableArray<Cell>)[term, .. columns.Select(column => Stacked(column.Terms.FirstOrDefault(each => texts.TermOf(each) == term), texts))])],
                Notes = [texts.StackedNote],
            };
        }

        return new HtmlTable
        {
            Groups = [(string.Empty, 1), .. columns.Select(column => (column.Name, 2))],
            Header = [texts.Term, .. columns.SelectMany(_ => new[] { texts.OddsRatioWithInterval, texts.P })],
            Rows = [.. terms.Select(term => (ImmutableArray<Cell>)[term, .. columns.SelectMany(column => Cells(column.Terms.FirstOrDefault(each => texts.TermOf(each) == term), texts))])],
        };
    }

    private static Cell[] Cells(RegressionTerm? term, ReportTexts texts)
    {
        if (term is null)
        {
            return [new Cell(string.Empty), new Cell(string.Empty)];
        }

        string reason = double.IsNaN(term.StandardError) && !double.IsNaN(term.OddsRatio.Value) ? texts.Penalised : texts.NotEstimable;
        return [Cell.Of(term.OddsRatio.Value, NumberText.Ratio(term.OddsRatio), reason), Cell.Of(term.P, NumberText.P(term.P), reason)];
    }

    /// <summary>Odds ratio, interval and p-value below each other, for many models side by side.</summary>
    private static Cell Stacked(RegressionTerm? term, ReportTexts texts)
    {
        Cell[] cells = Cells(term, texts);
        return term is null || cells[0].Reason.Length > 0
            ? cells[0]
            : new Cell($"{cells[0].Text.Replace(" (", "\n(", StringComparison.Ordinal)}\n{NumberText.NamedP(term.P)}", cells[1].Reason);
    }

    private static IEnumerable<ForestRow> Rows(ReportContext context, ImmutableArray<RegressionTerm> alone, ModelResult[] models) =>
    [
        .. alone.Select(term => RowOf(context.Texts.Named(context.Texts.Univariable, context.Texts.TermOf(term)), term)),
        .. models.SelectMany(model => model.Terms.Select(term => RowOf(context.Texts.Named(model.Name, context.Texts.TermOf(term)), term))),
    ];

    private static ForestRow RowOf(string name, RegressionTerm term) => new(name, term.OddsRatio, NumberText.Ratio(term.OddsRatio));
}
