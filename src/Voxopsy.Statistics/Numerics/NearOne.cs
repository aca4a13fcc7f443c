namespace Voxopsy.Statistics.Numerics;

/// <summary>Logarithm and exponential near 1 and 0 with their full relative accuracy, which the framework's LogP1 and ExpM1 do not keep.</summary>
public static class NearOne
{
    /// <summary>ln(1 + x).</summary>
    /// <param name="x">Above −1.</param>
    /// <remarks>Source: Higham 2002, Accuracy and Stability of Numerical Algorithms, section 1.14.1; the error of 1 + x cancels.</remarks>
    public static double Log1Plus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : double.IsInfinity(sum) ? sum : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>eˣ − 1.</summary>
    /// <param name="x">Any number.</param>
    public static double ExpMinus1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        double power = Math.Exp(x);
        return power == 1 ? x : (power - 1) * x / Math.Log(power);
    }
}
