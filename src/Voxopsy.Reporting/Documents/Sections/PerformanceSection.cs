using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>The performance table at the locked threshold.</summary>
internal static class PerformanceSection
{
    internal static Section? Write(ReportContext context)
    {
        (ModelResult Model, CohortEvaluation Evaluation)[] judged = [.. context.JudgedCohorts.SelectMany(context.On)];
        if (judged.Length == 0)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        body.Paragraph(texts.PerformanceIntroduction);
        body.Table(texts.PerformanceCaption, new HtmlTable
        {
            Header =
            [
                texts.Cohort, texts.Model, texts.EventsOfCases, texts.AucWithInterval, texts.Threshold, texts.Accuracy, texts.Sensitivity,
                texts.Specificity, texts.Ppv, texts.Npv, texts.F1,
            ],
            NameColumns = 2,
            Rows = [.. judged.Select(each => Row(texts, each.Model.Name, each.Evaluation))],
            Notes =
            [
                texts.PerformanceNote,
                .. judged.Select(each => texts.ThresholdOrigin(each.Evaluation.Threshold)).Distinct(StringComparer.Ordinal),
            ],
        });
        body.Table(texts.ConfusionCaption, new HtmlTable
        {
            Header = [texts.Cohort, texts.Model, texts.TruePositives, texts.FalsePositives, texts.TrueNegatives, texts.FalseNegatives],
            NameColumns = 2,
            Rows = [.. judged.Select(each => (ImmutableArray<Cell>)
            [
                texts.CohortOf(each.Evaluation),
                each.Model.Name,
                NumberText.Count(each.Evaluation.Confusion.TruePositives),
                NumberText.Count(each.Evaluation.Confusion.FalsePositives),
                NumberText.Count(each.Evaluation.Confusion.TrueNegatives),
                NumberText.Count(each.Evaluation.Confusion.FalseNegatives),
            ])],
        });
        return new Section("performance", texts.PerformanceTitle, body.ToString());
    }

    private static ImmutableArray<Cell> Row(ReportTexts texts, string model, CohortEvaluation each)
    {
        Cell Share(Estimate estimate) => Cell.Of(estimate.Value, NumberText.AboveInterval(estimate, 2), texts.EmptyDenominator);
        return
        [
            texts.CohortOf(each),
            model,
            $"{NumberText.Count(each.Events)} / {NumberText.Count(each.Cases)}",
            Cell.Of(each.Auc.Value, NumberText.AboveInterval(each.Auc, 3), texts.OneClassOnly),
            Cell.Of(each.Threshold.Value, NumberText.Fixed(each.Threshold.Value, 3), texts.NotEstimable),
            Share(each.Accuracy),
            Share(each.Sensitivity),
            Share(each.Specificity),
            Share(each.Ppv),
            Share(each.Npv),
            Share(each.F1),
        ];
    }
}
