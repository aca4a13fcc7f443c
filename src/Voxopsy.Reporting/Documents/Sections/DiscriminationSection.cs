using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>ROC curves, one figure a cohort.</summary>
internal static class DiscriminationSection
{
    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        List<(Figure, string, string[])> figures = [];
        bool thresholds = false;
        foreach (string cohort in context.JudgedCohorts)
        {
            (ModelResult Model, CohortEvaluation Evaluation)[] judged = [.. context.On(cohort).Where(each => each.Evaluation.Roc.Length > 1)];
            if (judged.Length > 0)
            {
                thresholds |= judged.Any(each => AtThreshold(each.Evaluation) is not null);
                figures.Add((FigureOf(texts, judged), "roc", [cohort]));
            }
        }

        if (figures.Count == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.Paragraph(texts.DiscriminationIntroduction);
        body.Figures(figures);
        body.Reading(thresholds ? $"{texts.RocReading} {texts.RocThreshold}" : texts.RocReading);
        if (context.HasPooledFolds)
        {
            body.Note(texts.PooledNote);
        }

        if (context.Result.Design.Repeats > 1)
        {
            body.Note(texts.RepeatsNote(context.Result.Design.Repeats));
        }

        return new Section("discrimination", texts.DiscriminationTitle, body.ToString());
    }

    private static RocFigure FigureOf(ReportTexts texts, (ModelResult Model, CohortEvaluation Evaluation)[] judged)
    {
        CohortEvaluation first = judged[0].Evaluation;
        return new RocFigure
        {
            Title = texts.RocTitle(texts.CohortCounts(texts.CohortOf(first), first.Cases, first.Events)),
            Description = texts.RocReading,
            HorizontalLabel = texts.FalsePositiveRate,
            VerticalLabel = texts.Sensitivity,
            AreaLabel = texts.AucWithInterval,
            Panels =
            [
                new RocPanel(
                    texts.CohortOf(first),
                    [.. judged.Select(each => new RocSeries(each.Model.Name, each.Evaluation.Auc, each.Evaluation.Roc, AtThreshold(each.Evaluation)))]),
            ],
        };
    }

    /// <summary>Folds have their own thresholds, so only a single frozen model has a place on its curve.</summary>
    private static RocPoint? AtThreshold(CohortEvaluation evaluation) => evaluation.Evaluation == EvaluationKind.OutOfFold
        ? null
        : new RocPoint(1 - evaluation.Specificity.Value, evaluation.Sensitivity.Value);
}
