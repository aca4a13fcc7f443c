using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Calibration curves, one figure a model and cohort, and their numbers.</summary>
internal static class CalibrationSection
{
    private const int Bins = 25;

    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        (ModelResult Model, CohortEvaluation Evaluation)[] judged = [.. context.JudgedCohorts.SelectMany(context.On)];
        if (judged.Length == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.Paragraph(texts.CalibrationIntroduction);
        (Figure, string, string[])[] figures =
        [
            .. judged
                .Where(each => each.Evaluation.Calibration.Curve.Length > 1 || each.Evaluation.Calibration.Groups.Length > 0)
                .Select(each => ((Figure)FigureOf(context, each.Model.Name, each.Evaluation), "calibration", new[] { each.Model.Name, each.Evaluation.Name })),
        ];
        if (figures.Length > 0)
        {
            body.Figures(figures);
            body.Reading(texts.CalibrationReading);
        }

        body.Table(texts.CalibrationCaption, new HtmlTable
        {
            Header = [texts.Cohort, texts.Model, texts.CalibrationIntercept, texts.CalibrationSlope, texts.Ici, texts.Brier, texts.BrierOfPrevalence],
            NameColumns = 2,
            Rows = [.. judged.Select(each => Row(texts, each.Model.Name, each.Evaluation))],
        });
        return new Section("calibration", texts.CalibrationTitle, body.ToString());
    }

    private static CalibrationFigure FigureOf(ReportContext context, string model, CohortEvaluation evaluation)
    {
        ReportTexts texts = context.Texts;
        string outcome = context.Result.Outcome.Name;
        return new CalibrationFigure
        {
            Title = texts.CalibrationFigure(model, texts.CohortOf(evaluation)),
            Description = texts.CalibrationReading,
            HorizontalLabel = texts.PredictedProbability,
            VerticalLabel = texts.ObservedProportion,
            Words = new CalibrationWords(texts.SmoothCurve, texts.Groups, texts.Ideal, texts.WithOutcome(outcome), texts.WithoutOutcome(outcome)),
            Panels =
            [
                new CalibrationPanel(
                    texts.Named(model, texts.CohortOf(evaluation)),
                    [
                        texts.Named(texts.CalibrationIntercept, NumberText.WithInterval(evaluation.Calibration.Intercept, 2)),
                        texts.Named(texts.CalibrationSlope, NumberText.WithInterval(evaluation.Calibration.Slope, 2)),
                        texts.Named(texts.Ici, NumberText.Fixed(evaluation.Calibration.Ici, 3)),
                    ],
                    evaluation.Calibration.Curve,
                    evaluation.Calibration.Groups,
                    Binned(evaluation.Scores.Where(score => score.Outcome)),
                    Binned(evaluation.Scores.Where(score => !score.Outcome))),
            ],
        };
    }

    /// <summary>Cases in equal bins of probability: how the scores are laid out for the eye, no statistic.</summary>
    private static ImmutableArray<int> Binned(IEnumerable<CaseScore> scores)
    {
        int[] counts = new int[Bins];
        foreach (CaseScore score in scores.Where(score => double.IsFinite(score.Probability)))
        {
            counts[Math.Clamp((int)(score.Probability * Bins), 0, Bins - 1)]++;
        }

        return [.. counts];
    }

    private static ImmutableArray<Cell> Row(ReportTexts texts, string model, CohortEvaluation each) =>
    [
        texts.CohortOf(each),
        model,
        Cell.Of(each.Calibration.Intercept.Value, NumberText.WithInterval(each.Calibration.Intercept, 2), texts.NoCalibration),
        Cell.Of(each.Calibration.Slope.Value, NumberText.WithInterval(each.Calibration.Slope, 2), texts.NoCalibration),
        Cell.Of(each.Calibration.Ici, NumberText.Fixed(each.Calibration.Ici, 3), texts.NoCalibration),
        Cell.Of(each.Brier, NumberText.Fixed(each.Brier, 3), texts.NotEstimable),
        Cell.Of(each.BrierOfPrevalence, NumberText.Fixed(each.BrierOfPrevalence, 3), texts.NotEstimable),
    ];
}
