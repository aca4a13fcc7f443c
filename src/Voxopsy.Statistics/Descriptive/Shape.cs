namespace Voxopsy.Statistics.Descriptive;

/// <summary>Skewness, kurtosis and a robust spread of a sample.</summary>
public static class Shape
{
    /// <summary>Third standardized moment, n below; 0 for a symmetric sample.</summary>
    /// <param name="values">A sample without NaN.</param>
    public static double Skewness(ReadOnlySpan<double> values) => Standardized(values, 3);

    /// <summary>Fourth standardized moment, n below; 3 for a normal distribution.</summary>
    /// <param name="values">A sample without NaN.</param>
    public static double Kurtosis(ReadOnlySpan<double> values) => Standardized(values, 4);

    /// <summary>Median absolute deviation from the median times 1.4826, which estimates the standard deviation of a normal sample.</summary>
    /// <param name="values">A sample without NaN.</param>
    public static double MedianAbsoluteDeviation(ReadOnlySpan<double> values)
    {
        double median = Quantile.Median(values);
        return 1.4826 * Quantile.Median(Array.ConvertAll(values.ToArray(), value => Math.Abs(value - median)));
    }

    private static double Standardized(ReadOnlySpan<double> values, int order)
    {
        double mean = Moments.Of(values).Mean;
        double squares = 0;
        double powers = 0;
        foreach (double value in values)
        {
            double difference = value - mean;
            squares += difference * difference;
            powers += order == 3 ? difference * difference * difference : difference * difference * difference * difference;
        }

        return powers / values.Length / Math.Pow(squares / values.Length, order / 2.0);
    }
}
