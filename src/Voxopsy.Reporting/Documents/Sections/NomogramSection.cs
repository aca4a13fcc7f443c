using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Nomograms of the models that have one.</summary>
internal static class NomogramSection
{
    internal static Section? Write(ReportContext context)
    {
        ReportTexts texts = context.Texts;
        (Figure, string, string[])[] figures =
        [
            .. context.Result.Models
                .Where(model => model.Nomogram is { Axes.Length: > 0 })
                .Select(model => ((Figure)FigureOf(context, model, model.Nomogram!), "nomogram", new[] { model.Name })),
        ];
        if (figures.Length == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        body.Figures(figures);
        body.Reading(texts.NomogramReading);
        return new Section("nomogram", texts.NomogramTitle, body.ToString());
    }

    private static NomogramFigure FigureOf(ReportContext context, ModelResult model, NomogramResult nomogram) => new()
    {
        Title = context.Texts.NomogramOf(model.Name),
        Description = context.Texts.NomogramReading,
        PointsLabel = context.Texts.Points,
        TotalLabel = context.Texts.TotalPoints,
        ProbabilityLabel = context.Texts.ProbabilityOf(context.Result.Outcome.Name),
        Nomogram = nomogram with { Axes = [.. nomogram.Axes.Select(axis => axis with { Predictor = context.Texts.PredictorOf(axis), Unit = string.Empty })] },
    };
}
