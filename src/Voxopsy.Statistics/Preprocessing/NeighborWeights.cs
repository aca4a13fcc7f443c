namespace Voxopsy.Statistics.Preprocessing;

/// <summary>The nearest rows and what each of them counts.</summary>
internal static class NeighborWeights
{
    /// <summary>The weighted mean of the values of the nearest rows.</summary>
    /// <param name="near">Nearest rows with their distances.</param>
    /// <param name="values">The values of all rows.</param>
    /// <param name="weighting">How much each counts.</param>
    internal static double Mean(ReadOnlySpan<(double Distance, int Row)> near, ReadOnlySpan<double> values, NeighborWeighting weighting)
    {
        bool exact = weighting == NeighborWeighting.InverseDistance && near[0].Distance == 0;
        double sum = 0;
        double total = 0;
        foreach ((double distance, int row) in near)
        {
            double weight = weighting == NeighborWeighting.Uniform ? 1 : exact ? (distance == 0 ? 1 : 0) : 1 / distance;
            sum += weight * values[row];
            total += weight;
        }

        return sum / total;
    }

    /// <summary>Moves the nearest rows to the front, in order; equal distances in the order of rows.</summary>
    internal static Span<(double Distance, int Row)> Nearest(Span<(double Distance, int Row)> all, int count)
    {
        all.Sort(static (a, b) => a.Distance < b.Distance ? -1 : a.Distance > b.Distance ? 1 : a.Row.CompareTo(b.Row));
        return all[..Math.Min(count, all.Length)];
    }
}
