using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>The Shapiro-Wilk test of normality for 3 to 5000 values.</summary>
/// <remarks>Source: Royston 1995, Applied Statistics 44:547 (algorithm AS R94), whose polynomials these are.</remarks>
public static class ShapiroWilk
{
    /// <summary>Fewest values that can be tested.</summary>
    public const int FewestValues = 3;

    /// <summary>Most values for which the approximation was made.</summary>
    public const int MostValues = 5000;

    private static readonly double[] LastWeight = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
    private static readonly double[] SecondLastWeight = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
    private static readonly double[] SmallMean = [0.544, -0.39978, 0.025054, -6.714e-4];
    private static readonly double[] SmallLogDeviation = [1.3822, -0.77857, 0.062767, -0.0020322];
    private static readonly double[] LargeMean = [-1.5861, -0.31082, -0.083751, 0.0038915];
    private static readonly double[] LargeLogDeviation = [-0.4803, -0.082676, 0.0030302];

    /// <summary>Tests a sample.</summary>
    /// <param name="values">Values without NaN, 3 to 5000 of them.</param>
    /// <returns>The test; NaN when all values are equal.</returns>
    /// <exception cref="ArgumentException">There are fewer than 3 or more than 5000 values.</exception>
    public static ShapiroWilkResult Test(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        if (n is < FewestValues or > MostValues)
        {
            throw new ArgumentException($"The Shapiro-Wilk test takes {FewestValues} to {MostValues} values, found {n}.", nameof(values));
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double range = sorted[^1] - sorted[0];
        if (!(range >= 1e-19))
        {
            return new ShapiroWilkResult(double.NaN, double.NaN);
        }

        double missing = OneMinusW(sorted, range, Weights(n));
        return new ShapiroWilkResult(1 - missing, P(missing, n));
    }

    /// <summary>The weights of the largest values, from the largest inwards; the smallest values have the same with the other sign.</summary>
    private static double[] Weights(int n)
    {
        int half = n / 2;
        double[] weights = new double[half];
        if (n == 3)
        {
            weights[0] = Math.Sqrt(0.5);
            return weights;
        }

        double sum = 0;
        for (int i = 0; i < half; i++)
        {
            weights[i] = -Normal.Quantile((i + 1 - 0.375) / (n + 0.25));
            sum += 2 * weights[i] * weights[i];
        }

        double root = Math.Sqrt(sum);
        double x = 1 / Math.Sqrt(n);
        double first = Polynomial(LastWeight, x) + (weights[0] / root);
        int from = 1;
        double factor;
        if (n > 5)
        {
            double second = Polynomial(SecondLastWeight, x) + (weights[1] / root);
            factor = Math.Sqrt((sum - (2 * weights[0] * weights[0]) - (2 * weights[1] * weights[1])) / (1 - (2 * first * first) - (2 * second * second)));
            weights[1] = second;
            from = 2;
        }
        else
        {
            factor = Math.Sqrt((sum - (2 * weights[0] * weights[0])) / (1 - (2 * first * first)));
        }

        weights[0] = first;
        for (int i = from; i < half; i++)
        {
            weights[i] /= factor;
        }

        return weights;
    }

    /// <summary>1 − W without cancellation.</summary>
    private static double OneMinusW(double[] sorted, double range, double[] weights)
    {
        int n = sorted.Length;
        double mean = 0;
        foreach (double value in sorted)
        {
            mean += value / range;
        }

        mean /= n;
        double squares = 0;
        double weightSquares = 0;
        double products = 0;
        for (int i = 0; i < n; i++)
        {
            int fromEnd = Math.Min(i, n - 1 - i);
            double weight = fromEnd >= weights.Length ? 0 : i < n - 1 - i ? -weights[fromEnd] : weights[fromEnd];
            double difference = (sorted[i] / range) - mean;
            squares += difference * difference;
            weightSquares += weight * weight;
            products += weight * difference;
        }

        double whole = Math.Sqrt(weightSquares * squares);
        return (whole - products) * (whole + products) / (weightSquares * squares);
    }

    private static double P(double missing, int n)
    {
        if (n == 3)
        {
            return Math.Max(0, 6 / Math.PI * (Math.Asin(Math.Sqrt(1 - missing)) - Math.Asin(Math.Sqrt(0.75))));
        }

        double y = Math.Log(missing);
        double size = n <= 11 ? n : Math.Log(n);
        if (n > 11)
        {
            return Normal.Upper((y - Polynomial(LargeMean, size)) / Math.Exp(Polynomial(LargeLogDeviation, size)));
        }

        double gamma = -2.273 + (0.459 * n);
        return y >= gamma
            ? 1e-99
            : Normal.Upper((-Math.Log(gamma - y) - Polynomial(SmallMean, size)) / Math.Exp(Polynomial(SmallLogDeviation, size)));
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }
}
