using System.Collections.Immutable;

namespace Voxopsy.Statistics.Survival;

/// <summary>How long each subject was watched, and whether the event ended it.</summary>
/// <remarks>At equal times events come before censorings.</remarks>
public sealed class SurvivalOutcome
{
    private SurvivalOutcome(ImmutableArray<double> times, ImmutableArray<bool> events)
    {
        Times = times;
        Events = events;
        Order = [.. Enumerable.Range(0, times.Length).OrderBy(i => times[i]).ThenByDescending(i => events[i])];
    }

    /// <summary>Gets the time of each subject, at least 0.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>Gets whether the event happened at that time; otherwise the subject was last seen without it.</summary>
    public ImmutableArray<bool> Events { get; }

    /// <summary>Gets the number of subjects.</summary>
    public int Count => Times.Length;

    /// <summary>Gets the number of events.</summary>
    public int EventCount => Events.Count(isEvent => isEvent);

    /// <summary>Gets the subjects by time, events first at equal times.</summary>
    internal ImmutableArray<int> Order { get; }

    /// <summary>Takes times and events.</summary>
    /// <param name="times">Finite times, at least 0.</param>
    /// <param name="events">Whether the event happened at that time.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="SurvivalException">A time is missing, infinite or negative.</exception>
    public static SurvivalOutcome Of(ReadOnlySpan<double> times, ReadOnlySpan<bool> events)
    {
        if (times.Length != events.Length)
        {
            throw new ArgumentException($"There are {times.Length} times, but {events.Length} events.", nameof(events));
        }

        for (int i = 0; i < times.Length; i++)
        {
            if (!(double.IsFinite(times[i]) && times[i] >= 0))
            {
                throw new SurvivalException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Row {i} has the time {times[i]}, and a survival time is a finite number of at least 0; correct it or leave the row out."));
            }
        }

        return new SurvivalOutcome([.. times], [.. events]);
    }

    /// <summary>Some of the subjects, in the order named.</summary>
    public SurvivalOutcome Rows(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new SurvivalOutcome([.. rows.Select(row => Times[row])], [.. rows.Select(row => Events[row])]);
    }
}
