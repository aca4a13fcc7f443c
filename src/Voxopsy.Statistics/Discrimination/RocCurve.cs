using System.Collections.Immutable;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>The empirical ROC curve: every way to cut a score in two.</summary>
public sealed class RocCurve
{
    private RocCurve(ImmutableArray<RocPoint> points, int cases, int controls, ScoreDirection direction)
    {
        Points = points;
        Cases = cases;
        Controls = controls;
        Direction = direction;
    }

    /// <summary>Gets the points, from the one that calls everybody an event to the one that calls nobody.</summary>
    public ImmutableArray<RocPoint> Points { get; }

    /// <summary>Gets the number of events.</summary>
    public int Cases { get; }

    /// <summary>Gets the number of non-events.</summary>
    public int Controls { get; }

    /// <summary>Gets which end of the score speaks for the event.</summary>
    public ScoreDirection Direction { get; }

    /// <summary>Builds the curve.</summary>
    /// <param name="scores">One score a subject, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <param name="direction">Which end of the score speaks for the event.</param>
    /// <returns>One point more than there are distinct scores.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static RocCurve From(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> events, ScoreDirection direction = ScoreDirection.HigherIsEvent)
    {
        ScoredOutcomes outcomes = ScoredOutcomes.Of(scores, events, direction);
        ImmutableArray<RocPoint>.Builder points = ImmutableArray.CreateBuilder<RocPoint>();
        double cases = outcomes.Cases;
        double controls = outcomes.Controls;
        points.Add(new RocPoint(double.NegativeInfinity, 1, 0));
        int casesBelow = 0;
        for (int start = 0; start < outcomes.Sorted.Length;)
        {
            int end = outcomes.EndOfTie(start);
            casesBelow += outcomes.CasesBetween(start, end);
            double threshold = end == outcomes.Sorted.Length
                ? double.PositiveInfinity
                : Between(outcomes.Sorted[start], outcomes.Sorted[end]);
            points.Add(new RocPoint(threshold, (cases - casesBelow) / cases, (end - casesBelow) / controls));
            start = end;
        }

        if (direction == ScoreDirection.LowerIsEvent)
        {
            for (int i = 0; i < points.Count; i++)
            {
                points[i] = points[i] with { Threshold = -points[i].Threshold };
            }
        }

        return new RocCurve(points.DrainToImmutable(), outcomes.Cases, outcomes.Controls, direction);
    }

    /// <summary>The threshold with the largest Youden index.</summary>
    /// <returns>Among tied optima the one with the highest sensitivity.</returns>
    public double YoudenThreshold() => BestByYouden().MaxBy(point => point.Sensitivity).Threshold;

    /// <summary>All points that maximize sensitivity + r × specificity, r = (1 − prevalence) / (cost × prevalence).</summary>
    /// <param name="cost">How many times worse a missed event is than a false alarm.</param>
    /// <param name="prevalence">Prevalence where the test will be used; with the defaults r = 1, the plain Youden index.</param>
    /// <remarks>Source: Youden 1950; weights after Perkins and Schisterman 2006. Ties are compared exactly when r = 1.</remarks>
    public ImmutableArray<RocPoint> BestByYouden(double cost = 1, double prevalence = 0.5)
    {
        double weight = (1 - prevalence) / (cost * prevalence);
        if (weight != 1)
        {
            return Largest(point => point.Sensitivity + (weight * point.Specificity));
        }

        // Whole numbers, so that ties of rounded sums are neither missed nor invented.
        return Largest(point => (Math.Round(point.Sensitivity * Cases) * Controls) + (Math.Round(point.Specificity * Controls) * Cases));
    }

    /// <summary>All points nearest to sensitivity 1 and specificity 1.</summary>
    /// <param name="cost">How many times worse a missed event is than a false alarm.</param>
    /// <param name="prevalence">Prevalence where the test will be used.</param>
    public ImmutableArray<RocPoint> ClosestToCorner(double cost = 1, double prevalence = 0.5)
    {
        double weight = (1 - prevalence) / (cost * prevalence);
        return Largest(point => -DistanceToCorner(point, weight));
    }

    /// <summary>The specificity at a sensitivity, interpolated between points.</summary>
    /// <param name="sensitivity">In [0, 1].</param>
    /// <returns>The highest specificity when several points have this sensitivity.</returns>
    public double SpecificityAt(double sensitivity) => ReadOff(sensitivity, point => point.Sensitivity, point => point.Specificity);

    /// <summary>The sensitivity at a specificity, interpolated between points.</summary>
    /// <param name="specificity">In [0, 1].</param>
    /// <returns>The highest sensitivity when several points have this specificity.</returns>
    public double SensitivityAt(double specificity) => ReadOff(specificity, point => point.Specificity, point => point.Sensitivity);

    internal static double DistanceToCorner(RocPoint point, double weight = 1) =>
        ((1 - point.Sensitivity) * (1 - point.Sensitivity)) + (weight * (1 - point.Specificity) * (1 - point.Specificity));

    /// <summary>The points with a coordinate that never falls.</summary>
    internal IEnumerable<RocPoint> Along(Func<RocPoint, double> coordinate) =>
        coordinate(Points[0]) <= coordinate(Points[^1]) ? Points : Points.AsEnumerable().Reverse();

    private static double Between(double low, double high)
    {
        double middle = Math.Abs(low) + Math.Abs(high) < 1e100 ? (low + high) / 2 : (low / 2) + (high / 2);
        return middle <= low ? high : middle;
    }

    private ImmutableArray<RocPoint> Largest(Func<RocPoint, double> criterion)
    {
        double best = Points.Max(criterion);
        return [.. Points.Where(point => criterion(point) == best)];
    }

    private double ReadOff(double at, Func<RocPoint, double> given, Func<RocPoint, double> wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, 1);
        RocPoint before = default;
        double best = double.NaN;
        foreach (RocPoint point in Along(given))
        {
            if (given(point) == at)
            {
                best = double.IsNaN(best) ? wanted(point) : Math.Max(best, wanted(point));
            }
            else if (given(point) > at)
            {
                return double.IsNaN(best)
                    ? wanted(point) + ((at - given(point)) / (given(before) - given(point)) * (wanted(before) - wanted(point)))
                    : best;
            }

            before = point;
        }

        return best;
    }
}
