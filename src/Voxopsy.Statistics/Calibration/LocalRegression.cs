namespace Voxopsy.Statistics.Calibration;

/// <summary>Local regression (loess): parabolas fitted to the neighbors of each place, near ones weighing more.</summary>
/// <remarks>
/// Source: Cleveland and Devlin 1988, J Am Stat Assoc 83:596; degree 2, tricube weights, fitted directly at every place as R's
/// <c>loess(surface = "direct")</c>.
/// </remarks>
public static class LocalRegression
{
    // How far the outermost cells reach beyond the rows, as a share of their range (ehg126 of the loess library).
    private const double BoxMargin = 0.005;

    /// <summary>Fits at places.</summary>
    /// <param name="x">The predictor, in any order.</param>
    /// <param name="y">The outcome, one value an x.</param>
    /// <param name="places">Where to fit.</param>
    /// <param name="span">The share of rows that are neighbors of a place, within (0, 1].</param>
    /// <returns>One value a place; <see cref="double.NaN"/> without rows.</returns>
    /// <exception cref="ArgumentException">x and y differ in length.</exception>
    public static double[] Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> places, double span = 0.75)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"There are {x.Length} places, but {y.Length} values.", nameof(y));
        }

        double[] sorted = x.ToArray();
        double[] values = y.ToArray();
        Array.Sort(sorted, values);
        int neighbors = Math.Clamp((int)((sorted.Length * span) + 1e-5), Math.Min(3, sorted.Length), sorted.Length);
        double[] fitted = new double[places.Length];
        for (int i = 0; i < fitted.Length; i++)
        {
            fitted[i] = sorted.Length == 0 ? double.NaN : FitAt(sorted, values, places[i], neighbors).Value;
        }

        return fitted;
    }

    /// <summary>Fits at a few places only and joins them by cubic curves: fast for many rows, close to <see cref="Fit"/>.</summary>
    /// <param name="x">The predictor, in any order.</param>
    /// <param name="y">The outcome, one value an x.</param>
    /// <param name="places">Where to evaluate, within the range of x.</param>
    /// <param name="span">The share of rows that are neighbors of a place, within (0, 1].</param>
    /// <param name="cell">Cells are halved until they hold no more than this share of the neighbors.</param>
    /// <returns>One value a place; what R's <c>loess</c> gives by default (a k-d tree with blending).</returns>
    public static double[] FitInterpolated(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> places, double span = 0.75, double cell = 0.2)
    {
        double[] sorted = x.ToArray();
        double[] values = y.ToArray();
        Array.Sort(sorted, values);
        int neighbors = Math.Clamp((int)((sorted.Length * span) + 1e-5), Math.Min(3, sorted.Length), sorted.Length);
        double range = Math.Max(sorted[^1] - sorted[0], (Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[^1])) * 1e-10) + 1e-30);
        double margin = range * BoxMargin;
        List<double> vertices = [sorted[0] - margin, sorted[^1] + margin];
        Divide(sorted, 0, sorted.Length - 1, (int)(sorted.Length * span * cell), vertices[0], vertices[1], vertices);
        vertices.Sort();
        (double Value, double Slope)[] fits = [.. vertices.Select(vertex => FitAt(sorted, values, vertex, neighbors))];
        double[] fitted = new double[places.Length];
        for (int i = 0; i < fitted.Length; i++)
        {
            double place = places[i];
            int right = Math.Clamp(vertices.FindIndex(vertex => vertex >= place), 1, vertices.Count - 1);
            double width = vertices[right] - vertices[right - 1];
            double t = (place - vertices[right - 1]) / width;
            (double low, double lowSlope) = fits[right - 1];
            (double high, double highSlope) = fits[right];
            fitted[i] = ((1 + (2 * t)) * (1 - t) * (1 - t) * low) + (t * t * (3 - (2 * t)) * high)
                + (width * ((t * (1 - t) * (1 - t) * lowSlope) - (t * t * (1 - t) * highSlope)));
        }

        return fitted;
    }

    /// <summary>Cuts the cell of the rows first to last in the middle until it holds few enough.</summary>
    private static void Divide(double[] sorted, int first, int last, int most, double low, double high, List<double> vertices)
    {
        if (last - first + 1 <= most)
        {
            return;
        }

        // The row nearest the middle that the next one differs from: one to the right, one to the left, two to the right, ….
        int middle = (first + last) / 2;
        int offset = 0;
        while (middle + offset < last && middle + offset >= first && sorted[middle + offset] == sorted[middle + offset + 1])
        {
            offset = offset > 0 ? -offset : -offset + 1;
        }

        middle = middle + offset < last && middle + offset >= first ? middle + offset : middle;
        double cut = sorted[middle];
        if (cut <= low || cut >= high)
        {
            return;
        }

        vertices.Add(cut);
        Divide(sorted, first, middle, most, low, cut, vertices);
        Divide(sorted, middle + 1, last, most, cut, high, vertices);
    }

    private static (double Value, double Slope) FitAt(double[] x, double[] y, double at, int neighbors)
    {
        int left = Window(x, at, neighbors);
        double h = Math.Max(at - x[left], x[left + neighbors - 1] - at);
        if (h <= 0)
        {
            // All neighbors stand on the place: reach on to the nearest other value, if any.
            h = x.Where(value => value != at).Select(value => Math.Abs(value - at)).DefaultIfEmpty(1).Min();
        }

        // Moments of u = (x − at) / h, within [−1, 1], so that the normal equations are well conditioned.
        Span<double> moments = stackalloc double[5];
        Span<double> products = stackalloc double[3];
        moments.Clear();
        products.Clear();
        for (int i = LowerBound(x, at - h); i < x.Length && x[i] - at < h; i++)
        {
            double u = (x[i] - at) / h;
            double distance = Math.Abs(u);
            if (distance >= 1)
            {
                continue;
            }

            double cube = 1 - (distance * distance * distance);
            double weight = cube * cube * cube;
            double power = weight;
            for (int k = 0; k < 5; k++)
            {
                moments[k] += power;
                if (k < 3)
                {
                    products[k] += power * y[i];
                }

                power *= u;
            }
        }

        (double value, double slope) = AtZero(moments, products);
        return (value, slope / h);
    }

    /// <summary>The first of the nearest rows.</summary>
    private static int Window(double[] x, double at, int neighbors)
    {
        int left = Math.Clamp(LowerBound(x, at) - neighbors, 0, x.Length - neighbors);
        while (left + neighbors < x.Length && at - x[left] > x[left + neighbors] - at)
        {
            left++;
        }

        return left;
    }

    private static int LowerBound(double[] x, double value)
    {
        int low = 0;
        int high = x.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = x[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Value and slope of the weighted parabola; of a line or a mean where the rows determine no more.</summary>
    private static (double Value, double Slope) AtZero(ReadOnlySpan<double> m, ReadOnlySpan<double> p)
    {
        // Gram-Schmidt on 1, u, u² under the weights.
        double mean = m[1] / m[0];
        double spread = m[2] - (m[1] * mean);
        double value = p[0] / m[0];
        if (spread <= 1e-12 * m[0])
        {
            return (value, 0);
        }

        double slope = (p[1] - (mean * p[0])) / spread;
        value -= slope * mean;
        double squareMean = m[2] / m[0];
        double squareSlope = (m[3] - (mean * m[2])) / spread;
        // q(u) = u² − squareMean − squareSlope (u − mean).
        double constant = -squareMean + (squareSlope * mean);
        double curve = m[4] + (constant * m[2]) - (squareSlope * m[3]);
        if (curve <= 1e-12 * m[0])
        {
            return (value, slope);
        }

        double curvature = (p[2] + (constant * p[0]) - (squareSlope * p[1])) / curve;
        return (value + (curvature * constant), slope - (curvature * squareSlope));
    }
}
