namespace Voxopsy.Statistics.Descriptive;

/// <summary>Mean and spread of a sample.</summary>
/// <param name="Count">Number of values.</param>
/// <param name="Mean">Mean; NaN of an empty sample.</param>
/// <param name="Variance">Variance with n − 1 below; NaN of fewer than two values.</param>
public readonly record struct Moments(int Count, double Mean, double Variance)
{
    /// <summary>Gets the standard deviation.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Gets the standard error of the mean.</summary>
    public double StandardError => Math.Sqrt(Variance / Count);

    /// <summary>Two passes over the values, so that a large mean does not cost digits of the variance.</summary>
    /// <param name="values">A sample; a NaN makes all NaN.</param>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        double rest = 0;
        double squares = 0;
        foreach (double value in values)
        {
            double difference = value - mean;
            rest += difference;
            squares += difference * difference;
        }

        double correction = rest / values.Length;
        return new Moments(
            values.Length,
            mean + correction,
            values.Length < 2 ? double.NaN : (squares - (rest * correction)) / (values.Length - 1));
    }
}
