using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Folds;

/// <summary>Which fold each row is tested in, counted from 0; the same folds as scikit-learn's splitters of the same settings.</summary>
/// <remarks>Rows of one patient must not be spread over folds: use <see cref="Grouped"/> where a patient has several rows.</remarks>
public static class FoldAssignment
{
    /// <summary>Blocks of rows in their order, sizes differing by at most one, the larger first (KFold).</summary>
    /// <param name="rows">Number of rows, at least as many as folds.</param>
    /// <param name="folds">Number of folds, at least 2.</param>
    /// <param name="shuffle">Mixes the rows before they are cut; null keeps their order.</param>
    /// <exception cref="ArgumentException">There are more folds than rows, or fewer than two.</exception>
    public static int[] Plain(int rows, int folds, MersenneTwister? shuffle = null)
    {
        RequireFolds(folds, rows, "rows");
        int[] order = [.. Enumerable.Range(0, rows)];
        shuffle?.Shuffle<int>(order);
        int[] assigned = new int[rows];
        int at = 0;
        for (int fold = 0; fold < folds; fold++)
        {
            int size = (rows / folds) + (fold < rows % folds ? 1 : 0);
            for (int k = 0; k < size; k++)
            {
                assigned[order[at++]] = fold;
            }
        }

        return assigned;
    }

    /// <summary>Every fold with nearly the same share of each class (StratifiedKFold).</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="folds">Number of folds, at least 2, at most as many as the smallest class has rows.</param>
    /// <param name="shuffle">Mixes the rows of each class; null keeps their order.</param>
    /// <exception cref="ArgumentException">There are fewer than two folds.</exception>
    /// <exception cref="StatisticsException">A class has fewer rows than there are folds.</exception>
    public static int[] Stratified<T>(ReadOnlySpan<T> classes, int folds, MersenneTwister? shuffle = null)
        where T : notnull
    {
        RequireFolds(folds, classes.Length, "rows");

        // Classes are numbered as they first occur; how many of each a fold gets follows from dealing out the sorted classes.
        Dictionary<T, int> numbers = [];
        int[] numbered = new int[classes.Length];
        for (int row = 0; row < numbered.Length; row++)
        {
            if (!numbers.TryGetValue(classes[row], out int number))
            {
                numbers[classes[row]] = number = numbers.Count;
            }

            numbered[row] = number;
        }

        int[] counts = new int[numbers.Count];
        foreach (int number in numbered)
        {
            counts[number]++;
        }

        foreach ((T label, int number) in numbers)
        {
            if (counts[number] < folds)
            {
                throw new StatisticsException(
                    $"Class '{label}' has {counts[number]} rows, and {folds} stratified folds need at least one of it each; use fewer folds.");
            }
        }

        int[] assigned = new int[classes.Length];
        int before = 0;
        for (int number = 0; number < counts.Length; number++)
        {
            List<int> dealt = [];
            for (int fold = 0; fold < folds; fold++)
            {
                dealt.AddRange(Enumerable.Repeat(fold, DealtTo(fold, folds, before + counts[number]) - DealtTo(fold, folds, before)));
            }

            int[] own = [.. dealt];
            shuffle?.Shuffle<int>(own);
            int next = 0;
            for (int row = 0; row < assigned.Length; row++)
            {
                if (numbered[row] == number)
                {
                    assigned[row] = own[next++];
                }
            }

            before += counts[number];
        }

        return assigned;
    }

    /// <summary>All rows of a group in one fold; the largest group first, each to the fold that has fewest rows so far (GroupKFold).</summary>
    /// <param name="groups">The group of each row, such as its patient.</param>
    /// <param name="folds">Number of folds, at least 2, at most as many as groups.</param>
    /// <exception cref="ArgumentException">There are more folds than groups, or fewer than two.</exception>
    /// <remarks>Of equally large groups the one whose name sorts last (ordinal) goes first; scikit-learn leaves that order to its sorting routine.</remarks>
    public static int[] Grouped(ReadOnlySpan<string> groups, int folds)
    {
        Dictionary<string, int> sizes = [];
        foreach (string group in groups)
        {
            sizes[group] = sizes.GetValueOrDefault(group) + 1;
        }

        RequireFolds(folds, sizes.Count, "groups");
        int[] load = new int[folds];
        Dictionary<string, int> folded = [];
        foreach (string group in sizes.Keys.OrderByDescending(group => sizes[group]).ThenByDescending(group => group, StringComparer.Ordinal))
        {
            int lightest = load.IndexOf(load.Min());
            load[lightest] += sizes[group];
            folded[group] = lightest;
        }

        int[] assigned = new int[groups.Length];
        for (int row = 0; row < assigned.Length; row++)
        {
            assigned[row] = folded[groups[row]];
        }

        return assigned;
    }

    /// <summary>The rows inside and outside a fold.</summary>
    /// <param name="assigned">The fold of each row.</param>
    /// <param name="fold">A fold.</param>
    public static (int[] Training, int[] Test) Split(ReadOnlySpan<int> assigned, int fold)
    {
        List<int> training = new(assigned.Length);
        List<int> test = [];
        for (int row = 0; row < assigned.Length; row++)
        {
            (assigned[row] == fold ? test : training).Add(row);
        }

        return ([.. training], [.. test]);
    }

    /// <summary>How many of the first sorted rows go to a fold when they are dealt out in turn.</summary>
    private static int DealtTo(int fold, int folds, int rows) => rows <= fold ? 0 : ((rows - fold - 1) / folds) + 1;

    private static void RequireFolds(int folds, int most, string what)
    {
        if (folds < 2 || folds > most)
        {
            throw new ArgumentException($"The number of folds lies from 2 to the number of {what}, here {most}; found {folds}.", nameof(folds));
        }
    }
}
