using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>What was asked and what was found, for a reader who reads nothing else.</summary>
internal static class SummarySection
{
    /// <summary>Findings that answer the question, before those that only warn.</summary>
    private static readonly FindingCode[] Answering =
    [
        FindingCode.SimulatedCohort, FindingCode.AddsLittle, FindingCode.AddsSomething, FindingCode.NoBetterThanChance, FindingCode.DropsOutside,
        FindingCode.Miscalibrated,
    ];

    /// <summary>Whether the summary tells a finding: what several sources add together answers no plain question and waits below.</summary>
    internal static bool Holds(Finding finding) => Answering.Contains(finding.Code)
        && (finding.Code is not (FindingCode.AddsLittle or FindingCode.AddsSomething) || !finding.IsList("added"));

    internal static Section? Write(ReportContext context)
    {
        StudyResult result = context.Result;
        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        if (result.Flow.Cohorts.Length > 0)
        {
            body.Paragraph(texts.Question, texts.Asked(result.Outcome, result.Flow.Cohorts[0]));
        }

        body.Paragraph(texts.HowValidated, texts.Scheme(result.Design));

        // The study file's last model is its richest by custom; naming it by position, not by result, keeps the choice honest.
        if (result.Models.LastOrDefault(model => model.Cohorts.Length > 0) is { } last)
        {
            body.Paragraph(texts.Answer, InWords(context, last, last.Cohorts[0]));
            if (last.Cohorts.Length > 1)
            {
                body.Paragraph(texts.OtherCohorts);
                body.List(last.Cohorts.Skip(1).Select(cohort => InWords(context, last, cohort)));
            }
        }

        string[] answers = [.. result.Findings.Where(Holds).OrderBy(finding => Array.IndexOf(Answering, finding.Code)).Select(texts.Finding)];
        if (answers.Length > 0)
        {
            body.Paragraph(texts.Caution);
            body.List(answers);
        }

        if (context.JudgedCohorts.Count > 0)
        {
            body.Table(Areas(context));
            body.Note(texts.EveryModel);
        }

        return new Section("summary", texts.SummaryTitle, body.ToString());
    }

    private static string InWords(ReportContext context, ModelResult model, CohortEvaluation cohort) => double.IsNaN(cohort.Auc.Value)
        ? context.Texts.AreaUndefined(model.Name, context.Texts.CohortOf(cohort))
        : context.Texts.AreaInWords(model.Name, context.Texts.CohortOf(cohort), context.Result.Outcome.Name, cohort.Auc);

    private static HtmlTable Areas(ReportContext context)
    {
        string[] headers = [.. context.JudgedCohorts.Select(cohort => $"{context.Texts.CohortOf(context.On(cohort).First().Evaluation)}\n{context.Texts.AucWithInterval}")];
        return new HtmlTable
        {
            Header = [context.Texts.Model, .. headers],
            Rows = [.. context.Result.Models.Select(model => (ImmutableArray<Cell>)
            [
                model.Name,
                .. context.JudgedCohorts.Select(name => model.Cohorts.FirstOrDefault(cohort => cohort.Name == name) is { } cohort
                    ? Cell.Of(cohort.Auc.Value, NumberText.WithInterval(cohort.Auc, 3), context.Texts.OneClassOnly)
                    : new Cell(string.Empty)),
            ])],
        };
    }
}
