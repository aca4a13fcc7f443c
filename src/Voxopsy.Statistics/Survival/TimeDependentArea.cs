namespace Voxopsy.Statistics.Survival;

/// <summary>How well a marker tells those with the event by a time from those still without it.</summary>
/// <param name="Time">The time.</param>
/// <param name="Area">The area under the time-dependent ROC curve, within [0, 1]; <see cref="double.NaN"/> without cases or controls.</param>
/// <param name="Cases">Subjects with the event by the time.</param>
/// <param name="Controls">Subjects watched beyond it without the event.</param>
/// <remarks>Cumulative cases, dynamic controls, weights from the censoring curve (Uno 2007, J Am Stat Assoc 102:527; Blanche 2013, Stat Med 32:5381).</remarks>
public sealed record TimeDependentArea(double Time, double Area, int Cases, int Controls)
{
    /// <summary>Computes the area at one time.</summary>
    /// <param name="outcome">Times and events.</param>
    /// <param name="marker">One number a subject; larger means earlier events.</param>
    /// <param name="time">The time, above 0.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static TimeDependentArea At(SurvivalOutcome outcome, ReadOnlySpan<double> marker, double time)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (marker.Length != outcome.Count)
        {
            throw new ArgumentException($"There are {outcome.Count} subjects, but {marker.Length} marker values.", nameof(marker));
        }

        CensoringCurve censoring = new(outcome);
        double[] values = marker.ToArray();
        double[] controls = [.. Enumerable.Range(0, values.Length).Where(i => outcome.Times[i] > time).Select(i => values[i]).Order()];
        int[] cases = [.. Enumerable.Range(0, values.Length).Where(i => outcome.Times[i] <= time && outcome.Events[i])];
        double wins = 0;
        double total = 0;
        foreach (int i in cases)
        {
            double weight = 1 / censoring.Before(outcome.Times[i]);
            int below = LowerBound(controls, values[i], inclusive: 0);
            int upTo = LowerBound(controls, values[i], inclusive: 1);
            wins += weight * (below + ((upTo - below) / 2.0));
            total += weight;
        }

        return new TimeDependentArea(time, wins / (total * controls.Length), cases.Length, controls.Length);
    }

    /// <summary>How many sorted values lie below a value, or (1) do not lie above it.</summary>
    private static int LowerBound(double[] sorted, double value, int inclusive)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBelow = inclusive == 1 ? sorted[middle] <= value : sorted[middle] < value;
            (low, high) = isBelow ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
