using System.Collections.Immutable;

namespace Voxopsy.Statistics.Survival;

/// <summary>The split of a score that tells survival apart best.</summary>
/// <param name="Cut">Subjects above it form the second group.</param>
/// <param name="ChiSquared">The largest log-rank statistic over all splits. Its usual p value is not valid: it was chosen to be large.</param>
/// <param name="Tried">Every split tried, with its statistic.</param>
/// <remarks>Source of the warning: Altman 1994, J Natl Cancer Inst 86:829. Judge a cut on other subjects.</remarks>
public sealed record SurvivalCutPoint(double Cut, double ChiSquared, ImmutableArray<(double Cut, double ChiSquared)> Tried)
{
    /// <summary>Tries every split that leaves enough subjects on either side.</summary>
    /// <param name="outcome">Times and events.</param>
    /// <param name="scores">One number a subject, without <see cref="double.NaN"/>.</param>
    /// <param name="leastShare">The share of subjects to leave on either side, within [0, 0.5].</param>
    /// <returns>The split of the largest statistic, the smallest cut among equals.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="SurvivalException">No split leaves so many.</exception>
    public static SurvivalCutPoint Search(SurvivalOutcome outcome, ReadOnlySpan<double> scores, double leastShare = 0.1)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (scores.Length != outcome.Count)
        {
            throw new ArgumentException($"There are {outcome.Count} subjects, but {scores.Length} scores.", nameof(scores));
        }

        double[] values = scores.ToArray();
        ImmutableArray<(double Cut, double ChiSquared)>.Builder tried = ImmutableArray.CreateBuilder<(double Cut, double ChiSquared)>();
        foreach (double cut in values.Distinct().Order().SkipLast(1))
        {
            double share = (double)values.Count(value => value > cut) / values.Length;
            if (share >= leastShare && share <= 1 - leastShare)
            {
                tried.Add((cut, LogRankTest.Of(outcome, [.. values.Select(value => value > cut ? "b" : "a")]).ChiSquared));
            }
        }

        if (tried.Count == 0)
        {
            throw new SurvivalException($"No cut leaves {leastShare:P0} of {values.Length} subjects on either side.");
        }

        (double best, double statistic) = tried.MaxBy(each => each.ChiSquared);
        return new SurvivalCutPoint(best, statistic, tried.ToImmutable());
    }
}
