namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The quicksort of R. C. Singleton (1969, Commun ACM 12:185, algorithm 347), which glmnet orders survival times with.</summary>
/// <remarks>Not stable: where equal values end up is the algorithm's own, and glmnet's numbers depend on it.</remarks>
internal static class SingletonSort
{
    private const int ShortSegment = 10;

    /// <summary>The places of the values in ascending order.</summary>
    internal static int[] Order(double[] values)
    {
        int[] order = [.. Enumerable.Range(0, values.Length)];
        Stack<(int First, int Last)> open = new([(0, values.Length - 1)]);
        while (open.TryPop(out (int First, int Last) segment))
        {
            (int first, int last) = segment;
            if (last - first > ShortSegment || (first == 0 && first < last))
            {
                (int left, int right) = Partition(values, order, first, last);
                open.Push((first, left));
                open.Push((right, last));
            }
            else if (first > 0)
            {
                Insert(values, order, first, last);
            }
        }

        return order;
    }

    private static (int Left, int Right) Partition(double[] values, int[] order, int first, int last)
    {
        int middle = (first + last) / 2;
        SwapIf(values[order[first]] > values[order[middle]], first);
        if (values[order[last]] < values[order[middle]])
        {
            SwapIf(isWanted: true, last);
            SwapIf(values[order[first]] > values[order[middle]], first);
        }

        double pivot = values[order[middle]];
        (int low, int high) = (first, last);
        while (true)
        {
            do
            {
                high--;
            }
            while (values[order[high]] > pivot);

            do
            {
                low++;
            }
            while (values[order[low]] < pivot);

            if (low > high)
            {
                return (high, low);
            }

            (order[low], order[high]) = (order[high], order[low]);
        }

        void SwapIf(bool isWanted, int place)
        {
            if (isWanted)
            {
                (order[middle], order[place]) = (order[place], order[middle]);
            }
        }
    }

    /// <summary>Insertion; what lies before the segment is not larger than anything in it.</summary>
    private static void Insert(double[] values, int[] order, int first, int last)
    {
        for (int i = first + 1; i <= last; i++)
        {
            int moved = order[i];
            int k = i - 1;
            for (; k >= first && values[moved] < values[order[k]]; k--)
            {
                order[k + 1] = order[k];
            }

            order[k + 1] = moved;
        }
    }
}
