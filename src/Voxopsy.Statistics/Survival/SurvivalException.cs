namespace Voxopsy.Statistics.Survival;

/// <summary>Times and events that no survival method can use; the message names the row or the reason.</summary>
public sealed class SurvivalException : StatisticsException
{
    /// <summary>Says why.</summary>
    public SurvivalException(string message)
        : base(message)
    {
    }
}
