namespace Voxopsy.Study.Simulation;

/// <summary>One patient of a simulated cohort.</summary>
/// <param name="Id">The patient.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Site">The hospital.</param>
/// <param name="Outcome">Whether the outcome is there.</param>
/// <param name="Drawn">Latents and markers.</param>
internal sealed record SimulatedPatient(string Id, int Number, SimulatedSite Site, bool Outcome, DrawnLatents Drawn)
{
    /// <summary>Gets whether another reader drew the mask again: every fourth patient.</summary>
    internal bool IsReread => Number % 4 == 1;
}
