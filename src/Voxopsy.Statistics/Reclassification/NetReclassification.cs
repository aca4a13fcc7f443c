using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;

namespace Voxopsy.Statistics.Reclassification;

/// <summary>How a new model moves predicted risks, up for events and down for non-events: NRI and IDI.</summary>
/// <param name="Nri">Net reclassification improvement, events plus non-events, in [−2, 2].</param>
/// <param name="Events">The part of the events, in [−1, 1].</param>
/// <param name="NonEvents">The part of the non-events, in [−1, 1].</param>
/// <param name="UpAmongEvents">Share of events whose risk rises.</param>
/// <param name="DownAmongEvents">Share of events whose risk falls.</param>
/// <param name="UpAmongNonEvents">Share of non-events whose risk rises.</param>
/// <param name="DownAmongNonEvents">Share of non-events whose risk falls.</param>
/// <remarks>
/// Source: Pencina 2008 (Statistics in Medicine 27:157) and 2011 (30:11). Read with care: see <see cref="Warning"/>.
/// </remarks>
public sealed record NetReclassification(
    ReclassificationEstimate Nri,
    ReclassificationEstimate Events,
    ReclassificationEstimate NonEvents,
    double UpAmongEvents,
    double DownAmongEvents,
    double UpAmongNonEvents,
    double DownAmongNonEvents)
{
    /// <summary>What every report of an NRI must say.</summary>
    public const string Warning =
        "The NRI rises for useless predictors when models are miscalibrated, and its p value is not one of added value (Hilden and Gerds 2014; Pepe 2015); judge by AUC difference, calibration and net benefit.";

    /// <summary>Gets the z of the null hypothesis with Pencina's null variance of 2008.</summary>
    public double NullZ => Nri.Value / NullStandardError;

    /// <summary>Gets the standard error under the null hypothesis of 2008.</summary>
    public double NullStandardError { get; init; }

    /// <summary>Counts every change of predicted risk, however small.</summary>
    /// <param name="before">Risk by the old model, in [0, 1].</param>
    /// <param name="after">Risk by the new model, in [0, 1].</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, or a risk is NaN or outside [0, 1].</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static NetReclassification Continuous(
        ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> events, double level = 0.95)
    {
        Check(before, after, events);
        return OfMoves(before, after, events, level);
    }

    /// <summary>Counts changes between risk groups; a risk equal to a cut-off belongs to the higher group.</summary>
    /// <param name="before">Risk by the old model, in [0, 1].</param>
    /// <param name="after">Risk by the new model, in [0, 1].</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="cutoffs">Risks between groups, rising.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, or a risk is NaN or outside [0, 1].</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static NetReclassification Categorical(
        ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> events, ReadOnlySpan<double> cutoffs, double level = 0.95)
    {
        Check(before, after, events);
        return OfMoves(Groups(before, cutoffs), Groups(after, cutoffs), events, level);
    }

    /// <summary>The risk group of each subject, from 0.</summary>
    /// <param name="risks">Risks.</param>
    /// <param name="cutoffs">Risks between groups, rising.</param>
    public static double[] Groups(ReadOnlySpan<double> risks, ReadOnlySpan<double> cutoffs)
    {
        double[] groups = new double[risks.Length];
        for (int i = 0; i < groups.Length; i++)
        {
            foreach (double cutoff in cutoffs)
            {
                groups[i] += risks[i] >= cutoff ? 1 : 0;
            }
        }

        return groups;
    }

    /// <summary>Integrated discrimination improvement: the rise of the mean risk of events minus that of non-events.</summary>
    /// <param name="before">Risk by the old model, in [0, 1].</param>
    /// <param name="after">Risk by the new model, in [0, 1].</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    /// <exception cref="ArgumentException">Lengths differ, or a risk is NaN or outside [0, 1].</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static ReclassificationEstimate IntegratedDiscrimination(
        ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> events, double level = 0.95)
    {
        Check(before, after, events);
        (Moments ones, Moments zeros) = Rises(before, after, events);
        double error = Math.Sqrt((ones.Variance / ones.Count) + (zeros.Variance / zeros.Count));
        return ReclassificationEstimate.Of(ones.Mean - zeros.Mean, error, level);
    }

    /// <summary>Mean rise of risk among events and among non-events.</summary>
    internal static (Moments Events, Moments NonEvents) Rises(ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> events)
    {
        double[] rises = new double[before.Length];
        for (int i = 0; i < rises.Length; i++)
        {
            rises[i] = after[i] - before[i];
        }

        (double[] ones, double[] zeros) = ScoredOutcomes.Separate(rises, events);
        return (Moments.Of(ones), Moments.Of(zeros));
    }

    private static NetReclassification OfMoves(ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> events, double level)
    {
        double[] counts = new double[6];
        for (int i = 0; i < events.Length; i++)
        {
            int from = events[i] ? 0 : 3;
            counts[from]++;
            counts[from + 1] += after[i] > before[i] ? 1 : 0;
            counts[from + 2] += after[i] < before[i] ? 1 : 0;
        }

        (double ones, double up1, double down1) = (counts[0], counts[1], counts[2]);
        (double zeros, double up0, double down0) = (counts[3], counts[4], counts[5]);
        double varianceOnes = ((up1 + down1) / (ones * ones)) - ((up1 - down1) * (up1 - down1) / (ones * ones * ones));
        double varianceZeros = ((up0 + down0) / (zeros * zeros)) - ((up0 - down0) * (up0 - down0) / (zeros * zeros * zeros));
        double gainOnes = (up1 / ones) - (down1 / ones);
        double gainZeros = (down0 / zeros) - (up0 / zeros);
        return new NetReclassification(
            ReclassificationEstimate.Of(gainOnes + gainZeros, Math.Sqrt(varianceOnes + varianceZeros), level),
            ReclassificationEstimate.Of(gainOnes, Math.Sqrt(varianceOnes), level),
            ReclassificationEstimate.Of(gainZeros, Math.Sqrt(varianceZeros), level),
            up1 / ones,
            down1 / ones,
            up0 / zeros,
            down0 / zeros)
        {
            NullStandardError = Math.Sqrt(((up1 + down1) / (ones * ones)) + ((up0 + down0) / (zeros * zeros))),
        };
    }

    private static void Check(ReadOnlySpan<double> before, ReadOnlySpan<double> after, ReadOnlySpan<bool> events)
    {
        ScoredOutcomes.Check(before, events);
        ScoredOutcomes.Check(after, events);
        for (int i = 0; i < before.Length; i++)
        {
            if (before[i] is < 0 or > 1 || after[i] is < 0 or > 1)
            {
                throw new ArgumentException(
                    $"Subject {i + 1} has risks {before[i]:G6} and {after[i]:G6}; reclassification needs probabilities. Calibrate scores first.");
            }
        }
    }
}
