namespace Voxopsy.Statistics.Calibration;

/// <summary>The mean squared distance between predicted probabilities and what happened.</summary>
/// <remarks>Source: Brier 1950, Mon Weather Rev 78:1.</remarks>
public static class BrierScore
{
    /// <summary>Σ (event − probability)² / n, within [0, 1], 0 best; <see cref="double.NaN"/> without rows.</summary>
    /// <param name="probabilities">Predicted probabilities, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        if (probabilities.Length != events.Length)
        {
            throw new ArgumentException($"There are {probabilities.Length} probabilities, but {events.Length} outcomes.", nameof(events));
        }

        double sum = 0;
        for (int i = 0; i < events.Length; i++)
        {
            double difference = (events[i] ? 1 : 0) - probabilities[i];
            sum += difference * difference;
        }

        return sum / events.Length;
    }

    /// <summary>1 − score / score of predicting the share of events for all: at most 1, 0 for knowing only the share, negative for worse.</summary>
    /// <param name="probabilities">Predicted probabilities, within [0, 1].</param>
    /// <param name="events">What happened.</param>
    /// <returns><see cref="double.NaN"/> when all rows have the same outcome.</returns>
    public static double Scaled(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> events)
    {
        double share = (double)events.Count(true) / events.Length;
        double worst = share * (1 - share);
        return worst == 0 ? double.NaN : 1 - (Of(probabilities, events) / worst);
    }
}
