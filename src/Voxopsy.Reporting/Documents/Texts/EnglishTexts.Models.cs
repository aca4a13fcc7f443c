using System.Globalization;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class EnglishTexts
{
    internal override string RegressionTitle => "Univariable and multivariable regression";

    internal override string RegressionIntroduction =>
        "Logistic regression on the training patients. Univariable: each clinical term alone, described and never used to choose. Multivariable: the terms that each final model holds.";

    internal override string RegressionCaption => "Odds ratios with 95% Wald intervals and p-values.";

    internal override string Term => "Term";

    internal override string Univariable => "Univariable";

    internal override string OddsRatioWithInterval => "OR (95%\u00a0CI)";

    internal override string OddsRatioAxis => "Odds ratio (log scale)";

    internal override string OddsRatioFigure => "Odds ratios: each term alone, and in the multivariable models";

    internal override string OddsRatioReading =>
        "A square is the estimate, the line its 95% interval. Right of the dashed line the term raises the odds of the outcome, left of it lowers them; an interval that crosses the line is compatible with no effect.";

    internal override string StackedNote => "Each cell: odds ratio, 95% interval, p-value. An empty cell: the term is not in the model.";

    internal override string ModelsTitle => "What the models are made of";

    internal override string MadeOf(ModelResult model) =>
        $"{Kind(model.Kind)}. Made of {string.Join(", ", model.Sources)}; {Columns(model.Candidates)} to choose from, {NumberText.Count(model.Features)} in the final model.";

    internal override string FormulaCaption(string model) =>
        $"Final model {model}: the probability is 1 / (1 + exp(−(intercept + sum of coefficient × value))).";

    internal override string SignatureCaption(string model) =>
        $"Final model {model}: weights per standard deviation of the training patients, largest first. Intercept and weights of raw values are in the folder of models.";

    internal override string Coefficient => "Coefficient (log odds)";

    internal override string Intercept => "Intercept";

    internal override string EmptyModel => "The final model holds no column: selection found nothing worth keeping, so it predicts the prevalence of the training patients for everyone.";

    internal override string SelectionCaption(string model) => $"Selection steps of model {model}, as the final fit took them.";

    internal override string StepHeading => "Step";

    internal override string Before => "Columns before";

    internal override string After => "Columns after";

    internal override string SharesCaption(string model) => $"How often a column was selected over the fits of the validation, model {model}.";

    internal override string Column => "Column";

    internal override string Share => "Share of fits";

    internal override string SharesCut(int shown, int all) =>
        $"The {NumberText.Count(shown)} most frequent of {NumberText.Count(all)} columns that were ever selected.";

    internal override string LassoPathTitle(string model) => $"LASSO coefficients along the penalty, model {model}";

    internal override string LassoPathReading =>
        "From left to right the penalty weakens and columns enter the model; the height is the weight of a column per standard deviation. Coloured columns are in the chosen model. Numbers above count the columns.";

    internal override string LassoCrossValidationTitle(string model) => $"Choice of the LASSO penalty by cross-validation, model {model}";

    internal override string LassoCrossValidationReading =>
        "Each dot is the error on cases left out inside the training patients, with one standard error. The dashed line marks the least error, the dotted line the simplest model within one standard error of it.";

    internal override string Penalty => "Penalty λ (log scale, strong to weak)";

    internal override string ColumnsInModel => "Columns in the model";

    internal override string LambdaMinimum(string value) => $"λ min = {value}";

    internal override string LambdaOneStandardError(string value) => $"λ 1 SE = {value}";

    internal override string CoefficientAxis => "Coefficient (log odds per SD)";

    internal override string DevianceAxis => "Binomial deviance";

    internal override string NomogramTitle => "Nomogram";

    internal override string NomogramOf(string model) => $"Nomogram of model {model}";

    internal override string NomogramReading =>
        "For each predictor go straight up from the patient's value to the points axis. Add the points, find the sum on the axis of total points, and read the probability straight below. It says what the model says, no more; see calibration before trusting it.";

    internal override string Points => "Points";

    internal override string TotalPoints => "Total points";

    internal override string ProbabilityOf(string outcome) => $"Probability of {outcome}";

    private static string Columns(int count) => count == 1 ? "1 column" : string.Create(CultureInfo.InvariantCulture, $"{count} columns");
}
