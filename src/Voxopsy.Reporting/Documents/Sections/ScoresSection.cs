using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Every prediction as a bar, for the study's last model.</summary>
internal static class ScoresSection
{
    internal static Section? Write(ReportContext context)
    {
        if (context.Result.Models.LastOrDefault(model => model.Cohorts.Length > 0) is not { } model)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        (Figure, string, string[])[] figures =
        [
            .. model.Cohorts
                .Where(cohort => cohort.Scores.Length > 1 && double.IsFinite(cohort.Threshold.Value))
                .Select(cohort => ((Figure)FigureOf(context, model.Name, cohort), "score-bars", new[] { model.Name, cohort.Name })),
        ];
        if (figures.Length == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.Figures(figures);
        body.Reading(texts.ScoresReading);
        return new Section("scores", texts.ScoresTitle, body.ToString());
    }

    private static ScoreBarsFigure FigureOf(ReportContext context, string model, CohortEvaluation cohort) => new()
    {
        Title = context.Texts.ScoresFigure(model, context.Texts.CohortOf(cohort)),
        Description = context.Texts.ScoresReading,
        HorizontalLabel = context.Texts.ScoresAxis,
        VerticalLabel = context.Texts.PredictedProbability,
        WithLabel = context.Texts.WithOutcome(context.Result.Outcome.Name),
        WithoutLabel = context.Texts.WithoutOutcome(context.Result.Outcome.Name),
        ThresholdLabel = context.Texts.ThresholdAt(Tables.NumberText.Fixed(cohort.Threshold.Value, 3)),
        Threshold = Math.Clamp(cohort.Threshold.Value, 0, 1),
        Scores = cohort.Scores,
    };
}
