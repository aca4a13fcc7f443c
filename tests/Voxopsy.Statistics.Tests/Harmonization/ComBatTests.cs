using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Tests.Harmonization;

public sealed class ComBatTests
{
    [Fact]
    public void Apply_OneRowAtATime_GivesTheNumbersOfTheWholeTable()
    {
        (Matrix features, string[] sites) = Draw();
        ComBatModel model = ComBat.Fit(features, sites);
        Matrix whole = model.Apply(features, sites);

        for (int row = 0; row < 5; row++)
        {
            Matrix single = model.Apply(features.SelectRows([row]), [sites[row]]);
            Assert.Equal(whole.Row(row), single.Row(0));
        }
    }

    [Fact]
    public void Apply_ShiftedSite_ComesBackToTheOthers()
    {
        (Matrix features, string[] sites) = Draw();
        Matrix adjusted = ComBat.Fit(features, sites).Apply(features, sites);

        Assert.True(Math.Abs(Gap(features, sites)) > 2);
        Assert.InRange(Gap(adjusted, sites), -0.2, 0.2);
    }

    [Fact]
    public void Apply_UnseenSite_FollowsThePolicy()
    {
        (Matrix features, string[] sites) = Draw();
        ComBatModel model = ComBat.Fit(features, sites);
        string[] unseen = [.. Enumerable.Repeat("Z", features.RowCount)];

        Assert.Equal(
            "Site 'Z' (60 rows) was not in training, which saw A, B; choose a policy for unseen sites, or correct the site column.",
            Assert.Throws<HarmonizationException>(() => model.Apply(features, unseen)).Message);
        Assert.Equal(features.Row(3), model.Apply(features, unseen, unseen: UnseenSitePolicy.LeaveUnadjusted).Row(3));
        Matrix shifted = Matrix.FromColumnMajor(60, 20, [.. Enumerable.Range(0, 20).SelectMany(f => features.Column(f).ToArray().Select(x => x + 50))]);
        Assert.InRange(model.Apply(shifted, unseen, unseen: UnseenSitePolicy.EstimateFromTheirRows).Column(0).ToArray().Average(), -5, 15);
        Assert.Throws<HarmonizationException>(() => model.Apply(features.SelectRows([0]), ["Z"], unseen: UnseenSitePolicy.EstimateFromTheirRows));
    }

    [Fact]
    public void Fit_OneSiteOrConfoundedCovariate_IsRefused()
    {
        (Matrix features, string[] sites) = Draw();

        Assert.Throws<HarmonizationException>(() => ComBat.Fit(features, [.. sites.Select(_ => "A")]));
        Matrix confounded = Matrix.FromColumns([.. sites.Select(site => site == "A" ? 1.0 : 0.0)]);
        Assert.Throws<HarmonizationException>(() => ComBat.Fit(features, sites, confounded));
    }

    [Fact]
    public void Fit_FeatureConstantWithinASite_IsLeftAsItIs()
    {
        (Matrix features, string[] sites) = Draw();
        Matrix all = features.Append(Matrix.FromColumns([.. sites.Select((site, i) => site == "A" ? 3.0 : i)]));
        ComBatModel model = ComBat.Fit(all, sites);

        Assert.False(model.IsAdjusted[20]);
        Assert.Equal(all.Column(20).ToArray(), model.Apply(all, sites).Column(20).ToArray());
    }

    private static double Gap(Matrix features, string[] sites)
    {
        double[] column = features.Column(0).ToArray();
        return column.Where((_, i) => sites[i] == "B").Average() - column.Where((_, i) => sites[i] == "A").Average();
    }

    private static (Matrix Features, string[] Sites) Draw()
    {
        SeededRandom random = new SeededRandom(4).For("combat");
        string[] sites = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "A" : "B")];
        double[][] columns = [.. Enumerable.Range(0, 20).Select(f => sites.Select(site => f + random.NextNormal() + (site == "B" ? 3 + (0.2 * random.NextNormal()) : 0)).ToArray())];
        return (Matrix.FromColumns(columns), sites);
    }
}
