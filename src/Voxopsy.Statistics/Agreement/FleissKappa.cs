using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Agreement;

/// <summary>Fleiss' kappa of several raters, overall and by category.</summary>
/// <param name="Overall">Kappa of all categories together; limits are NaN, the error is that under no agreement.</param>
/// <param name="Levels">The categories in order.</param>
/// <param name="ByLevel">Kappa of each category against the others.</param>
/// <remarks>Source: Fleiss 1971 (Psychological Bulletin 76:378); null errors of Fleiss, Nee and Landis 1979.</remarks>
public sealed record FleissKappa(KappaEstimate Overall, ImmutableArray<string> Levels, ImmutableArray<KappaEstimate> ByLevel)
{
    /// <summary>Measures agreement.</summary>
    /// <param name="raters">One column a rater with one label a subject; at least two raters.</param>
    /// <exception cref="ArgumentException">Fewer than two raters, or columns of different length.</exception>
    public static FleissKappa Of(IReadOnlyList<IReadOnlyList<string>> raters)
    {
        ArgumentNullException.ThrowIfNull(raters);
        if (raters.Count < 2 || raters.Any(column => column.Count != raters[0].Count))
        {
            throw new ArgumentException($"Fleiss' kappa needs at least two raters who rated the same subjects, found {raters.Count}.", nameof(raters));
        }

        ImmutableArray<string> levels = [.. raters.SelectMany(column => column).Distinct().Order(StringComparer.Ordinal)];
        double n = raters[0].Count;
        double m = raters.Count;
        double[] shares = new double[levels.Length];
        double[] pairs = new double[levels.Length];
        for (int subject = 0; subject < raters[0].Count; subject++)
        {
            for (int level = 0; level < levels.Length; level++)
            {
                double count = raters.Count(column => column[subject] == levels[level]);
                shares[level] += count / (n * m);
                pairs[level] += count * (count - 1) / (n * m * (m - 1));
            }
        }

        double observed = pairs.Sum();
        double expected = shares.Sum(share => share * share);
        double kappa = (observed - expected) / (1 - expected);
        double all = shares.Sum(share => share * (1 - share));
        double skew = shares.Sum(share => share * (1 - share) * (1 - (2 * share)));
        double error = Math.Sqrt(2 / (all * all * n * m * (m - 1)) * ((all * all) - skew));
        double levelError = Math.Sqrt(2 / (n * m * (m - 1)));
        return new FleissKappa(
            UnderNull(kappa, error) with { Observed = observed, Expected = expected },
            levels,
            [.. shares.Select((share, level) => UnderNull(((pairs[level] / share) - share) / (1 - share), levelError))]);
    }

    private static KappaEstimate UnderNull(double kappa, double error) =>
        new(kappa, double.NaN, double.NaN, double.NaN, error, kappa / error, Normal.TwoSidedP(kappa / error));
}
