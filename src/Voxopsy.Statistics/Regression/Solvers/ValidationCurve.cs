using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The error over folds at each penalty, and the penalties it chooses.</summary>
internal sealed record ValidationCurve(ImmutableArray<double> Mean, ImmutableArray<double> StandardError, int MinimumIndex, int OneStandardErrorIndex)
{
    /// <summary>Sums up folds.</summary>
    /// <param name="errors">One array a fold, one error a penalty.</param>
    /// <param name="weights">How much each fold counts.</param>
    /// <param name="measure">What was counted.</param>
    internal static ValidationCurve Of(double[][] errors, double[] weights, CrossValidationMeasure measure)
    {
        double total = weights.Sum();
        int count = errors[0].Length;
        double[] mean = new double[count];
        double[] deviation = new double[count];
        for (int k = 0; k < count; k++)
        {
            mean[k] = errors.Select((fold, f) => weights[f] * fold[k]).Sum() / total;
            double spread = errors.Select((fold, f) => weights[f] * (fold[k] - mean[k]) * (fold[k] - mean[k])).Sum() / total;
            deviation[k] = Math.Sqrt(spread / (errors.Length - 1));
        }

        double sign = CrossValidatedLasso.IsGain(measure) ? -1 : 1;
        int best = 0;
        for (int k = 1; k < count; k++)
        {
            best = sign * mean[k] < sign * mean[best] ? k : best;
        }

        double limit = (sign * mean[best]) + deviation[best];
        int simplest = Array.FindIndex(mean, value => sign * value <= limit);
        return new ValidationCurve([.. mean], [.. deviation], best, simplest);
    }
}
