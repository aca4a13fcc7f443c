using System.Reflection;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Testing;

namespace Voxopsy.Radiomics.Tests.Ibsi;

/// <summary>Each feature carries its code as an attribute, each once, and what is computed is what the attributes say.</summary>
public sealed class IbsiCodeTests
{
    private static readonly (string Code, string Tag)[] Attributes =
    [
        .. typeof(IbsiExtractor).Assembly.GetTypes().Where(type => type.IsEnum)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Select(field => field.GetCustomAttribute<IbsiFeatureAttribute>())
            .OfType<IbsiFeatureAttribute>()
            .Select(feature => (feature.Code, feature.Tag)),
    ];

    [Fact]
    public void Attributes_OfAllFeatures_AreThoseOfTheValuesComputed()
    {
        Mask mask = Regions.Blob(seed: 2, size: 6, new VoxelSpacing(1, 1, 1));
        (string?, string)[] computed =
        [
            .. IbsiExtractor.Extract(Regions.Noise(4, mask.Grid), mask, new IbsiSettings { GrayLevels = new FixedBinWidth(100, 0) })
                .Select(feature => (feature.Feature.Ibsi, feature.Tag)).Distinct(),
        ];

        Assert.Equal(169, Attributes.Length);
        Assert.Equal(Attributes.Length, Attributes.Distinct().Count());
        Assert.Equal(Attributes.Order(), computed.Select(feature => (feature.Item1!, feature.Item2)).Order());
        Assert.All(Attributes, feature => Assert.Matches("^[0-9A-Z]{4}$", feature.Code));
    }

    [Fact]
    [Trait("Category", "Oracle")]
    public void Attributes_CodesOfTheManual_EachFoundOnce()
    {
        OracleTally tally = new("ibsi codes");
        string values = ReferenceFolders.Oracle("radiomics", "ibsi1", "reference_values.csv");
        foreach ((string code, string tag) in PyRadiomicsReference.Rows(values).Select(cells => (cells[3], cells[4])).Distinct())
        {
            tally.Check(tag, code, 1, Attributes.Count(feature => feature == (code, tag)), 0);
        }

        string mapping = ReferenceFolders.Oracle("radiomics", "pyradiomics", "ibsi_mapping.csv");
        foreach (string[] cells in PyRadiomicsReference.Rows(mapping).Where(cells => cells[2].Length == 4 && cells[3].Length > 0))
        {
            string names = cells[3];
            tally.Check($"{cells[0]} {cells[1]}", cells[2], 1, Attributes.Where(feature => feature.Code == cells[2]).Select(feature => feature.Code).Distinct().Count(), 0);
            tally.Check($"{cells[0]} {cells[1]}", names, 1, Attributes.Count(feature => feature.Tag == names), 0);
        }

        tally.Finish();
    }
}
