using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Study.Splits;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Models;

/// <summary>A correction of log odds, learned on out-of-fold scores of training rows; it never sees a judged row.</summary>
/// <param name="Intercept">What is added.</param>
/// <param name="Slope">What log odds are multiplied by first; above 0, so that the order of patients stays.</param>
internal sealed record Recalibration(double Intercept, double Slope)
{
    /// <summary>Changes nothing.</summary>
    internal static Recalibration None { get; } = new(0, 1);

    /// <summary>Learns the correction. Scores that tell nothing, or the wrong way round, get a new intercept and keep their slope.</summary>
    internal static Recalibration Fit(RecalibrationKind kind, OutOfFoldScores scores, TrainingSet training)
    {
        if (kind == RecalibrationKind.None)
        {
            return None;
        }

        ImmutableArray<double> values = scores.LinearPredictors;
        if (kind == RecalibrationKind.Logistic && values.Distinct().Count() > 2)
        {
            try
            {
                LogisticModel model = LogisticRegression.Fit(Matrix.FromColumns([[.. values]]), training.Outcomes.AsSpan(), ["score"]);
                if (model.Separation is null && model.Coefficients[0] > 0)
                {
                    return new Recalibration(model.Intercept, model.Coefficients[0]);
                }
            }
            catch (UnfittableModelException)
            {
                // Scores without a slope of their own keep the one they have.
            }
        }

        return new Recalibration(InterceptOf(values, training.Events), 1);
    }

    /// <summary>The log odds after the correction.</summary>
    internal double[] Apply(double[] logOdds) => this == None ? logOdds : [.. logOdds.Select(value => Intercept + (Slope * value))];

    /// <summary>The intercept with which probabilities sum to the number of events: bisection, as the sum rises with it.</summary>
    private static double InterceptOf(ImmutableArray<double> scores, int events)
    {
        double low = -60 - scores.Max();
        double high = 60 - scores.Min();
        for (int i = 0; i < 200 && high - low > 1e-13 * (1 + Math.Abs(low)); i++)
        {
            double middle = (low + high) / 2;
            double sum = scores.Sum(score => LinearModel.Probability(middle + score));
            (low, high) = sum < events ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
