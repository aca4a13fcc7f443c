using Voxopsy.Imaging;
using Voxopsy.Imaging.Filters;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Perturbation;

/// <summary>The noise of an image: how much there is, and more of it.</summary>
internal static class ImageNoise
{
    // Median of |z| of a standard normal number.
    private const double NormalMedian = 0.6744897501960817;

    /// <summary>The standard deviation of the noise, from the finest diagonal details within slices; 0 for a block too small to tell.</summary>
    /// <remarks>Source: Chang 2000 (IEEE TIP 9:1532) as in Zwanenburg 2019: median |HH| / 0.6745, with the wavelet coif1.</remarks>
    internal static double Estimate(ScalarField image)
    {
        GridSize size = image.Grid.Size;
        if (size.X < 8 || size.Y < 8)
        {
            return 0;
        }

        ScalarField details = StationaryWavelet.Decompose(image, BoundingBox.Whole(size), WaveletKernel.Named("coif1"), [0, 1], 0, 1)
            .First(band => band.Band == "HH").Values();
        double[] magnitudes = [.. details.Values.ToArray().Select(Math.Abs)];
        Array.Sort(magnitudes);
        return magnitudes[magnitudes.Length / 2] / NormalMedian;
    }

    /// <summary>The image with normal noise of a standard deviation added to every voxel.</summary>
    internal static ScalarField Add(ScalarField image, double deviation, NoiseSource random)
    {
        double[] values = image.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += deviation * random.NextNormal();
        }

        return new ScalarField(image.Grid, values);
    }
}
