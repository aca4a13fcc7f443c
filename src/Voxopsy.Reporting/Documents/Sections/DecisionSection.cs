using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Decision curves, one figure a cohort, and net benefit at a few thresholds.</summary>
internal static class DecisionSection
{
    private const int RowsShown = 6;

    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        List<(Figure, string, string[])> figures = [];
        List<ImmutableArray<Cell>> rows = [];
        foreach (string cohort in context.JudgedCohorts)
        {
            (ModelResult Model, CohortEvaluation Evaluation)[] judged = [.. context.On(cohort).Where(each => each.Evaluation.DecisionCurve.Points.Length > 1)];
            if (judged.Length > 0)
            {
                figures.Add((FigureOf(texts, judged), "decision-curve", [cohort]));
                rows.AddRange(judged.SelectMany(each => Rows(texts, each.Model.Name, each.Evaluation)));
            }
        }

        if (figures.Count == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.Figures(figures);
        body.Reading(texts.DecisionReading);
        body.Folded(texts.DecisionCaption, inside => inside.Table(new HtmlTable
        {
            Header = [texts.Cohort, texts.Model, texts.ThresholdProbability, $"{texts.NetBenefit} (95% CI)", texts.TreatAll],
            NameColumns = 2,
            Rows = [.. rows],
        }));
        return new Section("decision", texts.DecisionTitle, body.ToString());
    }

    private static DecisionCurveFigure FigureOf(ReportTexts texts, (ModelResult Model, CohortEvaluation Evaluation)[] judged)
    {
        string cohort = texts.CohortOf(judged[0].Evaluation);
        return new DecisionCurveFigure
        {
            Title = texts.DecisionFigure(cohort),
            Description = texts.DecisionReading,
            HorizontalLabel = texts.ThresholdProbability,
            VerticalLabel = texts.NetBenefit,
            TreatAllLabel = texts.TreatAll,
            TreatNoneLabel = texts.TreatNone,
            Panels = [new DecisionPanel(cohort, [.. judged.Select(each => new DecisionSeries(each.Model.Name, each.Evaluation.DecisionCurve.Points))])],
        };
    }

    private static IEnumerable<ImmutableArray<Cell>> Rows(ReportTexts texts, string model, CohortEvaluation evaluation)
    {
        ImmutableArray<DecisionCurvePoint> points = evaluation.DecisionCurve.Points;
        int shown = Math.Min(RowsShown, points.Length);
        return Enumerable.Range(0, shown)
            .Select(i => points[shown == 1 ? 0 : i * (points.Length - 1) / (shown - 1)])
            .Select(point => (ImmutableArray<Cell>)
            [
                texts.CohortOf(evaluation),
                model,
                NumberText.Percent(point.Threshold),
                Cell.Of(point.NetBenefit.Value, NumberText.WithInterval(point.NetBenefit, 3), texts.NotEstimable),
                Cell.Of(point.TreatAll, NumberText.Fixed(point.TreatAll, 3), texts.NotEstimable),
            ]);
    }
}
