namespace Voxopsy.Imaging.Registration;

/// <summary>Powell's search along conjugate directions without derivatives (Computer Journal 7, 1964), with golden sections.</summary>
internal static class DirectionSearch
{
    private const double Golden = 0.6180339887498949;

    /// <summary>Climbs from a start; the start is overwritten by the best point found.</summary>
    internal static double Maximize(Func<double[], double> score, double[] point, double reach, double tolerance, int rounds, CancellationToken cancellation)
    {
        int n = point.Length;
        double[][] directions = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0.0).ToArray())];
        double best = score(point);
        for (int round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] before = [.. point];
            double start = best, largest = 0;
            int steepest = 0;
            for (int i = 0; i < n; i++)
            {
                double old = best;
                best = AlongLine(score, point, directions[i], reach, tolerance, best);
                if (best - old > largest)
                {
                    (largest, steepest) = (best - old, i);
                }
            }

            double[] moved = [.. point.Zip(before, (a, b) => a - b)];
            double length = Math.Sqrt(moved.Sum(value => value * value));
            if (length < tolerance || best - start < 1e-7)
            {
                break;
            }

            directions[steepest] = directions[n - 1];
            directions[n - 1] = [.. moved.Select(value => value / length)];
            best = AlongLine(score, point, directions[n - 1], reach, tolerance, best);
            reach = Math.Max(4 * tolerance, Math.Min(reach, 2 * length));
        }

        return best;
    }

    private static double AlongLine(Func<double[], double> score, double[] point, double[] direction, double reach, double tolerance, double best)
    {
        double[] probe = new double[point.Length];
        double At(double step)
        {
            for (int i = 0; i < probe.Length; i++)
            {
                probe[i] = point[i] + (step * direction[i]);
            }

            return score(probe);
        }

        (double low, double high) = (-reach, reach);
        double a = high - (Golden * (high - low)), b = low + (Golden * (high - low));
        double fa = At(a), fb = At(b), step = 0;
        while (high - low > tolerance)
        {
            if (fa > best)
            {
                (best, step) = (fa, a);
            }

            if (fb > best)
            {
                (best, step) = (fb, b);
            }

            if (fa > fb)
            {
                (high, b, fb) = (b, a, fa);
                a = high - (Golden * (high - low));
                fa = At(a);
            }
            else
            {
                (low, a, fa) = (a, b, fb);
                b = low + (Golden * (high - low));
                fb = At(b);
            }
        }

        for (int i = 0; i < point.Length; i++)
        {
            point[i] += step * direction[i];
        }

        return best;
    }
}
