using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Areas in parts of cohorts, for the study's last model.</summary>
internal static class SubgroupsSection
{
    private const double Guessing = 0.5;

    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        List<(Figure, string, string[])> figures = [];
        foreach (ModelResult model in context.Result.Models.Where(model => model.Cohorts.Length > 0).TakeLast(1))
        {
            foreach (CohortEvaluation cohort in model.Cohorts)
            {
                ForestRow[] rows =
                [
                    .. cohort.Subgroups.Select(subgroup => new ForestRow(
                        texts.SubgroupRow(subgroup), subgroup.Auc, NumberText.WithInterval(subgroup.Auc, 2))),
                ];
                if (rows.Any(row => double.IsFinite(row.Estimate.Value)))
                {
                    figures.Add((FigureOf(texts, model.Name, cohort, rows), "subgroups", [model.Name, cohort.Name]));
                }
            }
        }

        if (figures.Count == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.Figures(figures);
        body.Reading(texts.SubgroupsReading);
        return new Section("subgroups", texts.SubgroupsTitle, body.ToString());
    }

    private static ForestFigure FigureOf(ReportTexts texts, string model, CohortEvaluation cohort, ForestRow[] rows) => new()
    {
        Title = texts.SubgroupsFigure(model, texts.CohortOf(cohort)),
        Description = texts.SubgroupsReading,
        HorizontalLabel = texts.AreaAxis,
        ValueLabel = texts.AucWithInterval,
        Spread = ForestSpread.Linear,
        Reference = Guessing,
        Rows = [.. rows],
    };
}
