namespace Voxopsy.Statistics.Numerics;

/// <summary>Draws resamples of subjects.</summary>
public static class Resampling
{
    /// <summary>Draws subjects with replacement.</summary>
    /// <param name="random">Source of the draws.</param>
    /// <param name="resample">Filled with positions of subjects from 0; its length is the number of subjects.</param>
    public static void Draw(SeededRandom random, Span<int> resample)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < resample.Length; i++)
        {
            resample[i] = random.NextInt(resample.Length);
        }
    }

    /// <summary>Draws events from events and non-events from non-events, so that every resample has as many of both as the data.</summary>
    /// <param name="random">Source of the draws.</param>
    /// <param name="cases">Positions of the events.</param>
    /// <param name="controls">Positions of the non-events.</param>
    /// <param name="resample">Filled with events, then non-events; as long as both together.</param>
    public static void DrawWithinClasses(SeededRandom random, ReadOnlySpan<int> cases, ReadOnlySpan<int> controls, Span<int> resample)
    {
        ArgumentNullException.ThrowIfNull(random);
        for (int i = 0; i < cases.Length; i++)
        {
            resample[i] = cases[random.NextInt(cases.Length)];
        }

        for (int i = 0; i < controls.Length; i++)
        {
            resample[cases.Length + i] = controls[random.NextInt(controls.Length)];
        }
    }
}
