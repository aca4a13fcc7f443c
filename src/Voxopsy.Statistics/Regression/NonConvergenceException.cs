namespace Voxopsy.Statistics.Regression;

/// <summary>An iteration ended without an answer; no half-finished number is given out.</summary>
public sealed class NonConvergenceException : UnfittableModelException
{
    /// <summary>Says what did not converge.</summary>
    /// <param name="what">The model, such as <c>the logistic model</c>.</param>
    /// <param name="iterations">How many iterations were made.</param>
    /// <param name="lastStep">The largest change of a standardized coefficient in the last one.</param>
    public NonConvergenceException(string what, int iterations, double lastStep)
        : base(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"The fit of {what} did not converge: after {iterations} iterations a standardized coefficient still changed by {lastStep:G3}; look for nearly collinear columns or extreme values."))
    {
    }
}
