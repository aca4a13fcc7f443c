using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Ibsi;

namespace Voxopsy.Radiomics.Tests.Ibsi;

/// <summary>Filters named in settings of the profile <c>ibsi</c>.</summary>
public sealed class IbsiResponseTests
{
    [Fact]
    public void Responses_EachFilter_IsMeasuredAsTheFilterMakesIt()
    {
        (Volume image, Mask mask) = Case();
        IbsiSettings settings = IbsiParameters.Parse(Settings(new() { ["filter"] = "mean", ["support_voxels"] = 3.0 }, new() { ["filter"] = "laws", ["kernels"] = Kernels, ["name"] = "edges" }));
        IbsiRegion region = IbsiRegion.Prepare(image, mask, settings);

        (string Name, ScalarField Response)[] responses = [.. IbsiExtractor.Responses(region, settings)];

        Assert.Equal(["mean-1", "edges"], responses.Select(response => response.Name));
        ScalarField mean = IbsiFilter.Parse(new Dictionary<string, object?> { ["filter"] = "mean", ["support_voxels"] = 3.0 }).Apply(image, mask.Box);
        Assert.Equal(mean.Values.ToArray(), responses[0].Response.Values.ToArray());
        Assert.Equal(18, IbsiExtractor.OnResponse(responses[1].Response, region, settings).Count);
    }

    [Fact]
    public void OnResponse_ImageItselfInTheSameBins_HasTheTextureOfTheImage()
    {
        (Volume image, Mask mask) = Case();
        Dictionary<string, object?> parameters = Settings(new Dictionary<string, object?> { ["filter"] = "none" });
        parameters["response_bins"] = 16.0;
        parameters["discretisation"] = new Dictionary<string, object?> { ["method"] = "fixed_bin_number", ["count"] = 16.0 };
        IbsiSettings settings = IbsiParameters.Parse(parameters);
        IbsiRegion region = IbsiRegion.Prepare(image, mask, settings);
        IReadOnlyList<IbsiFeature> whole = IbsiExtractor.Extract(region, settings);

        foreach (IbsiFeature feature in IbsiExtractor.OnResponse(IbsiExtractor.Responses(region, settings).Single().Response, region, settings))
        {
            Assert.Contains(feature, whole);
        }
    }

    [Theory]
    [InlineData("kernals", "E5", "No parameter of a filter is named 'kernals'; there are filter, name, ")]
    [InlineData("response", "real", "'response' of a filter can only be modulus, found 'real'.")]
    [InlineData("undecimated", "false", "'undecimated' of a filter can only be True, found 'false'.")]
    [InlineData("name", "original", "Two images are named 'original'; give each filter a name of its own.")]
    [InlineData("filter", "sobel", "No filter is named 'sobel'; there are none, mean, laplacian_of_gaussian, laws, gabor, separable_wavelet and simoncelli.")]
    public void Parse_FilterThatCannotBe_IsToldWithItsReason(string key, string value, string message)
    {
        Dictionary<string, object?> filter = new() { ["filter"] = "laws" };
        filter[key] = value;

        ArgumentException refused = Assert.Throws<ArgumentException>(() => IbsiParameters.Parse(Settings(filter)));

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    private static readonly List<object?> Kernels = ["E5", "L5", "S5"];

    private static Dictionary<string, object?> Settings(params Dictionary<string, object?>[] filters) => new() { ["filters"] = filters.Cast<object?>().ToList() };

    private static (Volume Image, Mask Mask) Case()
    {
        Mask mask = Regions.Ball(6, new VoxelSpacing(1, 1, 1));
        float[] voxels = new float[mask.Grid.Size.VoxelCount];
        for (int i = 0; i < voxels.Length; i++)
        {
            voxels[i] = (i * 7919 % 211) - 100;
        }

        return (new Volume(mask.Grid, voxels), mask);
    }
}
