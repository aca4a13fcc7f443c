using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class ComBatOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void ComBat_EveryCase_MatchesR() => StatisticsOracle.Run("combat", Answer);

    private static bool Answer(OracleCase reference)
    {
        if (!reference.Has("parametric_prior"))
        {
            return false;
        }

        OracleTable table = reference.Table;
        string[] names = table.Columns[3..];
        if (reference.Text("features").StartsWith("first ", StringComparison.Ordinal))
        {
            names = names[..int.Parse(reference.Text("features")[6..], System.Globalization.CultureInfo.InvariantCulture)];
        }

        Matrix features = Matrix.FromColumns([.. names.Select(table.Numbers)]);
        Matrix? covariates = null;
        if (reference.Text("covariate") != "none")
        {
            string[] group = table.Text("group");
            string[] levels = [.. group.Distinct().Order(StringComparer.Ordinal)];
            covariates = Matrix.FromColumns([.. levels.Skip(1).Select(level => group.Select(value => value == level ? 1.0 : 0.0).ToArray())]);
        }

        ComBatSettings settings = new()
        {
            Prior = reference.Text("parametric_prior") == "TRUE" ? SiteEffectPrior.Parametric : SiteEffectPrior.NonParametric,
            MeanOnly = reference.Text("mean_only") == "TRUE",
            ReferenceSite = reference.Has("reference_batch") ? reference.Text("reference_batch") : null,
        };
        string[] sites = table.Text("batch");
        Matrix adjusted = ComBat.Fit(features, sites, covariates, settings).Apply(features, sites, covariates);
        string[] samples = table.Text("sample");
        for (int f = 0; f < names.Length; f++)
        {
            for (int i = 0; i < samples.Length; i++)
            {
                reference.Answer("adjusted", names[f], samples[i], adjusted[i, f], 1e-9);
            }
        }

        return true;
    }
}
