using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>How the networks of the frozen models learned.</summary>
internal static class LearningSection
{
    internal static Section? Write(ReportContext context)
    {
        if (context.Result.LearningCurves.IsDefaultOrEmpty)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        HtmlBody body = context.Body();
        body.Figures([.. context.Result.LearningCurves.GroupBy(curve => curve.Set).Select(set => ((Figure)FigureOf(texts, [.. set]), "learning-curves", new[] { set.Key }))]);
        body.Reading(texts.LearningReading);
        return new Section("learning", texts.LearningTitle, body.ToString());
    }

    private static LearningCurveFigure FigureOf(ReportTexts texts, LearningCurve[] curves) => new()
    {
        Title = texts.LearningFigure(curves[0].Set),
        Description = texts.LearningReading,
        HorizontalLabel = texts.LearningEpoch,
        VerticalLabel = texts.LearningLoss,
        Words = (texts.LearningTaught, texts.LearningJudged, texts.LearningKept),
        Panels = [.. curves.Select(curve => new LearningPanel(
            texts.LearningNetwork(curve.Network), [.. curve.Epochs.Select(epoch => epoch.Loss)], [.. curve.Epochs.Select(epoch => epoch.InnerLoss)], curve.Kept))],
    };
}
