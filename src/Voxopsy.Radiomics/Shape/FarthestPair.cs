namespace Voxopsy.Radiomics.Shape;

/// <summary>The two points of a cloud that are farthest apart.</summary>
internal static class FarthestPair
{
    /// <summary>The squared distance of the farthest pair.</summary>
    /// <remarks>
    /// Points are taken from the outermost inwards; two points are never farther apart than their distances from the middle together, so the
    /// search ends early and still finds the exact pair.
    /// </remarks>
    /// <param name="points">At least one point, in half voxels.</param>
    /// <param name="metric">Lengths in mm.</param>
    internal static double SquaredDistance(List<(int X, int Y, int Z)> points, Metric metric)
    {
        double middleX = (points.Min(point => point.X) + points.Max(point => point.X)) / 2.0;
        double middleY = (points.Min(point => point.Y) + points.Max(point => point.Y)) / 2.0;
        double middleZ = (points.Min(point => point.Z) + points.Max(point => point.Z)) / 2.0;
        double[] reach = [.. points.Select(point => Math.Sqrt(metric.SquaredLength(point.X - middleX, point.Y - middleY, point.Z - middleZ)))];
        (int X, int Y, int Z)[] ordered = [.. points];
        Array.Sort(reach, ordered, Comparer<double>.Create((a, b) => b.CompareTo(a)));

        double best = 0;
        double bestLength = 0;
        for (int i = 0; i < ordered.Length && reach[i] * 2 >= bestLength * (1 - 1e-12); i++)
        {
            (int X, int Y, int Z) a = ordered[i];
            for (int j = i + 1; j < ordered.Length && reach[i] + reach[j] >= bestLength * (1 - 1e-12); j++)
            {
                (int X, int Y, int Z) b = ordered[j];
                double squared = metric.SquaredLength(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
                if (squared > best)
                {
                    (best, bestLength) = (squared, Math.Sqrt(squared));
                }
            }
        }

        return best;
    }
}
