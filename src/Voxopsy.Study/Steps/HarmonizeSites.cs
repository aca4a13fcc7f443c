using System.Collections.Immutable;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Steps;

/// <summary>What happens to rows of a site that training did not see; chosen before the run.</summary>
public enum UnseenSite
{
    /// <summary>The run stops and names the site.</summary>
    Refuse,

    /// <summary>Its rows are taken as if they were already on the scale of all training sites together.</summary>
    Pooled,

    /// <summary>Its rows are taken as if they came from the reference site.</summary>
    Reference,
}

/// <summary>ComBat: takes out what sites add to features, learned on training rows and frozen.</summary>
/// <param name="column">The column of sites.</param>
/// <param name="names">The names that the column's numbers stand for.</param>
/// <param name="covariates">Columns whose effect is kept; they need be known of a new patient, so the outcome is none.</param>
/// <param name="settings">How it is fitted.</param>
/// <param name="unseen">What happens to rows of other sites.</param>
public sealed class HarmonizeSites(string column, ImmutableArray<string> names, ImmutableArray<FeatureId> covariates, ComBatSettings settings, UnseenSite unseen) : IStep
{
    /// <inheritdoc/>
    public string Name => $"ComBat by {column}";

    /// <inheritdoc/>
    public IFittedStep Fit(TrainingSet training)
    {
        ArgumentNullException.ThrowIfNull(training);
        FeatureTable table = training.Features;
        ImmutableArray<FeatureId> features = [.. table.Features.Where(IsMeasured)];
        string[] sites = HarmonizedSites.SitesOf(table, column, names);
        Matrix? effects = covariates.IsEmpty ? null : Matrix.FromTable(table.Select(covariates));
        ComBatModel model = ComBat.Fit(Matrix.FromTable(table.Select(features)), sites, effects, settings);
        double[] centers = [.. features.Select(feature => Mean(table[feature]))];
        double[] widths = [.. features.Select((feature, i) => Width(table[feature], centers[i]))];
        return new HarmonizedSites(
            column, names, covariates, features, [.. centers], unseen,
            [.. model.Sites.Order(StringComparer.Ordinal).Select(site => Effect(model, site, centers, widths))]);
    }

    /// <summary>Clinical columns and labels are not what a scanner adds to.</summary>
    private bool IsMeasured(FeatureId feature) =>
        !SiteColumn.Is(feature) && !feature.Name.StartsWith("clinical.", StringComparison.Ordinal) && !covariates.Contains(feature);

    /// <summary>ComBat is a straight line a site and feature; read off at the mean, one width further, and at one unit of each covariate.</summary>
    private SiteEffect Effect(ComBatModel model, string site, double[] centers, double[] widths)
    {
        int rows = 2 + covariates.Length;
        Matrix probe = Matrix.FromColumns([.. centers.Select((center, f) => Enumerable.Range(0, rows).Select(row => row == 1 ? center + widths[f] : center).ToArray())]);
        Matrix? units = covariates.IsEmpty ? null : Matrix.FromColumns([.. covariates.Select((_, c) => Enumerable.Range(0, rows).Select(row => row == c + 2 ? 1.0 : 0.0).ToArray())]);
        Matrix found = model.Apply(probe, [.. Enumerable.Repeat(site, rows)], units);
        return new SiteEffect(
            site,
            [.. centers.Select((_, f) => found[0, f])],
            [.. centers.Select((_, f) => (found[1, f] - found[0, f]) / widths[f])],
            [.. covariates.Select((_, c) => (ImmutableArray<double>)[.. centers.Select((_, f) => found[c + 2, f] - found[0, f])])]);
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    private static double Width(ReadOnlySpan<double> values, double mean)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum > 0 ? Math.Sqrt(sum / values.Length) : 1;
    }
}

/// <summary>What one site's scanner does to every feature.</summary>
/// <param name="Site">The site.</param>
/// <param name="Values">The harmonised value where a feature has its training mean and covariates are 0.</param>
/// <param name="Slopes">Harmonised units a unit of the feature.</param>
/// <param name="Covariates">For each covariate what a unit of it adds.</param>
internal sealed record SiteEffect(string Site, ImmutableArray<double> Values, ImmutableArray<double> Slopes, ImmutableArray<ImmutableArray<double>> Covariates);

/// <summary>Features without what their site adds. The column of sites is let go.</summary>
internal sealed record HarmonizedSites(
    string Column,
    ImmutableArray<string> Names,
    ImmutableArray<FeatureId> Covariates,
    ImmutableArray<FeatureId> Features,
    ImmutableArray<double> Centers,
    UnseenSite Unseen,
    ImmutableArray<SiteEffect> Sites) : FittedTransform
{
    /// <exception cref="HarmonizationException">A row is of a site that training did not see, and the study refuses those.</exception>
    public override FeatureTable Apply(FeatureTable table)
    {
        string[] sites = SitesOf(table, Column, Names);
        SiteEffect?[] effects = [.. sites.Select(site => Sites.FirstOrDefault(effect => effect.Site == site))];
        if (Unseen == UnseenSite.Refuse && Array.IndexOf(effects, null) is var stranger and >= 0)
        {
            throw new HarmonizationException(
                $"'{sites[stranger]}' in column '{Column}' (case {table.Subjects[stranger]}) was not among the training sites {string.Join(", ", Sites.Select(effect => effect.Site))}. "
                + "Write 'unseen: pooled' or 'unseen: reference' below 'harmonize:', or divide with 'stratify: [outcome, center]' so that each site teaches.");
        }

        FeatureId own = SiteColumn.Of(Column);
        return new FeatureTable(
            table.Subjects,
            [.. table.Features.Where(feature => feature != own)],
            table.Features.Where(feature => feature != own).Select(feature => Features.IndexOf(feature) is var f and >= 0 ? Harmonize(table, f, effects) : table[feature].ToArray()));
    }

    /// <summary>The site of each row by name; a row without one is of the site ''.</summary>
    internal static string[] SitesOf(FeatureTable table, string column, ImmutableArray<string> names) =>
        [.. table[SiteColumn.Of(column)].ToArray().Select(code => code >= 0 && code < names.Length ? names[(int)code] : string.Empty)];

    private double[] Harmonize(FeatureTable table, int f, SiteEffect?[] effects)
    {
        double[] values = table[Features[f]].ToArray();
        for (int row = 0; row < values.Length; row++)
        {
            if (effects[row] is { } effect)
            {
                double value = effect.Values[f] + (effect.Slopes[f] * (values[row] - Centers[f]));
                for (int c = 0; c < Covariates.Length; c++)
                {
                    value += effect.Covariates[c][f] * table[Covariates[c]][row];
                }

                values[row] = value;
            }
        }

        return values;
    }
}
