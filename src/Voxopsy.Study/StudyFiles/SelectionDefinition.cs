using System.Collections.Immutable;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Steps;

namespace Voxopsy.Study.StudyFiles;

/// <summary>A kind of selection step.</summary>
public enum SelectionKind
{
    /// <summary>Drops constant columns.</summary>
    Variance,

    /// <summary>Drops columns that do not agree with themselves over perturbations or readers.</summary>
    Stable,

    /// <summary>Drops exact copies.</summary>
    Duplicates,

    /// <summary>Takes out what sites add (ComBat).</summary>
    Harmonize,

    /// <summary>Mean 0, standard deviation 1.</summary>
    ScaleStandard,

    /// <summary>Median 0, interquartile range 1.</summary>
    ScaleRobust,

    /// <summary>The power of Yeo and Johnson, then mean 0 and standard deviation 1.</summary>
    YeoJohnson,

    /// <summary>Keeps what mRMR picks.</summary>
    Mrmr,

    /// <summary>Keeps what ReliefF weighs most.</summary>
    ReliefF,

    /// <summary>Principal components in the place of the columns.</summary>
    Components,

    /// <summary>Keeps columns with p below a limit (Mann-Whitney).</summary>
    Univariable,

    /// <summary>Keeps columns with p below a limit (Welch).</summary>
    UnivariableWelch,

    /// <summary>Drops columns correlated with a better one.</summary>
    Correlation,

    /// <summary>LASSO by cross-validation, penalty of least deviance.</summary>
    LassoMinimum,

    /// <summary>LASSO by cross-validation, one-standard-error rule.</summary>
    LassoOneStandardError,
}

/// <summary>A selection step.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Limit">Its limit: p, |Spearman|, or folds.</param>
/// <param name="Maximum">Most columns it may keep; 0 for the number of events.</param>
public sealed record SelectionDefinition(SelectionKind Kind, double Limit, int Maximum)
{
    /// <summary>Gets the confidence level of an interval.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>Gets how sites are harmonised, for that step.</summary>
    public HarmonizationDefinition? Harmonization { get; init; }

    /// <summary>Gets how mRMR measures, for that step.</summary>
    public MrmrScheme Scheme { get; init; }
}

/// <summary>How sites are harmonised.</summary>
/// <param name="By">The column of sites.</param>
/// <param name="Covariates">Clinical variables whose effect is kept.</param>
/// <param name="Prior">How the effects of sites are shrunk.</param>
/// <param name="MeanOnly">Whether only shifts are adjusted.</param>
/// <param name="Reference">The site that all others are brought to; empty for the average of all.</param>
/// <param name="Unseen">What happens to rows of a site that training did not see.</param>
public sealed record HarmonizationDefinition(string By, ImmutableArray<string> Covariates, SiteEffectPrior Prior, bool MeanOnly, string Reference, UnseenSite Unseen);

/// <summary>How missing values are filled, learned on training rows.</summary>
public enum ImputationKind
{
    /// <summary>The median.</summary>
    Median,

    /// <summary>The mean over the most similar rows.</summary>
    Neighbors,

    /// <summary>Chained regressions on the other columns.</summary>
    Chained,
}
