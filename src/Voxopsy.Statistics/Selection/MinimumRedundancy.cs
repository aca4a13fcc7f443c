using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;

namespace Voxopsy.Statistics.Selection;

/// <summary>mRMR: picks features that tell the outcome and do not repeat each other, one after the other.</summary>
/// <remarks>
/// Source: Peng, Long and Ding 2005 (IEEE TPAMI 27:1226); Gaussian estimator as the mRMRe package. Learns from the outcome: run it on training
/// rows only.
/// </remarks>
public static class MinimumRedundancy
{
    // Proportional features have equal scores but for rounding; the first column must win whatever the order of summation.
    private const double TieWithin = 1e-12;
    private const double SmallestNormal = 2.2250738585072014e-308;

    /// <summary>Picks features.</summary>
    /// <param name="table">Features without missing values; those that do not vary are never picked.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="count">How many to pick; fewer when fewer vary.</param>
    /// <param name="scheme">Measures of relevance and redundancy.</param>
    /// <returns>The picks in order; ties go to the first column.</returns>
    /// <exception cref="ArgumentException">A feature has a missing value, or there is not one outcome a row.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static ImmutableArray<MrmrStep> Select(
        FeatureTable table, ReadOnlySpan<bool> events, int count, MrmrScheme scheme = MrmrScheme.Gaussian)
    {
        ArgumentNullException.ThrowIfNull(table);
        ScoredOutcomes.Check(new double[table.RowCount], events);
        double[] labels = new double[events.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = events[i] ? 1 : 0;
        }

        CorrelationKind kind = scheme == MrmrScheme.Spearman ? CorrelationKind.Spearman : CorrelationKind.Pearson;
        CorrelationMatrix correlations = CorrelationMatrix.Of(table, kind);
        bool[] varies = [.. Enumerable.Range(0, correlations.Size).Select(i => !double.IsNaN(correlations[i, i]))];
        bool[] outcomes = events.ToArray();
        switch (scheme)
        {
            case MrmrScheme.Gaussian or MrmrScheme.Spearman:
                double[] withLabels = Array.ConvertAll(correlations.With(labels, kind), GaussianInformation);
                return Pick(table, varies, withLabels, (i, j) => GaussianInformation(correlations[i, j]), Difference, count);
            case MrmrScheme.FDifference or MrmrScheme.FQuotient:
                double[] f = [.. Enumerable.Range(0, correlations.Size).Select(i => FStatistic(table.Column(i), outcomes))];
                return Pick(
                    table, varies, f, (i, j) => Math.Abs(correlations[i, j]), scheme == MrmrScheme.FDifference ? Difference : Quotient, count);
            default:
                byte[][] states = [.. Enumerable.Range(0, correlations.Size).Select(i => DiscreteInformation.ThreeStates(table.Column(i)))];
                byte[] target = Array.ConvertAll(outcomes, outcome => outcome ? (byte)1 : (byte)0);
                double[] relevance = Array.ConvertAll(states, state => DiscreteInformation.Between(state, target));
                return Pick(
                    table,
                    varies,
                    relevance,
                    (i, j) => DiscreteInformation.Between(states[i], states[j]),
                    scheme == MrmrScheme.DiscreteDifference ? Difference : Quotient,
                    count);
        }
    }

    private static double Difference(double relevance, double redundancy) => relevance - redundancy;

    private static double Quotient(double relevance, double redundancy) => relevance / Math.Max(redundancy, SmallestNormal);

    private static double GaussianInformation(double r) => -0.5 * Math.Log(1 - (r * r));

    private static double FStatistic(ReadOnlySpan<double> values, bool[] events)
    {
        (double[] ones, double[] zeros) = ScoredOutcomes.Separate(values, events);
        double t = StudentTest.Compare(zeros, ones).T;
        return t * t;
    }

    private static ImmutableArray<MrmrStep> Pick(
        FeatureTable table,
        bool[] varies,
        double[] relevance,
        Func<int, int, double> redundancy,
        Func<double, double, double> join,
        int count)
    {
        ImmutableArray<MrmrStep>.Builder steps = ImmutableArray.CreateBuilder<MrmrStep>();
        double[] sums = new double[relevance.Length];
        bool[] open = (bool[])varies.Clone();
        while (steps.Count < count && open.Contains(true))
        {
            int best = -1;
            double bestScore = 0;
            for (int i = 0; i < open.Length; i++)
            {
                double score = steps.Count == 0 ? relevance[i] : join(relevance[i], sums[i] / steps.Count);
                if (open[i] && (best < 0 || score > bestScore + (TieWithin * Math.Abs(bestScore))))
                {
                    (best, bestScore) = (i, score);
                }
            }

            steps.Add(new MrmrStep(table.Features[best], bestScore));
            open[best] = false;
            for (int i = 0; i < open.Length; i++)
            {
                sums[i] += open[i] ? redundancy(i, best) : 0;
            }
        }

        return steps.ToImmutable();
    }
}
