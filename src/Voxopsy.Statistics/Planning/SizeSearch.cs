namespace Voxopsy.Statistics.Planning;

/// <summary>Finds the fewest patients that reach a goal which more patients reach more easily.</summary>
internal static class SizeSearch
{
    private const int Least = 10;
    private const double Precision = 0.02;

    /// <summary>Doubles or halves from a start, then bisects to 2%.</summary>
    internal static int Fewest(int start, Func<int, bool> reaches)
    {
        (int low, int high) = (Math.Max(Least, start / 2), Math.Max(2 * Least, start));
        while (!reaches(high))
        {
            (low, high) = (high, 2 * high);
        }

        while (low > Least && reaches(low))
        {
            (low, high) = (Math.Max(Least, low / 2), low);
        }

        while (high - low > Precision * high && high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = reaches(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }
}
