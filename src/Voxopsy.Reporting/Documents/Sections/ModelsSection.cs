using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>What each model is made of: its formula, the steps of its selection, its LASSO.</summary>
internal static class ModelsSection
{
    private const int MostShares = 20;

    internal static Section? Write(ReportContext context)
    {
        if (context.Result.Models.Length == 0)
        {
            return null;
        }

        HtmlBody body = context.Body();
        foreach (ModelResult model in context.Result.Models)
        {
            Model(context, body, model);
        }

        return new Section("models", context.Texts.ModelsTitle, body.ToString());
    }

    private static void Model(ReportContext context, HtmlBody body, ModelResult model)
    {
        ReportTexts texts = context.Texts;
        body.Heading(model.Name);
        body.Paragraph(texts.MadeOf(model));
        if (model.Terms.Length == 0)
        {
            body.Paragraph(texts.EmptyModel);
        }

        // The intercept belongs to raw values and a signature's weights to standard deviations, so they share no table.
        bool signature = model.Terms.Any(term => term.Unit == "1 SD");
        body.Table(signature ? texts.SignatureCaption(model.Name) : texts.FormulaCaption(model.Name), Formula(model, texts, signature));
        if (model.Selection.Length > 0)
        {
            body.Table(texts.SelectionCaption(model.Name), new HtmlTable
            {
                Header = [texts.StepHeading, texts.Before, texts.After],
                Rows = [.. model.Selection.Select(step => (ImmutableArray<Cell>)[texts.Step(step.Step), NumberText.Count(step.Before), NumberText.Count(step.After)])],
            });
        }

        if (model.Lasso is { Lambdas.Length: > 1 } lasso)
        {
            Lasso(context, body, model.Name, lasso);
        }

        if (model.SelectionShares.Length > 0)
        {
            body.Table(texts.SharesCaption(model.Name), new HtmlTable
            {
                Header = [texts.Column, texts.Share],
                Rows = [.. model.SelectionShares.Take(MostShares).Select(share => (ImmutableArray<Cell>)[share.Feature, NumberText.Percent(share.Share)])],
                Notes = model.SelectionShares.Length > MostShares ? [texts.SharesCut(MostShares, model.SelectionShares.Length)] : [],
            });
        }
    }

    private static HtmlTable Formula(ModelResult model, ReportTexts texts, bool signature) => new()
    {
        Header = [texts.Term, texts.Coefficient, texts.OddsRatioWithInterval, texts.P],
        Rows =
        [
            .. signature
                ? Array.Empty<ImmutableArray<Cell>>()
                : [[texts.Intercept, Cell.Of(model.Intercept, Weight(model.Intercept), texts.NotEstimable), string.Empty, string.Empty]],
            .. model.Terms.Select(term => (ImmutableArray<Cell>)
            [
                texts.TermOf(term),
                Cell.Of(term.Coefficient, Weight(term.Coefficient), texts.NotEstimable),
                Cell.Of(term.OddsRatio.Value, NumberText.Ratio(term.OddsRatio), texts.NotEstimable),
                Cell.Of(term.P, NumberText.P(term.P), signature ? texts.Penalised : texts.NotEstimable),
            ]),
        ],
    };

    /// <summary>Four decimals, so that a column of weights lines up; tiny weights keep three digits.</summary>
    private static string Weight(double value) => Math.Abs(value) is > 0 and < 0.001 ? NumberText.Significant(value, 3) : NumberText.Fixed(value, 4);

    private static void Lasso(ReportContext context, HtmlBody body, string model, LassoResult lasso)
    {
        ReportTexts texts = context.Texts;
        LassoMarks marks = new(
            lasso.MinimumIndex,
            lasso.OneStandardErrorIndex,
            texts.Penalty,
            texts.ColumnsInModel,
            texts.LambdaMinimum(NumberText.Significant(lasso.Lambdas[lasso.MinimumIndex], 3)),
            texts.LambdaOneStandardError(NumberText.Significant(lasso.Lambdas[lasso.OneStandardErrorIndex], 3)));
        List<(Figure, string, string[])> figures = [];
        if (lasso.Paths.Length > 0)
        {
            figures.Add((
                new LassoPathFigure
                {
                    Title = texts.LassoPathTitle(model),
                    Description = texts.LassoPathReading,
                    Lambdas = lasso.Lambdas,
                    NonZero = lasso.NonZero,
                    Paths = lasso.Paths,
                    ChosenIndex = lasso.ChosenIndex,
                    Marks = marks,
                    VerticalLabel = texts.CoefficientAxis,
                },
                "lasso-path",
                [model]));
        }

        figures.Add((
            new LassoCrossValidationFigure
            {
                Title = texts.LassoCrossValidationTitle(model),
                Description = texts.LassoCrossValidationReading,
                Lambdas = lasso.Lambdas,
                MeanDeviance = lasso.MeanDeviance,
                StandardError = lasso.StandardError,
                NonZero = lasso.NonZero,
                Marks = marks,
                VerticalLabel = texts.DevianceAxis,
            },
            "lasso-cv",
            [model]));
        body.Figures(figures);
        body.Reading(lasso.Paths.Length > 0 ? $"{texts.LassoPathReading} {texts.LassoCrossValidationReading}" : texts.LassoCrossValidationReading);
    }
}
