namespace Voxopsy.Statistics.Numerics;

/// <summary>Roots of functions of one number.</summary>
internal static class RootFinder
{
    /// <summary>The root of a rising function, by bisection to the last digits; the nearer end when there is none between.</summary>
    internal static double Increasing(Func<double, double> function, double low, double high)
    {
        if (function(low) >= 0)
        {
            return low;
        }

        if (function(high) <= 0)
        {
            return high;
        }

        for (int step = 0; step < 200; step++)
        {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high)
            {
                break;
            }

            (low, high) = function(middle) < 0 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
