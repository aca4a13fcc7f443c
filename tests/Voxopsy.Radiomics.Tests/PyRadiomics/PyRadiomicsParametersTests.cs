using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.PyRadiomics;

namespace Voxopsy.Radiomics.Tests.PyRadiomics;

/// <summary>Every key of a parameter file acts, or is refused by its name.</summary>
public sealed class PyRadiomicsParametersTests
{
    private static readonly Mask Blob = Regions.Move(Regions.Blob(seed: 5, size: 9, new VoxelSpacing(1, 1.5, 2)), by: 3);
    private static readonly Volume Noise = Regions.Noise(3, Blob.Grid);

    [Theory]
    [InlineData("""{"setting": {"binWith": 25}}""", "binWith")]
    [InlineData("""{"settings": {}}""", "settings")]
    [InlineData("""{"setting": {"binWidth": 0}}""", "binWidth")]
    [InlineData("""{"setting": {"binCount": 2.5}}""", "binCount")]
    [InlineData("""{"setting": {"distances": [1, 0]}}""", "distances")]
    [InlineData("""{"setting": {"force2Ddimension": 3}}""", "force2Ddimension")]
    [InlineData("""{"setting": {"weightingNorm": "maximum"}}""", "weightingNorm")]
    [InlineData("""{"setting": {"resegmentRange": [3, 1]}}""", "resegmentRange")]
    [InlineData("""{"setting": {"resegmentMode": "share"}}""", "resegmentMode")]
    [InlineData("""{"setting": {"interpolator": "sitkGaussian"}}""", "sitkGaussian")]
    [InlineData("""{"setting": {"label_channel": 1}}""", "label_channel")]
    [InlineData("""{"setting": {"minimumROIDimensions": 4}}""", "minimumROIDimensions")]
    [InlineData("""{"imageType": {"Curvelet": {}}}""", "Curvelet")]
    [InlineData("""{"imageType": {"Wavelet": {"normalize": true}}}""", "normalize")]
    [InlineData("""{"imageType": {"Wavelet": {"wavlet": "haar"}}}""", "wavlet")]
    [InlineData("""{"featureClass": {"glcm": ["Contrast", "Kontrast"]}}""", "Kontrast")]
    [InlineData("""{"featureClass": {"glzm": null}}""", "glzm")]
    [InlineData("""{"voxelSetting": {"kernelRadius": 0}}""", "kernelRadius")]
    [InlineData("""{"voxelSetting": {"radius": 1}}""", "radius")]
    public void ParseJson_UnknownKeyOrValue_IsRefusedByName(string json, string named)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => PyRadiomicsParameters.ParseJson(json));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"setting": {"binWidth": 70}}""")]
    [InlineData("""{"setting": {"binCount": 7}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "distances": [1, 2]}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "symmetricalGLCM": false}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "weightingNorm": "euclidean"}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "gldm_a": 1}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "force2D": true}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "force2D": true, "force2Ddimension": 2}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "voxelArrayShift": 10}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "normalize": true, "normalizeScale": 300}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "normalize": true, "normalizeScale": 300, "removeOutliers": 1}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "resampledPixelSpacing": [1, 1, 1]}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "resampledPixelSpacing": [1, 1, 1], "interpolator": "sitkLinear"}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "resegmentRange": [200, 800]}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "resegmentRange": [0.1, 0.9], "resegmentMode": "relative"}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "resegmentRange": [-1, 1], "resegmentMode": "sigma"}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "resegmentRange": [200, 800], "resegmentShape": true}}""")]
    [InlineData("""{"setting": {"binWidth": 100}, "imageType": {"Wavelet": {"wavelet": "sym4", "level": 2}}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "wavelet": "db3", "start_level": 1}, "imageType": {"Wavelet": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "preCrop": true, "padDistance": 1}, "imageType": {"Wavelet": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 100}, "imageType": {"LoG": {"sigma": [1.5]}}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "sigma": [2]}, "imageType": {"LoG": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 100, "gradientUseSpacing": false}, "imageType": {"Gradient": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 1, "lbp2DRadius": 2}, "imageType": {"LBP2D": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 1, "lbp2DSamples": 12}, "imageType": {"LBP2D": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 1, "lbp2DMethod": "ror"}, "imageType": {"LBP2D": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 9999, "lbp2DMethod": "var"}, "imageType": {"LBP2D": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 1, "lbp3DLevels": 3}, "imageType": {"LBP3D": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 1, "lbp3DIcosphereRadius": 2}, "imageType": {"LBP3D": {}}}""")]
    [InlineData("""{"setting": {"binWidth": 1, "lbp3DIcosphereSubdivision": 0}, "imageType": {"LBP3D": {}}}""")]
    public void Extract_OneSettingChanged_ChangesValues(string json)
    {
        PyRadiomicsSettings changed = PyRadiomicsParameters.ParseJson(json);
        string[] others = [.. changed.ImageTypes.Select(type => type.Name)];
        PyRadiomicsSettings plain = new()
        {
            BinWidth = others[0].StartsWith("LBP", StringComparison.Ordinal) ? changed.BinWidth : 100,
            ImageTypes = [.. others.Select(name => new ImageTypeSettings(name) { Own = name == "LoG" ? new Dictionary<string, object?> { ["sigma"] = 1.0 } : [] })],
        };

        Assert.NotEqual(Values(plain), Values(changed));
    }

    [Fact]
    public void Extract_FilterParameterForAllImages_ActsAsIfSetWithTheImageType()
    {
        PyRadiomicsSettings common = PyRadiomicsParameters.ParseJson("""{"setting": {"binWidth": 100, "wavelet": "haar"}, "imageType": {"Wavelet": {}}}""");
        PyRadiomicsSettings own = PyRadiomicsParameters.ParseJson("""{"setting": {"binWidth": 100}, "imageType": {"Wavelet": {"wavelet": "haar"}}}""");

        Assert.Equal(Values(own), Values(common));
    }

    [Fact]
    public void Extract_DeprecatedFeatures_OnlyWhenNamed()
    {
        PyRadiomicsSettings named = PyRadiomicsParameters.ParseJson(
            """{"setting": {"binWidth": 100}, "featureClass": {"firstorder": ["StandardDeviation", "Variance"], "shape": ["SphericalDisproportion", "Sphericity", "Compactness2"]}}""");

        Dictionary<string, double> values = PyRadiomicsExtractor.Extract(Noise, Blob, named, PixelKind.Integer).ToDictionary(feature => feature.Name, feature => feature.Value.Value);

        Assert.Equal(5, values.Count);
        Assert.Equal(Math.Sqrt(values["original_firstorder_Variance"]), values["original_firstorder_StandardDeviation"], 1e-12);
        Assert.Equal(1 / values["original_shape_Sphericity"], values["original_shape_SphericalDisproportion"], 1e-12);
        Assert.Equal(Math.Pow(values["original_shape_Sphericity"], 3), values["original_shape_Compactness2"], 1e-12);
        Assert.DoesNotContain(PyRadiomicsExtractor.Extract(Noise, Blob, new PyRadiomicsSettings { BinWidth = 100 }, PixelKind.Integer), feature => feature.Value.Name == "StandardDeviation");
    }

    [Fact]
    public void Place_MaskOnAnotherLattice_IsRefusedUnlessCorrected()
    {
        Grid coarse = new(new GridSize(3, 3, 3), new VoxelSpacing(2.5, 4, 5), new PatientPoint(0.4, 0.6, 0.8), Direction.Identity);
        byte[] members = new byte[27];
        members[13] = 1;
        Mask mask = Mask.FromMembership(coarse, members);

        Assert.Throws<GeometryMismatchException>(() => PyRadiomicsMask.Place(mask, Noise.Grid, new PyRadiomicsSettings()));
        Mask placed = PyRadiomicsMask.Place(mask, Noise.Grid, PyRadiomicsParameters.ParseJson("""{"setting": {"correctMask": true}}"""));

        // The coarse voxel spans 1.65 to 4.15, 2.6 to 6.6 and 3.3 to 8.3 mm.
        Assert.Equal(3 * 3 * 3, placed.VoxelCount);
        Assert.True(placed.Contains(2, 2, 2) && placed.Contains(4, 4, 4));
    }

    [Fact]
    public void Place_HeaderWithinTheTolerance_KeepsTheVoxels()
    {
        Grid moved = new(Blob.Grid.Size, Blob.Grid.Spacing, new PatientPoint(0.05, 0, 0), Direction.Identity);
        Mask mask = Mask.FromBox(moved, Blob.Box, Blob.BoxMembership);

        Assert.Throws<GeometryMismatchException>(() => PyRadiomicsMask.Place(mask, Blob.Grid, new PyRadiomicsSettings()));
        Mask placed = PyRadiomicsMask.Place(mask, Blob.Grid, PyRadiomicsParameters.ParseJson("""{"setting": {"geometryTolerance": 0.1}}"""));

        Assert.Equal(Blob.ToMembership(), placed.ToMembership());
    }

    private static double[] Values(PyRadiomicsSettings settings) => [.. PyRadiomicsExtractor.Extract(Noise, Blob, settings, PixelKind.Integer).Select(feature => feature.Value.Value)];
}
