namespace Voxopsy.Statistics.Calibration;

/// <summary>Straight lines between points.</summary>
internal static class LineInterpolation
{
    /// <summary>The value at each place; of points at one x the first counts; <see cref="double.NaN"/> outside.</summary>
    /// <param name="x">Ascending, may repeat.</param>
    /// <param name="y">One value an x.</param>
    /// <param name="places">Any places.</param>
    internal static double[] At(double[] x, double[] y, ReadOnlySpan<double> places)
    {
        List<double> xs = [];
        List<double> ys = [];
        for (int i = 0; i < x.Length; i++)
        {
            if (xs.Count == 0 || x[i] != xs[^1])
            {
                xs.Add(x[i]);
                ys.Add(y[i]);
            }
        }

        double[] values = new double[places.Length];
        for (int p = 0; p < values.Length; p++)
        {
            int right = xs.BinarySearch(places[p]);
            if (right >= 0)
            {
                values[p] = ys[right];
                continue;
            }

            right = ~right;
            values[p] = right == 0 || right == xs.Count
                ? double.NaN
                : ys[right - 1] + ((ys[right] - ys[right - 1]) * ((places[p] - xs[right - 1]) / (xs[right] - xs[right - 1])));
        }

        return values;
    }
}
