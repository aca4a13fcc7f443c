using System.Collections.Immutable;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Validation;

/// <summary>A calibration curve corrected for optimism, as R's <c>rms::calibrate</c>.</summary>
/// <param name="Predicted">Fifty probabilities from the fifth smallest to the fifth largest predicted one.</param>
/// <param name="Apparent">The smoothed share of events at each.</param>
/// <param name="Corrected">The same less the optimism over the resamples.</param>
public sealed record OptimismCurve(ImmutableArray<double> Predicted, ImmutableArray<double> Apparent, ImmutableArray<double> Corrected)
{
    private const int Places = 50;

    /// <summary>Gets the mean distance of the corrected curve from the diagonal.</summary>
    public double MeanAbsoluteError => Predicted.Select((p, i) => Math.Abs(p - Corrected[i])).Where(double.IsFinite).Average();

    /// <summary>Computes the curve over given resamples.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="resamples">The rows of each resample, counted from 0.</param>
    /// <exception cref="UnfittableModelException">The model has no fit to all rows.</exception>
    public static OptimismCurve Of(Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, IReadOnlyList<int[]> resamples)
    {
        ArgumentNullException.ThrowIfNull(resamples);
        LogisticModel model = LogisticRegression.Fit(predictors, events, names);
        double[] outcome = LogisticRegression.ToNumbers(events, out _);
        double[] probabilities = model.Predict(predictors);
        double[] sorted = [.. probabilities.Order()];
        double low = sorted[Math.Min(4, sorted.Length - 1)];
        double high = sorted[Math.Max(0, sorted.Length - 5)];
        double[] places = [.. Enumerable.Range(0, Places).Select(i => low + ((high - low) * i / (Places - 1)))];
        double[] apparent = Curve(probabilities, outcome, places);
        double[] optimism = new double[Places];
        int[] counted = new int[Places];
        StandardizedDesign design = StandardizedDesign.Of(predictors);
        double[] start = design.ToStandardized([model.Intercept, .. model.Coefficients]);
        foreach (int[] resample in resamples)
        {
            LogisticNewton newton = new(outcome.Length, design.Count);
            start.CopyTo(newton.Coefficients, 0);
            double[] weights = new double[outcome.Length];
            foreach (int row in resample)
            {
                weights[row]++;
            }

            if (newton.Solve(design.Columns, outcome, weights, []) != LogisticNewton.Ending.Converged)
            {
                continue;
            }

            double[] own = Curve([.. resample.Select(row => newton.Probability[row])], [.. resample.Select(row => outcome[row])], places);
            double[] all = Curve(newton.Probability, outcome, places);
            for (int i = 0; i < Places; i++)
            {
                // A place outside the reach of either curve says nothing in this resample.
                if (double.IsFinite(own[i] - all[i]))
                {
                    optimism[i] += own[i] - all[i];
                    counted[i]++;
                }
            }
        }

        return new OptimismCurve([.. places], [.. apparent], [.. apparent.Select((value, i) => value - (optimism[i] / counted[i]))]);
    }

    /// <summary>The smooth at places by straight lines; <see cref="double.NaN"/> outside the predictions.</summary>
    private static double[] Curve(double[] probabilities, double[] outcome, double[] places)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length)];
        double[] x = [.. probabilities];
        StableSort(x, order);
        double[] smooth = Lowess.Smooth(x, [.. order.Select(i => outcome[i])]);
        return LineInterpolation.At(x, smooth, places);
    }

    private static void StableSort(double[] x, int[] order)
    {
        int[] sorted = [.. order.OrderBy(i => x[i])];
        double[] values = [.. sorted.Select(i => x[i])];
        sorted.CopyTo(order, 0);
        values.CopyTo(x, 0);
    }
}
