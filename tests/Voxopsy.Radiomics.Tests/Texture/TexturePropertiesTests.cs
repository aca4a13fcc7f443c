using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Discretization;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Radiomics.PyRadiomics;

namespace Voxopsy.Radiomics.Tests.Texture;

/// <summary>What must hold for any image.</summary>
public sealed class TexturePropertiesTests
{
    private static readonly Mask Blob = Regions.Blob(seed: 21, size: 12, new VoxelSpacing(1, 1, 1));
    private static readonly Volume Noise = Regions.Noise(9, Blob.Grid);
    private static readonly PyRadiomicsSettings Bins = new() { BinWidth = 100 };

    [Fact]
    public void Texture_MovedRegion_IsTheSame()
    {
        Mask moved = Regions.Move(Blob, by: 3);
        float[] voxels = new float[moved.Grid.Size.VoxelCount];
        for (int i = 0; i < Noise.Voxels.Length; i++)
        {
            voxels[moved.Grid.Size.Offset((i % 12) + 3, (i / 12 % 12) + 3, (i / 144) + 3)] = Noise.Voxels[i];
        }

        Assert.Equal(Texture(Noise, Blob), Texture(new Volume(moved.Grid, voxels), moved));
    }

    [Fact]
    public void Texture_IntensitiesShiftedUnderOneBinCount_IsTheSame()
    {
        PyRadiomicsSettings count = new() { BinCount = 8 };

        Assert.Equal(Texture(Noise, Blob, count), Texture(Shifted(300), Blob, count));
    }

    [Theory]
    [InlineData("glcm")]
    [InlineData("glrlm")]
    [InlineData("glszm")]
    [InlineData("gldzm")]
    [InlineData("ngtdm")]
    [InlineData("ngldm")]
    public void IbsiTexture_IntensitiesShiftedWithTheBins_IsTheSame(string family)
    {
        double[] OfWidth(Volume image, double start) => Ibsi(image, new FixedBinWidth(100, start));
        double[] OfCount(Volume image) => Ibsi(image, new FixedBinCount(8));
        double[] Ibsi(Volume image, GrayLevels levels) =>
            [.. IbsiExtractor.Extract(image, Blob, new IbsiSettings { GrayLevels = levels, Aggregations = [Aggregation.Slices, Aggregation.SlicesMerged, Aggregation.Volume] })
                .Where(feature => feature.Feature.Family == family).Select(feature => feature.Value)];

        Assert.NotEmpty(OfCount(Noise));
        Assert.Equal(OfWidth(Noise, start: 0), OfWidth(Shifted(237), start: 237));
        Assert.Equal(OfCount(Noise), OfCount(Shifted(237)));
    }

    [Fact]
    public void Texture_IntensitiesShiftedByABin_ChangesOnlyWhereLevelsAreNumbersThemselves()
    {
        // Bins of one width start at a multiple of the width, so that levels stay the same.
        Assert.Equal(Texture(Noise, Blob), Texture(Shifted(300), Blob));
    }

    [Fact]
    public void Extract_OneAndTwoThreads_GiveTheSameBits()
    {
        PyRadiomicsSettings settings = PyRadiomicsParameters.ParseJson(
            """{"setting": {"binWidth": 100}, "imageType": {"Original": {}, "Wavelet": {}, "LoG": {"sigma": [1, 2]}, "Square": {}, "Gradient": {}, "LBP2D": {}, "LBP3D": {}}}""");

        Assert.Equal(
            PyRadiomicsExtractor.Extract(Noise, Blob, settings, PixelKind.Single, threads: 1).Select(feature => (feature.Name, feature.Value.Value)),
            PyRadiomicsExtractor.Extract(Noise, Blob, settings, PixelKind.Single, threads: 2).Select(feature => (feature.Name, feature.Value.Value)));
    }

    [Fact]
    public void Extract_SeveralThreadsAndARefusedImage_SaysWhy()
    {
        PyRadiomicsSettings settings = PyRadiomicsParameters.ParseJson("""{"setting": {"binWidth": 1e-3}, "imageType": {"Wavelet": {}, "Square": {}}}""");

        Assert.Throws<TooManyGrayLevelsException>(() => PyRadiomicsExtractor.Extract(Noise, Blob, settings, PixelKind.Single, threads: 2));
    }

