namespace Voxopsy.Statistics.Harmonization;

/// <summary>Sites cannot be harmonized as asked; the message names the site, feature or covariate.</summary>
public sealed class HarmonizationException : StatisticsException
{
    /// <summary>Says why.</summary>
    public HarmonizationException(string message)
        : base(message)
    {
    }
}
