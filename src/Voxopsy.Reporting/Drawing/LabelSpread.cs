namespace Voxopsy.Reporting.Drawing;

/// <summary>Moves labels apart that would touch, each as little as possible.</summary>
internal static class LabelSpread
{
    /// <summary>New places with at least a gap between neighbours, in the order of the wanted places, kept within [low, high] when there is room.</summary>
    /// <param name="wanted">Where each label would like to be.</param>
    /// <param name="gap">Least distance between two labels.</param>
    /// <param name="low">Lowest place.</param>
    /// <param name="high">Highest place.</param>
    internal static double[] Apart(IReadOnlyList<double> wanted, double gap, double low, double high)
    {
        int[] order = [.. Enumerable.Range(0, wanted.Count).OrderBy(i => wanted[i]).ThenBy(i => i)];
        double[] sorted = [.. order.Select(i => wanted[i])];

        // Groups of touching labels are centered on the mean of what they want; merged groups are looked at again.
        List<(double Middle, int Count)> groups = [];
        foreach (double place in sorted)
        {
            groups.Add((place, 1));
            while (groups.Count > 1 && Touch(groups[^2], groups[^1], gap))
            {
                ((double first, int firstCount), (double second, int secondCount)) = (groups[^2], groups[^1]);
                int count = firstCount + secondCount;
                groups.RemoveRange(groups.Count - 2, 2);
                groups.Add((((first * firstCount) + (second * secondCount)) / count, count));
            }
        }

        double[] placed = [.. groups.SelectMany(group => Enumerable.Range(0, group.Count).Select(i => group.Middle + ((i - ((group.Count - 1) / 2.0)) * gap)))];
        for (int i = 0; i < placed.Length; i++)
        {
            placed[i] = Math.Max(placed[i], i == 0 ? low : placed[i - 1] + gap);
        }

        for (int i = placed.Length - 1; i >= 0; i--)
        {
            placed[i] = Math.Min(placed[i], i == placed.Length - 1 ? high : placed[i + 1] - gap);
        }

        double[] result = new double[wanted.Count];
        for (int i = 0; i < order.Length; i++)
        {
            result[order[i]] = placed[i];
        }

        return result;
    }

    private static bool Touch((double Middle, int Count) first, (double Middle, int Count) second, double gap) =>
        second.Middle - ((second.Count - 1) / 2.0 * gap) - (first.Middle + ((first.Count - 1) / 2.0 * gap)) < gap;
}
