namespace Voxopsy.Statistics;

/// <summary>Data that a method cannot answer for; the message names what was found and what to do.</summary>
public class StatisticsException : Exception
{
    /// <summary>Says what cannot be computed and why.</summary>
    /// <param name="message">What, found, expected, remedy.</param>
    public StatisticsException(string message)
        : base(message)
    {
    }
}
