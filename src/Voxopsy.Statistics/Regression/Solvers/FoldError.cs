using Voxopsy.Statistics.Survival;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The error of a fold's predictions.</summary>
internal interface IFoldError
{
    /// <summary>One error a penalty, and how much the fold counts.</summary>
    (double[] Errors, double Weight) Of(FoldPredictions predictions);
}

/// <summary>The errors of a binary outcome, as R's cv.glmnet defines them.</summary>
internal sealed class BinomialError(double[] outcome, CrossValidationMeasure measure) : IFoldError
{
    private const double Least = 1e-5;

    public (double[] Errors, double Weight) Of(FoldPredictions predictions)
    {
        bool[] events = [.. predictions.Rows.Select(row => outcome[row] > 0.5)];
        Func<double, bool, double> error = measure switch
        {
            CrossValidationMeasure.Deviance => Deviance,
            CrossValidationMeasure.Misclassification => (p, isEvent) => (p > 0.5) == isEvent ? 0 : 1,
            CrossValidationMeasure.SquaredError => (p, isEvent) => 2 * Square((isEvent ? 1 : 0) - p),
            CrossValidationMeasure.AbsoluteError => (p, isEvent) => 2 * Math.Abs((isEvent ? 1 : 0) - p),
            CrossValidationMeasure.AreaUnderCurve => (_, _) => 0,
            _ => throw new ArgumentException($"'{measure}' is no measure of a binary outcome."),
        };
        double[] errors = [.. predictions.Values.Select(values =>
        {
            // Ranked as probabilities, so that rows beyond doubt (1 to the last digit) tie.
            double[] probabilities = Array.ConvertAll(values, LogisticFunction.Probability);
            return measure == CrossValidationMeasure.AreaUnderCurve
                ? Ranking.AreaUnderCurve(probabilities, events)
                : probabilities.Select((p, i) => error(p, events[i])).Average();
        })];
        return (errors, events.Length);
    }

    private static double Deviance(double p, bool isEvent)
    {
        double kept = Math.Clamp(p, Least, 1 - Least);
        return -2 * Math.Log(isEvent ? kept : 1 - kept);
    }

    private static double Square(double x) => x * x;
}

/// <summary>The errors of a measured outcome.</summary>
internal sealed class GaussianError(double[] response, CrossValidationMeasure measure) : IFoldError
{
    public (double[] Errors, double Weight) Of(FoldPredictions predictions)
    {
        double[] own = [.. predictions.Rows.Select(row => response[row])];
        Func<double, double> size = measure switch
        {
            CrossValidationMeasure.SquaredError or CrossValidationMeasure.Deviance => difference => difference * difference,
            CrossValidationMeasure.AbsoluteError => Math.Abs,
            _ => throw new ArgumentException($"'{measure}' is no measure of a measured outcome."),
        };
        return ([.. predictions.Values.Select(values => values.Select((value, i) => size(own[i] - value)).Average())], own.Length);
    }
}

/// <summary>The errors of a survival outcome.</summary>
internal sealed class CoxError(SurvivalOutcome outcome, TiedCensoring ties, CrossValidationMeasure measure) : IFoldError
{
    public (double[] Errors, double Weight) Of(FoldPredictions predictions)
    {
        SurvivalOutcome own = outcome.Rows(predictions.Rows);
        switch (measure)
        {
            case CrossValidationMeasure.Concordance:
                return ([.. predictions.Values.Select(values => SurvivalConcordance.Of(own, Array.ConvertAll(values, value => -value)).Value)], own.Count);
            case CrossValidationMeasure.Deviance:
                int[] training = [.. Enumerable.Range(0, outcome.Count).Except(predictions.Rows)];
                SurvivalOutcome rest = outcome.Rows(training);
                double[] falls =
                [
                    .. predictions.OfAllRows().Select(values =>
                        CoxPathFamily.DevianceOf(outcome, ties, values) - CoxPathFamily.DevianceOf(rest, ties, [.. training.Select(row => values[row])])),
                ];
                return ([.. falls.Select(fall => fall / own.EventCount)], own.EventCount);
            default:
                throw new ArgumentException($"'{measure}' is no measure of survival.");
        }
    }
}
