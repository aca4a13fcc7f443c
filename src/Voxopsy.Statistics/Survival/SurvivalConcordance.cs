namespace Voxopsy.Statistics.Survival;

/// <summary>How a pair of subjects counts.</summary>
public enum PairWeight
{
    /// <summary>Every pair once: Harrell's C.</summary>
    Equal,

    /// <summary>By 1 / G², G the share not yet censored when the earlier event happens: Uno's C, free of the censoring.</summary>
    InverseCensoring,
}

/// <summary>The share of pairs in which the subject with the longer survival has the larger score.</summary>
/// <param name="Value">Concordance, within [0, 1]; ties of the score count half; <see cref="double.NaN"/> without comparable pairs.</param>
/// <param name="StandardError">From each subject's influence.</param>
/// <param name="Concordant">Weighted pairs in the right order.</param>
/// <param name="Discordant">Weighted pairs in the wrong order.</param>
/// <param name="TiedScores">Comparable pairs of equal scores.</param>
/// <param name="TiedTimes">Pairs of events at one time with different scores; not comparable.</param>
/// <param name="TiedBoth">Pairs of events at one time with equal scores; not comparable.</param>
/// <remarks>Source: Harrell 1996, Stat Med 15:361; Uno 2011, Stat Med 30:1105; counts as R's <c>survival::concordance</c>.</remarks>
public sealed record SurvivalConcordance(
    double Value, double StandardError, double Concordant, double Discordant, double TiedScores, double TiedTimes, double TiedBoth)
{
    /// <summary>Counts the pairs.</summary>
    /// <param name="outcome">Times and events.</param>
    /// <param name="scores">One number a subject; larger means longer survival (turn the sign of a risk).</param>
    /// <param name="weight">How a pair counts.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static SurvivalConcordance Of(SurvivalOutcome outcome, ReadOnlySpan<double> scores, PairWeight weight = PairWeight.Equal)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (scores.Length != outcome.Count)
        {
            throw new ArgumentException($"There are {outcome.Count} subjects, but {scores.Length} scores.", nameof(scores));
        }

        int n = outcome.Count;
        CensoringCurve censoring = new(outcome);
        double[] right = new double[n];
        double[] wrong = new double[n];
        double[] tied = new double[n];
        double tiedTimes = 0;
        double tiedBoth = 0;
        for (int a = 0; a < n; a++)
        {
            int i = outcome.Order[a];
            if (!outcome.Events[i])
            {
                continue;
            }

            double g = weight == PairWeight.Equal ? 1 : censoring.Before(outcome.Times[i]);
            double counts = 1 / (g * g);
            for (int b = a + 1; b < n; b++)
            {
                int j = outcome.Order[b];
                if (outcome.Times[j] == outcome.Times[i] && outcome.Events[j])
                {
                    (tiedTimes, tiedBoth) = scores[i] == scores[j] ? (tiedTimes, tiedBoth + 1) : (tiedTimes + 1, tiedBoth);
                    continue;
                }

                double[] side = scores[i] == scores[j] ? tied : scores[j] > scores[i] ? right : wrong;
                side[i] += counts;
                side[j] += counts;
            }
        }

        double concordant = right.Sum() / 2;
        double discordant = wrong.Sum() / 2;
        double ties = tied.Sum() / 2;
        double pairs = concordant + discordant + ties;
        double value = (concordant + (ties / 2)) / pairs;
        double variance = 0;
        for (int i = 0; i < n; i++)
        {
            double influence = (right[i] + (tied[i] / 2) - (value * (right[i] + wrong[i] + tied[i]))) / pairs;
            variance += influence * influence;
        }

        return new SurvivalConcordance(value, Math.Sqrt(variance), concordant, discordant, ties, tiedTimes, tiedBoth);
    }
}
