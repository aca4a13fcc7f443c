using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Validation;

/// <summary>How well predicted log odds tell and match outcomes.</summary>
/// <param name="Dxy">Somers' D: 2·(AUC − ½), within [−1, 1].</param>
/// <param name="R2">Nagelkerke's share of explained variation after recalibration, within [0, 1].</param>
/// <param name="Intercept">The recalibration intercept, 0 best.</param>
/// <param name="Slope">The recalibration slope, 1 best.</param>
/// <param name="Discrimination">D: (likelihood-ratio χ² of the recalibrated prediction − 1) / n.</param>
/// <param name="Unreliability">U: (fall of −2 log-likelihood by recalibrating − 2) / n.</param>
/// <param name="Brier">The mean squared error of the probabilities.</param>
/// <param name="G">Gini's mean difference of the recalibrated log odds.</param>
/// <param name="Gp">Gini's mean difference of the recalibrated probabilities.</param>
/// <remarks>The indices of R's <c>rms::validate</c> and <c>val.prob</c> (Harrell, Regression Modeling Strategies, 2nd ed., section 10.9), from exactly converged fits.</remarks>
public sealed record ValidationIndices(
    double Dxy, double R2, double Intercept, double Slope, double Discrimination, double Unreliability, double Brier, double G, double Gp)
{
    /// <summary>Gets D − U: discrimination less miscalibration.</summary>
    public double Quality => Discrimination - Unreliability;

    /// <summary>Gets the area under the ROC curve.</summary>
    public double AreaUnderCurve => (Dxy + 1) / 2;

    /// <summary>Gets the names of all indices, in the order of <see cref="ToArray"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Dxy", "R2", "Intercept", "Slope", "D", "U", "Q", "B", "g", "gp"];

    /// <summary>Tests predictions on rows.</summary>
    /// <param name="logOdds">Predicted log odds.</param>
    /// <param name="events">What happened.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="OneClassOutcomeException">All rows have the same outcome.</exception>
    public static ValidationIndices Of(ReadOnlySpan<double> logOdds, ReadOnlySpan<bool> events)
    {
        LogisticRegression.RequireFittable(Matrix.FromColumns(logOdds.ToArray()), events, ["predicted log odds"]);
        return new ValidationWorkspace(events.Length).Test(logOdds, LogisticRegression.ToNumbers(events, out _));
    }

    /// <summary>All indices.</summary>
    public double[] ToArray() => [Dxy, R2, Intercept, Slope, Discrimination, Unreliability, Quality, Brier, G, Gp];
}
