using System.Collections.Immutable;
using Voxopsy.Statistics.Learning;

namespace Voxopsy.Statistics.Selection;

/// <summary>Fits a linear model, drops the features of the smallest coefficients, and again, until as many are left as wanted.</summary>
/// <remarks>
/// Source: Guyon 2002, Machine Learning 46:389. Coefficients compare only between features of one scale: standardize before. Learns from the
/// outcome: run it on training rows only, again in each fold.
/// </remarks>
public static class RecursiveElimination
{
    /// <summary>Ranks features.</summary>
    /// <param name="table">Standardized training rows, no missing values.</param>
    /// <param name="events">Whether each row had the event; both classes must occur.</param>
    /// <param name="keep">How many features are kept, at least 1.</param>
    /// <param name="step">How many are dropped after each fit, at least 1.</param>
    /// <param name="model">The linear model; ridge logistic regression with C = 1 when left out.</param>
    /// <param name="cancellation">Stops between two fits.</param>
    /// <returns>One rank a feature, in the order of the columns: 1 for those kept, 2 for those dropped last, and so on.</returns>
    /// <exception cref="ArgumentException">More features are to be kept than there are.</exception>
    /// <exception cref="Regression.MissingValueException">A value is not finite.</exception>
    /// <exception cref="Regression.OneClassOutcomeException">All rows are events, or none is.</exception>
    public static ImmutableArray<int> Rank(
        FeatureTable table,
        ReadOnlySpan<bool> events,
        int keep,
        int step = 1,
        RidgeLogistic? model = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        if (keep < 1 || keep > table.Features.Length)
        {
            throw new ArgumentException($"From 1 to all {table.Features.Length} features can be kept, found {keep}.", nameof(keep));
        }

        RidgeLogistic used = model ?? new RidgeLogistic();
        int[] ranks = new int[table.Features.Length];
        List<int> left = [.. Enumerable.Range(0, ranks.Length)];
        List<int[]> dropped = [];
        while (left.Count > keep)
        {
            cancellation.ThrowIfCancellationRequested();
            ImmutableArray<double> coefficients = used.Fit(table.Select(left.Select(j => table.Features[j])), events).Coefficients;
            int[] gone =
            [
                .. Enumerable.Range(0, left.Count)
                    .OrderBy(k => Math.Abs(coefficients[k]))
                    .Take(Math.Min(step, left.Count - keep))
                    .Select(k => left[k]),
            ];
            dropped.Add(gone);
            left.RemoveAll(gone.Contains);
        }

        foreach (int j in left)
        {
            ranks[j] = 1;
        }

        for (int round = 0; round < dropped.Count; round++)
        {
            foreach (int j in dropped[round])
            {
                ranks[j] = dropped.Count - round + 1;
            }
        }

        return [.. ranks];
    }
}
