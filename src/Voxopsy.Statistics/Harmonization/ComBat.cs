using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Harmonization;

/// <summary>ComBat: takes out what sites (scanners, protocols) add to features, keeping what covariates explain.</summary>
/// <remarks>Source: Johnson, Li, Rabinovic 2007, Biostatistics 8:118; reference batch as in R's sva. Fit on training rows only, then apply.</remarks>
public static class ComBat
{
    /// <summary>Learns the effects of sites.</summary>
    /// <param name="features">One column a feature, training rows only, without <see cref="double.NaN"/>.</param>
    /// <param name="sites">The site of each row; at least two sites.</param>
    /// <param name="covariates">Columns whose effect is kept (age, disease), without an intercept; null for none.</param>
    /// <param name="settings">Prior, scales, reference; parametric with scales when left out.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    /// <exception cref="HarmonizationException">There is one site only, the reference is unknown, or covariates and sites tell the same.</exception>
    public static ComBatModel Fit(Matrix features, IReadOnlyList<string> sites, Matrix? covariates = null, ComBatSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(sites);
        settings ??= new ComBatSettings();
        string[] names = [.. sites.Distinct().Order(StringComparer.Ordinal)];
        Require(features, sites, covariates, settings, names);
        int[][] rowsOf = [.. names.Select(name => Enumerable.Range(0, sites.Count).Where(row => sites[row] == name).ToArray())];
        settings = rowsOf.Any(rows => rows.Length == 1) ? settings with { MeanOnly = true } : settings;
        int reference = Array.IndexOf(names, settings.ReferenceSite);
        bool[] isAdjusted = [.. Enumerable.Range(0, features.ColumnCount).Select(f => VariesEverywhere(features.Column(f), rowsOf))];

        Matrix design = Design(sites, names, reference, covariates);
        QrDecomposition decomposition = QrDecomposition.Of(design);
        if (decomposition.Rank < design.ColumnCount)
        {
            throw new HarmonizationException($"Sites and covariates tell the same: {design.ColumnCount - decomposition.Rank} of {design.ColumnCount - names.Length} covariate columns follow from the site; leave them out, or harmonize other sites.");
        }

        int count = features.ColumnCount;
        double[] mean = new double[count];
        double[] deviation = new double[count];
        double[][] covariateEffects = [.. Enumerable.Range(0, design.ColumnCount - names.Length).Select(_ => new double[count])];
        double[][] standardized = new double[count][];
        for (int f = 0; f < count; f++)
        {
            double[] effects = decomposition.Solve(features.Column(f));
            mean[f] = reference >= 0 ? effects[reference] : rowsOf.Select((rows, s) => (double)rows.Length / sites.Count * effects[s]).Sum();
            double[] fitted = design.Multiply(effects);
            int[] pooled = reference >= 0 ? rowsOf[reference] : [.. Enumerable.Range(0, sites.Count)];
            deviation[f] = Math.Sqrt(pooled.Average(row => (features[row, f] - fitted[row]) * (features[row, f] - fitted[row])));
            for (int c = 0; c < covariateEffects.Length; c++)
            {
                covariateEffects[c][f] = effects[names.Length + c];
            }

            standardized[f] = new double[sites.Count];
            for (int row = 0; row < sites.Count; row++)
            {
                double expected = mean[f];
                for (int c = 0; c < covariateEffects.Length; c++)
                {
                    expected += covariateEffects[c][f] * design[row, names.Length + c];
                }

                standardized[f][row] = (features[row, f] - expected) / deviation[f];
            }
        }

        Dictionary<string, SiteEffects> bySite = [];
        for (int s = 0; s < names.Length; s++)
        {
            bySite[names[s]] = s == reference ? SiteEffects.Neutral(count) : EstimateAmong(standardized, rowsOf[s], isAdjusted, settings);
        }

        return new ComBatModel(settings, mean, deviation, covariateEffects, bySite, isAdjusted);
    }

    /// <summary>Raw effects of one site's standardized rows, shrunk.</summary>
    internal static SiteEffects Estimate(double[][] rows, ComBatSettings settings)
    {
        double[] shift = [.. rows.Select(row => VectorMath.Mean(row))];
        double[] variance =
        [
            .. rows.Select((row, f) => settings.MeanOnly ? 1 : row.Sum(value => (value - shift[f]) * (value - shift[f])) / (row.Length - 1)),
        ];
        return SiteEffects.Shrink(rows, shift, variance, settings);
    }

    private static SiteEffects EstimateAmong(double[][] standardized, int[] rows, bool[] isAdjusted, ComBatSettings settings)
    {
        int[] used = [.. Enumerable.Range(0, isAdjusted.Length).Where(f => isAdjusted[f])];
        SiteEffects own = Estimate([.. used.Select(f => rows.Select(row => standardized[f][row]).ToArray())], settings);
        SiteEffects all = SiteEffects.Neutral(isAdjusted.Length);
        for (int k = 0; k < used.Length; k++)
        {
            all.Shift[used[k]] = own.Shift[k];
            all.Variance[used[k]] = own.Variance[k];
        }

        return all;
    }

    private static bool VariesEverywhere(ReadOnlySpan<double> column, int[][] rowsOf)
    {
        foreach (int[] rows in rowsOf)
        {
            bool varies = rows.Length == 1;
            for (int i = 1; i < rows.Length && !varies; i++)
            {
                varies = column[rows[i]] != column[rows[0]];
            }

            if (!varies)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One column a site (the reference's all ones), then the covariates.</summary>
    private static Matrix Design(IReadOnlyList<string> sites, string[] names, int reference, Matrix? covariates)
    {
        Matrix design = Matrix.FromColumns([.. names.Select((name, s) => sites.Select(site => s == reference || site == name ? 1.0 : 0.0).ToArray())]);
        return covariates is null ? design : design.Append(covariates);
    }

    private static void Require(Matrix features, IReadOnlyList<string> sites, Matrix? covariates, ComBatSettings settings, string[] names)
    {
        if (features.RowCount != sites.Count || (covariates is not null && covariates.RowCount != sites.Count))
        {
            throw new ArgumentException($"There are {features.RowCount} rows of features, {sites.Count} sites and {covariates?.RowCount ?? sites.Count} rows of covariates.", nameof(sites));
        }

        LogisticRegression.RequireFinite(features, [.. Enumerable.Range(0, features.ColumnCount).Select(f => $"feature {f}")]);
        if (names.Length < 2)
        {
            throw new HarmonizationException($"All {sites.Count} rows come from one site, '{names.FirstOrDefault()}'; there is nothing to harmonize.");
        }

        if (settings.ReferenceSite is not null && !names.Contains(settings.ReferenceSite))
        {
            throw new HarmonizationException($"The reference site '{settings.ReferenceSite}' has no rows; there are {string.Join(", ", names)}.");
        }
    }
}
