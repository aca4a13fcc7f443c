namespace Voxopsy.Study.Simulation;

/// <summary>A cause that differs between patients with and without the outcome: f | y ~ N((y − ½)·separation, 1).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Separation">d′, in standard deviations; below 0 where it is lower with the outcome.</param>
/// <param name="Site">Names the site where <paramref name="SiteShare"/> of the separation is left; empty for none.</param>
/// <param name="SiteShare">The share that is left there.</param>
internal sealed record Factor(string Name, double Separation, string Site = "", double SiteShare = 1)
{
    /// <summary>The separation at a site.</summary>
    internal double At(string site) => site == Site ? Separation * SiteShare : Separation;
}

/// <summary>What can be seen of a factor: z = λ·f + √(1 − λ²)·ε, so that z | y ~ N((y − ½)·λ·separation, 1).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The part of the study that can see it, such as <c>tumour</c>.</param>
/// <param name="Kind">Whether images or the clinical table show it.</param>
/// <param name="Factor">The factor.</param>
/// <param name="Loading">λ, −1 to 1 and not 0; at most one latent of a factor has an absolute loading of 1.</param>
internal sealed record Latent(string Name, string Source, SourceKind Kind, string Factor, double Loading);

/// <summary>A yes or no that differs between patients with and without the outcome, independent of all latents given the outcome.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">The part of the study that can see it.</param>
/// <param name="WithOutcome">Probability of yes with the outcome, between 0 and 1.</param>
/// <param name="WithoutOutcome">Probability of yes without it.</param>
internal sealed record BinaryMarker(string Name, string Source, double WithOutcome, double WithoutOutcome)
{
    /// <summary>What a value adds to the log odds.</summary>
    internal double LogRatio(bool value) => value ? Math.Log(WithOutcome / WithoutOutcome) : Math.Log((1 - WithOutcome) / (1 - WithoutOutcome));
}

/// <summary>Where something can be seen.</summary>
internal enum SourceKind
{
    /// <summary>In images.</summary>
    Image,

    /// <summary>In the clinical table.</summary>
    Clinical,
}
