using Voxopsy.Imaging.Phantoms;

namespace Voxopsy.Study.Simulation;

/// <summary>A hospital of a simulated study.</summary>
/// <param name="Name">Its name in the column <c>center</c>.</param>
/// <param name="Share">Its share of the patients.</param>
/// <param name="Prevalence">Share of the outcome among its patients.</param>
/// <param name="Scanner">How its scanner sees.</param>
internal sealed record SimulatedSite(string Name, double Share, double Prevalence, Acquisition Scanner)
{
    /// <summary>Gets the order of sites of patients, so that any first patients come from them in their shares.</summary>
    internal static SimulatedSite[] Assign(IReadOnlyList<SimulatedSite> sites, int patients)
    {
        SimulatedSite[] assigned = new SimulatedSite[patients];
        int[] counts = new int[sites.Count];
        for (int i = 0; i < patients; i++)
        {
            int next = Enumerable.Range(0, sites.Count).MaxBy(site => ((i + 1) * sites[site].Share) - counts[site]);
            counts[next]++;
            assigned[i] = sites[next];
        }

        return assigned;
    }

    /// <summary>The same hospital seen by a study whose centers and outcomes go together: log odds of the outcome shifted.</summary>
    internal SimulatedSite Confounded(double shift) => this with { Prevalence = 1 / (1 + Math.Exp(-(Math.Log(Prevalence / (1 - Prevalence)) + shift))) };
}
