using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents;

/// <summary>What every section writes from: the numbers, the words, and the figures and counts that run through the report.</summary>
internal sealed class ReportContext(StudyResult result, ReportTexts texts)
{
    private int _figures;
    private int _tables;

    internal StudyResult Result { get; } = result;

    internal ReportTexts Texts { get; } = texts;

    internal FigureShelf Figures { get; } = new();

    /// <summary>Gets the cohorts that were judged, in order, each once.</summary>
    internal IReadOnlyList<string> JudgedCohorts { get; } = [.. result.Models.SelectMany(model => model.Cohorts).Select(cohort => cohort.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Gets whether several repeats were pooled anywhere.</summary>
    internal bool HasPooledFolds => Result.Models.Any(model => model.Cohorts.Any(cohort => cohort.Evaluation == EvaluationKind.OutOfFold));

    internal HtmlBody Body() => new(this);

    internal string NextFigure() => Texts.FigureNumber(++_figures);

    internal string NextTable() => Texts.TableNumber(++_tables);

    /// <summary>Every model that was judged on a cohort, with its evaluation there.</summary>
    internal IEnumerable<(ModelResult Model, CohortEvaluation Evaluation)> On(string cohort) =>
        Result.Models.SelectMany(model => model.Cohorts.Where(evaluation => evaluation.Name == cohort).Select(evaluation => (model, evaluation)));
}
