using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>Backward elimination without refitting: coefficients of smaller models approximated from the full one's covariance.</summary>
/// <param name="Kept">The terms kept, in the model's order.</param>
/// <param name="Deleted">The terms deleted, the first deletion first.</param>
/// <remarks>Source: Lawless and Singhal 1978, Biometrics 34:318; R's <c>rms::fastbw</c> with the residual rule.</remarks>
public sealed record FastBackward(ImmutableArray<string> Kept, ImmutableArray<string> Deleted)
{
    /// <summary>Deletes while the χ² of all deleted terms does not exceed twice their coefficients.</summary>
    public static FastBackward ByAic(LogisticModel model, IReadOnlyList<ModelTerm> terms) =>
        Run(model, terms, test => test.Statistic - (2 * test.DegreesOfFreedom), deleted => deleted.Statistic - (2 * deleted.DegreesOfFreedom) <= 0);

    /// <summary>Deletes while the p value of all deleted terms together is above a bound.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="terms">Its terms, in the order of its columns.</param>
    /// <param name="stay">The bound, within (0, 1).</param>
    public static FastBackward ByP(LogisticModel model, IReadOnlyList<ModelTerm> terms, double stay = 0.05) =>
        Run(model, terms, test => -test.P, deleted => deleted.P > stay);

    private static FastBackward Run(LogisticModel model, IReadOnlyList<ModelTerm> terms, Func<WaldTest, double> order, Predicate<WaldTest> goesOn)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(terms);
        double[] full = [model.Intercept, .. model.Coefficients];
        List<int[]> places = [];
        int first = 1;
        foreach (ModelTerm term in terms)
        {
            places.Add([.. Enumerable.Range(first, term.Columns.Length)]);
            first += term.Columns.Length;
        }

        List<int> kept = [.. Enumerable.Range(0, terms.Count)];
        List<int> deleted = [];
        while (kept.Count > 0)
        {
            int[] gone = [.. deleted.SelectMany(term => places[term]).Order()];
            (double[] estimates, Matrix covariance) = Without(full, model.Covariance, gone);
            int least = kept.MinBy(term => order(WaldTest.Of(estimates, covariance, places[term])));
            int[] together = [.. gone.Concat(places[least]).Order()];
            if (!goesOn(WaldTest.Of(full, model.Covariance, together)))
            {
                break;
            }

            kept.Remove(least);
            deleted.Add(least);
        }

        return new FastBackward([.. kept.Select(term => terms[term].Name)], [.. deleted.Select(term => terms[term].Name)]);
    }

    /// <summary>Estimates and covariance given that some coefficients are 0.</summary>
    private static (double[] Estimates, Matrix Covariance) Without(double[] estimates, Matrix covariance, int[] gone)
    {
        if (gone.Length == 0)
        {
            return (estimates, covariance);
        }

        Matrix part = Matrix.FromColumns([.. gone.Select(j => gone.Select(i => covariance[i, j]).ToArray())]);
        if (!Cholesky.TryFactor(part, out Cholesky? factor))
        {
            return (estimates, covariance);
        }

        int size = estimates.Length;
        double[] shift = factor.Solve([.. gone.Select(place => estimates[place])]);
        double[] reduced = [.. estimates.Select((value, i) => value - gone.Select((place, k) => covariance[i, place] * shift[k]).Sum())];
        double[] values = new double[size * size];
        for (int j = 0; j < size; j++)
        {
            double[] cross = factor.Solve([.. gone.Select(place => covariance[place, j])]);
            for (int i = 0; i < size; i++)
            {
                values[(j * size) + i] = covariance[i, j] - gone.Select((place, k) => covariance[i, place] * cross[k]).Sum();
            }
        }

        return (reduced, Matrix.FromColumnMajor(size, size, values));
    }
}
