namespace Voxopsy.Statistics.Survival;

/// <summary>The mean squared distance of predicted survival at a time and what happened, weighted for censoring.</summary>
/// <remarks>Source: Graf 1999, Stat Med 18:2529.</remarks>
public static class SurvivalBrierScore
{
    /// <summary>The score, at least 0, 0 best.</summary>
    /// <param name="outcome">Times and events.</param>
    /// <param name="survival">Predicted probability of each subject to be without the event after the time.</param>
    /// <param name="time">The time, above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double At(SurvivalOutcome outcome, ReadOnlySpan<double> survival, double time)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (survival.Length != outcome.Count)
        {
            throw new ArgumentException($"There are {outcome.Count} subjects, but {survival.Length} predictions.", nameof(survival));
        }

        CensoringCurve censoring = new(outcome);
        double sum = 0;
        for (int i = 0; i < survival.Length; i++)
        {
            bool isBeyond = outcome.Times[i] > time;
            double weight = isBeyond ? 1 / censoring.At(time) : outcome.Events[i] ? 1 / censoring.Before(outcome.Times[i]) : 0;
            double difference = (isBeyond ? 1 : 0) - survival[i];
            sum += weight * difference * difference;
        }

        return sum / survival.Length;
    }
}
