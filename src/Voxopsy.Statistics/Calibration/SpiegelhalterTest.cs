using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Calibration;

/// <summary>Whether the Brier score is larger than right probabilities would make it.</summary>
/// <param name="Z">The standardized difference.</param>
/// <param name="P">Two-sided p value.</param>
/// <remarks>Source: Spiegelhalter 1986, Stat Med 5:421.</remarks>
public sealed record SpiegelhalterTest(double Z, double P)
{
    /// <summary>Computes the test; <see cref="double.NaN"/> when all probabilities are 0, ½ or 1.</summary>
    /// <param name="probabilities">Predicted probabilities, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    public static SpiegelhalterTest Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < events.Length; i++)
        {
            double p = probabilities[i];
            sum += ((events[i] ? 1 : 0) - p) * (1 - (2 * p));
            variance += (1 - (2 * p)) * (1 - (2 * p)) * p * (1 - p);
        }

        double z = sum / Math.Sqrt(variance);
        return new SpiegelhalterTest(z, Normal.TwoSidedP(z));
    }
}
