namespace Voxopsy.Deep.Training;

/// <summary>The area under the ROC curve by ranks, for watching a training; intervals and tests are the business of statistics.</summary>
internal static class RankAuc
{
    /// <summary>The chance that a positive scores above a negative, ties counting half; <see cref="double.NaN"/> without one of the classes.</summary>
    internal static double Of(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        int[] order = [.. Enumerable.Range(0, scores.Count).OrderBy(i => scores[i])];
        double ranks = 0;
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && scores[order[end]] == scores[order[start]])
            {
                end++;
            }

            double rank = (start + end + 1) / 2.0;
            ranks += rank * order.AsSpan(start, end - start).ToArray().Count(i => positive[i]);
            start = end;
        }

        double count = positive.Count(value => value);
        double others = positive.Count - count;
        return count == 0 || others == 0 ? double.NaN : (ranks - (count * (count + 1) / 2)) / (count * others);
    }
}
