using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Harmonization;

/// <summary>A fitted ComBat: what each site's scanner does to each feature, frozen.</summary>
/// <remarks>Applied to its own training rows it gives the numbers of R's <c>sva::ComBat</c>; applied to later rows it learns nothing from them.</remarks>
public sealed class ComBatModel
{
    private readonly ComBatSettings _settings;
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[][] _covariateEffects;
    private readonly Dictionary<string, SiteEffects> _effects;
    private readonly bool[] _isAdjusted;

    internal ComBatModel(
        ComBatSettings settings, double[] mean, double[] deviation, double[][] covariateEffects, Dictionary<string, SiteEffects> effects, bool[] isAdjusted)
    {
        _settings = settings;
        _mean = mean;
        _deviation = deviation;
        _covariateEffects = covariateEffects;
        _effects = effects;
        _isAdjusted = isAdjusted;
    }

    /// <summary>Gets the sites of training.</summary>
    public ImmutableArray<string> Sites => [.. _effects.Keys];

    /// <summary>Gets which features are adjusted; one that does not vary within some site is given back as it is.</summary>
    public ImmutableArray<bool> IsAdjusted => [.. _isAdjusted];

    /// <summary>Harmonizes rows.</summary>
    /// <param name="features">One column a feature, in the order of training.</param>
    /// <param name="sites">The site of each row.</param>
    /// <param name="covariates">The covariates of training in these rows; null when there were none.</param>
    /// <param name="unseen">What is done with rows of a site that training did not see.</param>
    /// <exception cref="ArgumentException">Rows, features or covariates do not fit the training's.</exception>
    /// <exception cref="HarmonizationException">A site is unknown and refused, or has too few rows to be estimated.</exception>
    public Matrix Apply(Matrix features, IReadOnlyList<string> sites, Matrix? covariates = null, UnseenSitePolicy unseen = UnseenSitePolicy.Refuse)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(sites);
        Require(features, sites, covariates);
        double[] adjusted = new double[features.RowCount * features.ColumnCount];
        for (int f = 0; f < features.ColumnCount; f++)
        {
            features.Column(f).CopyTo(adjusted.AsSpan(f * features.RowCount));
        }

        foreach (IGrouping<string, int> site in Enumerable.Range(0, sites.Count).GroupBy(row => sites[row]))
        {
            int[] rows = [.. site];
            if (EffectsOf(site.Key, rows, features, covariates, unseen) is SiteEffects effects && site.Key != _settings.ReferenceSite)
            {
                Adjust(adjusted, features, covariates, rows, effects);
            }
        }

        return Matrix.FromColumnMajor(features.RowCount, features.ColumnCount, adjusted);
    }

    private SiteEffects? EffectsOf(string site, int[] rows, Matrix features, Matrix? covariates, UnseenSitePolicy unseen)
    {
        if (_effects.TryGetValue(site, out SiteEffects? known))
        {
            return known;
        }

        switch (unseen)
        {
            case UnseenSitePolicy.LeaveUnadjusted:
                return null;
            case UnseenSitePolicy.EstimateFromTheirRows when rows.Length >= 3:
                double[][] standardized = [.. Enumerable.Range(0, features.ColumnCount).Where(f => _isAdjusted[f]).Select(f => Standardize(f, rows, features, covariates))];
                return Spread(ComBat.Estimate(standardized, _settings));
            case UnseenSitePolicy.EstimateFromTheirRows:
                throw new HarmonizationException($"Site '{site}' was not in training and has {rows.Length} rows; its effects need at least 3 to be estimated from.");
            default:
                throw new HarmonizationException(
                    $"Site '{site}' ({rows.Length} rows) was not in training, which saw {string.Join(", ", _effects.Keys)}; choose a policy for unseen sites, or correct the site column.");
        }
    }

    /// <summary>Effects of the adjusted features in the places of all features.</summary>
    private SiteEffects Spread(SiteEffects own)
    {
        SiteEffects all = SiteEffects.Neutral(_isAdjusted.Length);
        int from = 0;
        for (int f = 0; f < _isAdjusted.Length; f++)
        {
            if (_isAdjusted[f])
            {
                all.Shift[f] = own.Shift[from];
                all.Variance[f] = own.Variance[from++];
            }
        }

        return all;
    }

    private double[] Standardize(int f, int[] rows, Matrix features, Matrix? covariates) =>
        [.. rows.Select(row => (features[row, f] - Expected(f, row, covariates)) / _deviation[f])];

    private double Expected(int f, int row, Matrix? covariates)
    {
        double expected = _mean[f];
        for (int c = 0; c < _covariateEffects.Length; c++)
        {
            expected += _covariateEffects[c][f] * covariates![row, c];
        }

        return expected;
    }

    private void Adjust(double[] adjusted, Matrix features, Matrix? covariates, int[] rows, SiteEffects effects)
    {
        for (int f = 0; f < features.ColumnCount; f++)
        {
            if (!_isAdjusted[f])
            {
                continue;
            }

            double scale = Math.Sqrt(effects.Variance[f]);
            foreach (int row in rows)
            {
                double expected = Expected(f, row, covariates);
                double standardized = (features[row, f] - expected) / _deviation[f];
                adjusted[(f * features.RowCount) + row] = ((standardized - effects.Shift[f]) / scale * _deviation[f]) + expected;
            }
        }
    }

    private void Require(Matrix features, IReadOnlyList<string> sites, Matrix? covariates)
    {
        if (features.ColumnCount != _isAdjusted.Length || features.RowCount != sites.Count)
        {
            throw new ArgumentException($"Training had {_isAdjusted.Length} features; found {features.ColumnCount} features, {features.RowCount} rows and {sites.Count} sites.", nameof(features));
        }

        int columns = covariates?.ColumnCount ?? 0;
        if (columns != _covariateEffects.Length || (covariates is not null && covariates.RowCount != features.RowCount))
        {
            throw new ArgumentException($"Training had {_covariateEffects.Length} covariates; found {columns}.", nameof(covariates));
        }
    }
}
