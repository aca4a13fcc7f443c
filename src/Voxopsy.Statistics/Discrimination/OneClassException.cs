namespace Voxopsy.Statistics.Discrimination;

/// <summary>Only events or only non-events were given, so nothing can be told apart.</summary>
public sealed class OneClassException : StatisticsException
{
    internal OneClassException(int events, int nonEvents)
        : base($"""
            Discrimination needs events and non-events, found {events} events and {nonEvents} non-events.
            Check the outcome column and its positive level, or leave this subgroup out.
            """)
    {
        Events = events;
        NonEvents = nonEvents;
    }

    /// <summary>Gets the number of events.</summary>
    public int Events { get; }

    /// <summary>Gets the number of non-events.</summary>
    public int NonEvents { get; }
}
