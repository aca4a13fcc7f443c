using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Study.Simulation;

/// <summary>From a latent to a quantity of the image: strictly monotone between two limits, constant beyond them.</summary>
/// <param name="Name">The quantity with its unit, such as <c>diameter_cm</c>.</param>
/// <param name="Latent">The latent.</param>
/// <param name="Of">The quantity at a latent value within the limits.</param>
/// <param name="Lowest">Latent value below which the quantity no longer changes.</param>
/// <param name="Highest">Latent value above which it no longer changes.</param>
internal sealed record ParameterMap(
    string Name, string Latent, Func<double, double> Of, double Lowest = double.NegativeInfinity, double Highest = double.PositiveInfinity)
{
    /// <summary>The quantity of a patient.</summary>
    internal double At(double z) => Of(Math.Clamp(z, Lowest, Highest));

    /// <summary>What the quantity says about the outcome: all that the latent says between the limits, only that a limit was passed beyond them.</summary>
    internal double LogRatio(double z, double separation)
    {
        double half = separation / 2;
        return z <= Lowest ? Normal.LogCdf(Lowest - half) - Normal.LogCdf(Lowest + half)
            : z >= Highest ? Normal.LogCdf(half - Highest) - Normal.LogCdf(-half - Highest)
            : separation * z;
    }

    /// <summary>Rises from one value to another as the latent does.</summary>
    internal static Func<double, double> Rise(double from, double to, double steepness = 1) => z => from + ((to - from) / (1 + Math.Exp(-steepness * z)));
}
