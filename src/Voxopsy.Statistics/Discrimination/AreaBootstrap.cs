using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Discrimination;

/// <summary>Areas under the ROC curve of resampled subjects; the scores are sorted once, each resample costs one pass.</summary>
public sealed class AreaBootstrap
{
    private readonly int[] _rank;
    private readonly bool[] _events;
    private readonly int _ranks;

    private AreaBootstrap(int[] rank, bool[] events, int ranks, double area)
    {
        _rank = rank;
        _events = events;
        _ranks = ranks;
        Area = area;
    }

    /// <summary>Gets the area in the data.</summary>
    public double Area { get; }

    /// <summary>Prepares scores.</summary>
    /// <param name="scores">One score a subject, higher for the event, no NaN.</param>
    /// <param name="events">Whether the subject had the event.</param>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static AreaBootstrap Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        ScoredOutcomes outcomes = ScoredOutcomes.Of(scores, events);
        int[] rank = new int[scores.Length];
        int ranks = 0;
        for (int start = 0; start < rank.Length; ranks++)
        {
            int end = outcomes.EndOfTie(start);
            for (int i = start; i < end; i++)
            {
                rank[outcomes.Order[i]] = ranks;
            }

            start = end;
        }

        return new AreaBootstrap(rank, events.ToArray(), ranks, Placements.Of(outcomes).Area);
    }

    /// <summary>The area of one resample.</summary>
    /// <param name="resample">Positions of subjects from 0; a position may repeat.</param>
    /// <returns>The area; NaN when the resample has one class only.</returns>
    public double Replicate(ReadOnlySpan<int> resample)
    {
        int[] cases = new int[_ranks];
        int[] controls = new int[_ranks];
        return Replicate(resample, cases, controls);
    }

    /// <summary>The areas with one subject left out each, for the acceleration of a BCa interval.</summary>
    /// <returns>One area a subject; NaN where a class would be empty.</returns>
    public double[] Jackknife()
    {
        double[] areas = new double[_rank.Length];
        int[] rest = new int[_rank.Length - 1];
        for (int left = 0; left < areas.Length; left++)
        {
            for (int i = 0; i < rest.Length; i++)
            {
                rest[i] = i < left ? i : i + 1;
            }

            areas[left] = Replicate(rest);
        }

        return areas;
    }

    /// <summary>Areas of resamples drawn within the classes.</summary>
    /// <param name="resamples">How many.</param>
    /// <param name="random">Source of the draws.</param>
    public double[] Stratified(int resamples, SeededRandom random)
    {
        int[] cases = [.. Enumerable.Range(0, _events.Length).Where(i => _events[i])];
        int[] controls = [.. Enumerable.Range(0, _events.Length).Where(i => !_events[i])];
        int[] resample = new int[_events.Length];
        int[] casesAt = new int[_ranks];
        int[] controlsAt = new int[_ranks];
        double[] areas = new double[resamples];
        for (int i = 0; i < resamples; i++)
        {
            Resampling.DrawWithinClasses(random, cases, controls, resample);
            areas[i] = Replicate(resample, casesAt, controlsAt);
        }

        return areas;
    }

    private double Replicate(ReadOnlySpan<int> resample, int[] casesAt, int[] controlsAt)
    {
        Array.Clear(casesAt);
        Array.Clear(controlsAt);
        foreach (int subject in resample)
        {
            (_events[subject] ? casesAt : controlsAt)[_rank[subject]]++;
        }

        long below = 0;
        long doubled = 0;
        long cases = 0;
        for (int i = 0; i < casesAt.Length; i++)
        {
            doubled += casesAt[i] * ((2 * below) + controlsAt[i]);
            below += controlsAt[i];
            cases += casesAt[i];
        }

        return doubled / (2.0 * cases * below);
    }
}
