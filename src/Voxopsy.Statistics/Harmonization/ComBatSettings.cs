namespace Voxopsy.Statistics.Harmonization;

/// <summary>How the shifts and scales of sites are shrunk towards each other.</summary>
public enum SiteEffectPrior
{
    /// <summary>Normal shifts and inverse gamma variances, their parameters from all features.</summary>
    Parametric,

    /// <summary>The effects of all other features as they are.</summary>
    NonParametric,

    /// <summary>No shrinkage: each feature for itself.</summary>
    None,
}

/// <summary>What is done with rows of a site that training did not see.</summary>
public enum UnseenSitePolicy
{
    /// <summary>They are refused with the site's name.</summary>
    Refuse,

    /// <summary>They are given back as they are.</summary>
    LeaveUnadjusted,

    /// <summary>Their site's effects are estimated from these very rows (no outcome enters), with the same shrinkage; needs at least three of them.</summary>
    EstimateFromTheirRows,
}

/// <summary>How ComBat is fitted.</summary>
public sealed record ComBatSettings
{
    /// <summary>Gets the shrinkage.</summary>
    public SiteEffectPrior Prior { get; init; } = SiteEffectPrior.Parametric;

    /// <summary>Gets whether only shifts are adjusted, not scales; always so when a site has a single row.</summary>
    public bool MeanOnly { get; init; }

    /// <summary>Gets the site that all others are brought to and that itself stays as it is; null for the average of all.</summary>
    public string? ReferenceSite { get; init; }
}
