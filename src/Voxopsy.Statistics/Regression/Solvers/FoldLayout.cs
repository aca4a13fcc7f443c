namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Which rows each fold leaves out.</summary>
internal sealed class FoldLayout
{
    private readonly int[] _foldOfRow;

    private FoldLayout(int[] foldOfRow, int count)
    {
        _foldOfRow = foldOfRow;
        Count = count;
        AllRows = [.. Enumerable.Range(0, foldOfRow.Length)];
    }

    internal int Count { get; }

    internal int[] AllRows { get; }

    internal static FoldLayout Of(ReadOnlySpan<int> foldOfRow, int rows)
    {
        if (foldOfRow.Length != rows)
        {
            throw new ArgumentException($"There are {rows} rows, but {foldOfRow.Length} fold numbers.", nameof(foldOfRow));
        }

        int[] numbers = foldOfRow.ToArray();
        int[] distinct = [.. numbers.Distinct().Order()];
        if (distinct.Length < 3)
        {
            throw new ArgumentException($"A cross-validation needs at least 3 folds, found {distinct.Length}.", nameof(foldOfRow));
        }

        return new FoldLayout([.. numbers.Select(number => Array.BinarySearch(distinct, number))], distinct.Length);
    }

    internal int[] Training(int fold) => [.. AllRows.Where(row => _foldOfRow[row] != fold)];

    internal int[] LeftOut(int fold) => [.. AllRows.Where(row => _foldOfRow[row] == fold)];

    internal void RequireBothClasses(double[] outcome)
    {
        for (int fold = 0; fold < Count; fold++)
        {
            int[] training = Training(fold);
            int events = training.Count(row => outcome[row] > 0.5);
            if (events == 0 || events == training.Length)
            {
                throw new OneClassOutcomeException(training.Length, events);
            }
        }
    }
}
