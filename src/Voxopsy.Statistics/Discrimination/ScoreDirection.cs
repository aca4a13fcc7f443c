namespace Voxopsy.Statistics.Discrimination;

/// <summary>Which end of a score speaks for the event.</summary>
public enum ScoreDirection
{
    /// <summary>A score at or above a threshold is called an event.</summary>
    HigherIsEvent,

    /// <summary>A score at or below a threshold is called an event.</summary>
    LowerIsEvent,
}
