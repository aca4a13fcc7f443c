using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>A 2 × 2 table of calls against outcomes, and what is read off from it.</summary>
/// <param name="TruePositives">Events called events.</param>
/// <param name="FalsePositives">Non-events called events.</param>
/// <param name="FalseNegatives">Events called non-events.</param>
/// <param name="TrueNegatives">Non-events called non-events.</param>
/// <remarks>Intervals are Wilson's at <see cref="Level"/>; a measure whose denominator is 0 is NaN.</remarks>
public sealed record ConfusionMatrix(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    /// <summary>Gets the confidence level of the intervals, 0.95 when left out.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Gets the number of events.</summary>
    public int Events => TruePositives + FalseNegatives;

    /// <summary>Gets the number of non-events.</summary>
    public int NonEvents => FalsePositives + TrueNegatives;

    /// <summary>Gets the number of subjects.</summary>
    public int Count => Events + NonEvents;

    /// <summary>Gets the share of right calls.</summary>
    public ProportionEstimate Accuracy => Proportion.Wilson(TruePositives + TrueNegatives, Count, Level);

    /// <summary>Gets the share of events called events.</summary>
    public ProportionEstimate Sensitivity => Proportion.Wilson(TruePositives, Events, Level);

    /// <summary>Gets the share of non-events called non-events.</summary>
    public ProportionEstimate Specificity => Proportion.Wilson(TrueNegatives, NonEvents, Level);

    /// <summary>Gets the positive predictive value: the share of events among the called ones.</summary>
    public ProportionEstimate Ppv => Proportion.Wilson(TruePositives, TruePositives + FalsePositives, Level);

    /// <summary>Gets the negative predictive value: the share of non-events among those not called.</summary>
    public ProportionEstimate Npv => Proportion.Wilson(TrueNegatives, TrueNegatives + FalseNegatives, Level);

    /// <summary>Gets the share of events among all subjects.</summary>
    public ProportionEstimate Prevalence => Proportion.Wilson(Events, Count, Level);

    /// <summary>Gets F1 = 2 TP / (2 TP + FP + FN), with limits carried over from F* = TP / (TP + FP + FN).</summary>
    /// <remarks>
    /// F1 = 2 F* / (1 + F*) rises with F*, which is a proportion of the subjects that are events or called so (Hand, Christen and Kirielle
    /// 2021, Machine Learning 110:451); its Wilson limits are mapped the same way.
    /// </remarks>
    public ProportionEstimate F1
    {
        get
        {
            ProportionEstimate star = Proportion.Wilson(TruePositives, TruePositives + FalsePositives + FalseNegatives, Level);
            return new ProportionEstimate(
                2.0 * TruePositives / ((2.0 * TruePositives) + FalsePositives + FalseNegatives),
                2 * star.Lower / (1 + star.Lower),
                2 * star.Upper / (1 + star.Upper));
        }
    }

    /// <summary>Gets the mean of sensitivity and specificity.</summary>
    public double BalancedAccuracy => (SensitivityValue + SpecificityValue) / 2;

    /// <summary>Gets Youden's index, sensitivity + specificity − 1.</summary>
    public double YoudenIndex => SensitivityValue + SpecificityValue - 1;

    /// <summary>Gets Matthews' correlation in [−1, 1]; NaN when a margin is 0.</summary>
    public double MatthewsCorrelation =>
        (((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives))
        / (Math.Sqrt((double)TruePositives + FalsePositives) * Math.Sqrt(Events) * Math.Sqrt(NonEvents)
            * Math.Sqrt((double)TrueNegatives + FalseNegatives));

    /// <summary>Gets Cohen's kappa of calls and outcomes.</summary>
    public double Kappa
    {
        get
        {
            double n = Count;
            double observed = (TruePositives + TrueNegatives) / n;
            double expected = ((((double)TruePositives + FalsePositives) * Events) + (((double)FalseNegatives + TrueNegatives) * NonEvents)) / (n * n);
            return (observed - expected) / (1 - expected);
        }
    }

    /// <summary>Gets sensitivity / (1 − specificity) with limits by the log method (Simel 1991).</summary>
    public RatioEstimate PositiveLikelihoodRatio => Ratio(
        SensitivityValue / (1 - SpecificityValue),
        (1.0 / TruePositives) - (1.0 / Events) + (1.0 / FalsePositives) - (1.0 / NonEvents));

    /// <summary>Gets (1 − sensitivity) / specificity with limits by the log method (Simel 1991).</summary>
    public RatioEstimate NegativeLikelihoodRatio => Ratio(
        (1 - SensitivityValue) / SpecificityValue,
        (1.0 / FalseNegatives) - (1.0 / Events) + (1.0 / TrueNegatives) - (1.0 / NonEvents));

    /// <summary>Gets the diagnostic odds ratio TP TN / (FP FN) with Woolf's limits.</summary>
    public RatioEstimate DiagnosticOddsRatio => Ratio(
        (double)TruePositives * TrueNegatives / ((double)FalsePositives * FalseNegatives),
        (1.0 / TruePositives) + (1.0 / FalsePositives) + (1.0 / FalseNegatives) + (1.0 / TrueNegatives));

    private double SensitivityValue => (double)TruePositives / Events;

    private double SpecificityValue => (double)TrueNegatives / NonEvents;

    /// <summary>Counts calls at a threshold: a score at or above it is called an event.</summary>
    /// <param name="scores">One score a subject, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="threshold">The threshold, not NaN.</param>
    /// <exception cref="ArgumentException">The lengths differ, a score or the threshold is NaN.</exception>
    public static ConfusionMatrix At(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events, double threshold)
    {
        if (scores.Length != events.Length || double.IsNaN(threshold))
        {
            throw new ArgumentException(
                $"A table of calls needs one score and one outcome a subject and a threshold, found {scores.Length} scores, {events.Length} outcomes, threshold {threshold}.");
        }

        int tp = 0;
        int fp = 0;
        int fn = 0;
        int tn = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i]))
            {
                throw new ArgumentException($"The score of subject {i + 1} of {scores.Length} is NaN; leave the subject out or impute its score first.");
            }

            bool called = scores[i] >= threshold;
            tp += called && events[i] ? 1 : 0;
            fp += called && !events[i] ? 1 : 0;
            fn += !called && events[i] ? 1 : 0;
            tn += !called && !events[i] ? 1 : 0;
        }

        return new ConfusionMatrix(tp, fp, fn, tn);
    }

    private RatioEstimate Ratio(double value, double logVariance)
    {
        bool whole = TruePositives > 0 && FalsePositives > 0 && FalseNegatives > 0 && TrueNegatives > 0;
        double factor = whole ? Math.Exp(Normal.Quantile(0.5 + (Level / 2)) * Math.Sqrt(logVariance)) : double.NaN;
        return new RatioEstimate(value, value / factor, value * factor);
    }
}
