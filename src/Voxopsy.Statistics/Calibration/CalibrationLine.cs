using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Calibration;

/// <summary>How the log odds of what happened follow the predicted log odds: a line whose slope is 1 and intercept 0 when all is well.</summary>
/// <param name="Intercept">Calibration in the large: the intercept with the slope held at 1; above 0 when risks are predicted too low.</param>
/// <param name="InterceptStandardError">Its standard error.</param>
/// <param name="Slope">The slope fitted with an intercept; below 1 when predictions are too extreme; <see cref="double.NaN"/> when predictions are all alike or tell the outcomes apart without error.</param>
/// <param name="SlopeStandardError">Its standard error.</param>
/// <param name="SlopeIntercept">The intercept fitted with the slope.</param>
/// <param name="SlopeInterceptStandardError">Its standard error.</param>
/// <remarks>Source: Cox 1958, Biometrika 45:562; Steyerberg, Clinical Prediction Models, 2nd ed., chapter 15.</remarks>
public sealed record CalibrationLine(
    double Intercept, double InterceptStandardError, double Slope, double SlopeStandardError, double SlopeIntercept, double SlopeInterceptStandardError)
{
    /// <summary>Probabilities closer than this to 0 or 1 count as this far from them, for their log odds are infinite.</summary>
    public const double Margin = 1e-10;

    /// <summary>Fits the line.</summary>
    /// <param name="probabilities">Predicted probabilities, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="OneClassOutcomeException">All rows have the same outcome.</exception>
    /// <exception cref="MissingValueException">A probability is not a number.</exception>
    public static CalibrationLine Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        double[] logOdds = [.. probabilities.ToArray().Select(p => LogisticFunction.Logit(Math.Clamp(p, Margin, 1 - Margin)))];
        return OfLogOdds(logOdds, events);
    }

    internal static CalibrationLine OfLogOdds(double[] logOdds, ReadOnlySpan<bool> events)
    {
        Matrix predictor = Matrix.FromColumns(logOdds);
        LogisticRegression.RequireFittable(predictor, events, ["predicted log odds"]);
        double[] outcome = LogisticRegression.ToNumbers(events, out _);
        double[] ones = new double[logOdds.Length];
        ones.AsSpan().Fill(1);
        LogisticNewton shift = new(logOdds.Length, 1);
        bool hasShift = shift.Solve(ones, outcome, [], logOdds) == LogisticNewton.Ending.Converged;
        double intercept = hasShift ? shift.Coefficients[0] : double.NaN;
        double error = hasShift ? 1 / Math.Sqrt(VectorMath.Sum(shift.Weight)) : double.NaN;
        if (logOdds.Max() - logOdds.Min() < 1e-12)
        {
            return new CalibrationLine(intercept, error, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        LogisticModel line = LogisticRegression.Fit(predictor, events, ["predicted log odds"]);
        return line.Separation is null
            ? new CalibrationLine(intercept, error, line.Coefficients[0], line.StandardErrors[0], line.Intercept, line.InterceptStandardError)
            : new CalibrationLine(intercept, error, double.NaN, double.NaN, double.NaN, double.NaN);
    }
}
