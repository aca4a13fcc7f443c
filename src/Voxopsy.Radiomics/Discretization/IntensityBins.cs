namespace Voxopsy.Radiomics.Discretization;

/// <summary>Half-open bins [start + i·step, start + (i + 1)·step); what lies above the last belongs to the last.</summary>
internal readonly record struct IntensityBins(double Start, double Step, int Last)
{
    /// <summary>The level of an intensity that is not below the first bin.</summary>
    /// <returns>1 for the first bin.</returns>
    internal int Level(double intensity)
    {
        // The division may round across an edge; the edges, computed as numpy does, decide.
        int below = (int)((intensity - Start) / Step);
        if (below > 0 && intensity < Start + (below * Step))
        {
            below--;
        }
        else if (intensity >= Start + ((below + 1) * Step))
        {
            below++;
        }

        return Math.Min(below + 1, Last);
    }

    /// <summary>The intensity in the middle of a level.</summary>
    internal double Center(int level) => Start + ((level - 0.5) * Step);
}