    [Fact]
    public void MergedCooccurrence_AxesPermuted_IsTheSame()
    {
        float[] voxels = new float[Noise.Voxels.Length];
        byte[] members = new byte[voxels.Length];
        byte[] original = Blob.ToMembership();
        for (int i = 0; i < voxels.Length; i++)
        {
            int to = Noise.Grid.Size.Offset(i / 144, i % 12, i / 12 % 12);
            (voxels[to], members[to]) = (Noise.Voxels[i], original[i]);
        }

        double[] Merged(Volume image, Mask mask) => [.. IbsiExtractor.Extract(image, mask, new IbsiSettings { GrayLevels = new FixedBinWidth(100, 0) })
            .Where(feature => feature is { Feature.Family: "glcm", Aggregation: "3D, merged" }).Select(feature => feature.Value)];
        double[] plain = Merged(Noise, Blob);
        Assert.Equal(25, plain.Length);
        Assert.All(plain.Zip(Merged(new Volume(Noise.Grid, voxels), Mask.FromMembership(Noise.Grid, members))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Extract_ManyAtATime_GivesTheSameBits()
    {
        double[] alone = Texture(Noise, Blob);
        double[][] together = new double[8][];
        Parallel.For(0, together.Length, i => together[i] = Texture(Noise, Blob));

        Assert.All(together, values => Assert.Equal(alone, values));
    }

    [Fact]
    public void Extract_FlatRegion_HasDefinedValuesAndDoesNotThrow()
    {
        Volume flat = new(Blob.Grid, [.. Enumerable.Repeat(7f, Noise.Voxels.Length)]);
        Dictionary<string, double> values = PyRadiomicsExtractor.Extract(flat, Blob, Bins, PixelKind.Integer).ToDictionary(feature => feature.Name, feature => feature.Value.Value);

        Assert.Equal(1, values["original_glcm_Correlation"]);
        Assert.Equal(1, values["original_glcm_MCC"]);
        Assert.Equal(1e6, values["original_ngtdm_Coarseness"]);
        Assert.Equal(0, values["original_firstorder_Skewness"]);
        Assert.NotEmpty(IbsiExtractor.Extract(flat, Blob, new IbsiSettings()));
    }

    [Fact]
    public void Extract_RegionOfSeveralParts_DoesNotDependOnWhatLiesBetween()
    {
        byte[] members = new byte[1728];
        for (int i = 0; i < members.Length; i++)
        {
            // Two blocks in opposite corners, both touching the border of the image.
            (int x, int y, int z) = (i % 12, i / 12 % 12, i / 144);
            members[i] = (byte)((x < 4 && y < 4 && z < 4) || (x > 8 && y > 8 && z > 8) ? 1 : 0);
        }

        Mask parts = Mask.FromMembership(Noise.Grid, members);
        Volume other = new(Noise.Grid, [.. Noise.Voxels.ToArray().Select((voxel, i) => members[i] != 0 ? voxel : -1e6f)]);

        double[] values = Texture(Noise, parts);
        Assert.DoesNotContain(double.NaN, values);
        Assert.Equal(values, Texture(other, parts));
    }

    [Fact]
    public void Extract_TooManyGrayLevels_SaysLimitAndMemory()
    {
        TooManyGrayLevelsException refused = Assert.Throws<TooManyGrayLevelsException>(
            () => PyRadiomicsExtractor.Extract(Noise, Blob, new PyRadiomicsSettings { BinWidth = 0.01 }, PixelKind.Single));

        Assert.Contains("8192", refused.Message, StringComparison.Ordinal);
        Assert.Contains("GiB", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_FlatImageNormalized_IsRefused()
    {
        Volume flat = new(Blob.Grid, [.. Enumerable.Repeat(7f, Noise.Voxels.Length)]);

        ImagingException refused = Assert.Throws<ImagingException>(() => PyRadiomicsExtractor.Extract(flat, Blob, Bins with { Normalize = true }, PixelKind.Integer));

        Assert.Contains("standard deviation", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_ImageOfZerosToTheExponential_IsRefusedByImageType()
    {
        Volume zeros = new(Blob.Grid, new float[Noise.Voxels.Length]);

        ImagingException refused = Assert.Throws<ImagingException>(
            () => PyRadiomicsExtractor.Extract(zeros, Blob, Bins with { ImageTypes = [new ImageTypeSettings("Exponential")] }, PixelKind.Integer));

        Assert.Contains("exponential", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_OneVoxel_IsRefusedOrUndefinedButNeverThrowsUnplanned()
    {
        Mask voxel = Regions.Block(1, 1, 1, new VoxelSpacing(1, 1, 1));
        Volume image = new(voxel.Grid, [5]);

        ImagingException refused = Assert.Throws<ImagingException>(() => PyRadiomicsExtractor.Extract(image, voxel, Bins, PixelKind.Integer));
        IReadOnlyList<IbsiFeature> values = IbsiExtractor.Extract(image, voxel, new IbsiSettings());

        Assert.Contains("minimumROIDimensions", refused.Message, StringComparison.Ordinal);
        Assert.Equal(double.NaN, values.Single(feature => feature is { Tag: "cm_contrast", Aggregation: "3D, merged" }).Value);
    }

    private static Volume Shifted(float by) => new(Noise.Grid, [.. Noise.Voxels.ToArray().Select(voxel => voxel + by)]);

    private static double[] Texture(Volume image, Mask mask, PyRadiomicsSettings? settings = null) =>
        [.. PyRadiomicsExtractor.Extract(image, mask, settings ?? Bins, PixelKind.Integer).Where(feature => feature.Value.Family is not ("shape" or "firstorder")).Select(feature => feature.Value.Value)];
}
