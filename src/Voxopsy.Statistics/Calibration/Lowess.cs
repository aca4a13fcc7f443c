namespace Voxopsy.Statistics.Calibration;

/// <summary>Cleveland's smoother: straight lines fitted to the neighbors of each point.</summary>
/// <remarks>
/// Source: Cleveland 1981, Am Stat 35:54, without robustness iterations; as R's <c>lowess(iter = 0)</c>: points closer together than
/// <c>delta</c> are filled in by straight lines.
/// </remarks>
public static class Lowess
{
    /// <summary>Smooths y over x.</summary>
    /// <param name="x">Ascending.</param>
    /// <param name="y">One value an x.</param>
    /// <param name="span">The share of points that are neighbors, within (0, 1].</param>
    /// <param name="deltaShare">The share of the range of x within which points are filled in by lines.</param>
    /// <returns>The smooth at each x.</returns>
    /// <exception cref="ArgumentException">x and y differ in length.</exception>
    public static double[] Smooth(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double span = 2.0 / 3, double deltaShare = 0.01)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"There are {x.Length} places, but {y.Length} values.", nameof(y));
        }

        int n = x.Length;
        double[] smooth = new double[n];
        if (n < 2)
        {
            y.CopyTo(smooth);
            return smooth;
        }

        int neighbors = Math.Clamp((int)((span * n) + 1e-7), 2, n);
        double delta = deltaShare * (x[^1] - x[0]);
        double[] weights = new double[n];
        int left = 0;
        int right = neighbors - 1;
        int last = -1;
        int i = 0;
        while (true)
        {
            while (right < n - 1 && x[i] - x[left] > x[right + 1] - x[i])
            {
                left++;
                right++;
            }

            if (!FitAt(x, y, x[i], left, right, weights, out smooth[i]))
            {
                smooth[i] = y[i];
            }

            if (last < i - 1)
            {
                double gap = x[i] - x[last];
                for (int j = last + 1; j < i; j++)
                {
                    double share = (x[j] - x[last]) / gap;
                    smooth[j] = (share * smooth[i]) + ((1 - share) * smooth[last]);
                }
            }

            last = i;
            double cut = x[last] + delta;
            for (i = last + 1; i < n && x[i] <= cut; i++)
            {
                if (x[i] == x[last])
                {
                    smooth[i] = smooth[last];
                    last = i;
                }
            }

            i = Math.Max(last + 1, i - 1);
            if (last >= n - 1)
            {
                return smooth;
            }
        }
    }

    private static bool FitAt(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double at, int left, int right, double[] weights, out double value)
    {
        double range = x[^1] - x[0];
        double h = Math.Max(at - x[left], x[right] - at);
        double far = 0.999 * h;
        double near = 0.001 * h;
        double sum = 0;
        int j = left;
        for (; j < x.Length; j++)
        {
            weights[j] = 0;
            double distance = Math.Abs(x[j] - at);
            if (distance <= far)
            {
                weights[j] = distance <= near ? 1 : Cube(1 - Cube(distance / h));
                sum += weights[j];
            }
            else if (x[j] > at)
            {
                break;
            }
        }

        value = 0;
        if (sum <= 0)
        {
            return false;
        }

        int end = j;
        double center = 0;
        for (j = left; j < end; j++)
        {
            weights[j] /= sum;
            center += weights[j] * x[j];
        }

        if (h > 0)
        {
            double slope = at - center;
            double spread = 0;
            for (j = left; j < end; j++)
            {
                spread += weights[j] * (x[j] - center) * (x[j] - center);
            }

            if (Math.Sqrt(spread) > 0.001 * range)
            {
                slope /= spread;
                for (j = left; j < end; j++)
                {
                    weights[j] *= (slope * (x[j] - center)) + 1;
                }
            }
        }

        for (j = left; j < end; j++)
        {
            value += weights[j] * y[j];
        }

        return true;
    }

    private static double Cube(double x) => x * x * x;
}
