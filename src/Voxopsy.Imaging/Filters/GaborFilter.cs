using System.Numerics;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Filters;

/// <summary>Gabor filters: a wave under a Gaussian, in the plane.</summary>
/// <remarks>Source: IBSI 2 reference manual, section 3.4. Convolution goes through the Fourier transform, because kernels are large.</remarks>
public sealed record GaborFilter
{
    // The Gaussian is cut where it falls below 1e-8.
    private const double ReachInSigma = 6;

    /// <summary>Gets the standard deviation along the wave, in mm.</summary>
    public required double Sigma { get; init; }

    /// <summary>Gets the wavelength in mm.</summary>
    public required double Lambda { get; init; }

    /// <summary>Gets how much narrower the Gaussian is across the wave: sigma / gamma.</summary>
    public required double Gamma { get; init; }

    /// <summary>Gets the directions of the wave in radians, turning from the first axis of a plane to the second.</summary>
    public required IReadOnlyList<double> Angles { get; init; }

    /// <summary>Gets how responses to several directions are joined.</summary>
    public Pooling Pooling { get; init; } = Pooling.Average;

    /// <summary>Filters within axial slices.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="boundary">What lies beyond the image.</param>
    /// <returns>The modulus of the response on the block.</returns>
    public ScalarField BySlice(IVoxelSource source, BoundingBox box, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ScalarField(source.Grid.Crop(box), InPlane(source, box, boundary, across: 2));
    }

    /// <summary>Filters within the slices across each axis, and averages the three.</summary>
    /// <param name="source">The image.</param>
    /// <param name="box">The block wanted.</param>
    /// <param name="boundary">What lies beyond the image.</param>
    /// <returns>The mean modulus of the responses on the block.</returns>
    public ScalarField InOrthogonalPlanes(IVoxelSource source, BoundingBox box, Boundary boundary)
    {
        ArgumentNullException.ThrowIfNull(source);
        double[][] planes = [InPlane(source, box, boundary, 0), InPlane(source, box, boundary, 1), InPlane(source, box, boundary, 2)];
        return new ScalarField(source.Grid.Crop(box), [.. planes[0].Select((value, i) => (value + planes[1][i] + planes[2][i]) / 3)]);
    }

    private double[] InPlane(IVoxelSource source, BoundingBox box, Boundary boundary, int across)
    {
        VoxelSpacing spacing = source.Grid.Spacing;
        double step = across == 2 ? spacing.X : across == 1 ? spacing.X : spacing.Y;
        double sigma = Sigma / step;
        int reach = (int)Math.Ceiling(ReachInSigma * sigma * Math.Max(1, 1 / Gamma));
        (int mx, int my, int mz) = (across == 0 ? 0 : reach, across == 1 ? 0 : reach, across == 2 ? 0 : reach);
        Window image = new SpatialFilter(source, box, boundary).Block(mx, my, mz);
        (int columns, int rows) = across switch { 0 => (image.Size.Y, image.Size.Z), 1 => (image.Size.X, image.Size.Z), _ => (image.Size.X, image.Size.Y) };
        GridSize plane = new((int)BitOperations.RoundUpToPowerOf2((uint)columns), (int)BitOperations.RoundUpToPowerOf2((uint)rows), 1);
        Complex[][] kernels = [.. Angles.Select(angle => Kernel(plane, sigma, Lambda / step, angle, reach))];
        double[] result = new double[box.Size.VoxelCount];
        int slices = across switch { 0 => box.Size.X, 1 => box.Size.Y, _ => box.Size.Z };
        for (int slice = 0; slice < slices; slice++)
        {
            Filter(image, plane, across, slice, reach, kernels, box.Size, result);
        }

        return result;
    }

    private void Filter(Window image, GridSize plane, int across, int slice, int reach, Complex[][] kernels, GridSize size, double[] result)
    {
        int Source(int column, int row) => across switch
        {
            0 => image.Size.Offset(slice, column, row),
            1 => image.Size.Offset(column, slice, row),
            _ => image.Size.Offset(column, row, slice),
        };
        (int columns, int rows) = across switch { 0 => (image.Size.Y, image.Size.Z), 1 => (image.Size.X, image.Size.Z), _ => (image.Size.X, image.Size.Y) };
        Complex[] spectrum = new Complex[plane.VoxelCount];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                spectrum[plane.Offset(column, row, 0)] = image.Values[Source(column, row)];
            }
        }

        VolumeSpectrum.Forward(spectrum, plane);
        double[] pooled = new double[columns * rows];
        for (int k = 0; k < kernels.Length; k++)
        {
            Complex[] response = new Complex[spectrum.Length];
            for (int i = 0; i < response.Length; i++)
            {
                response[i] = spectrum[i] * kernels[k][i];
            }

            VolumeSpectrum.Inverse(response, plane);
            Collect(response, plane, pooled, columns, rows, k);
        }

        double scale = Pooling == Pooling.Average ? 1.0 / kernels.Length : 1;
        for (int row = 0; row < rows - (2 * reach); row++)
        {
            for (int column = 0; column < columns - (2 * reach); column++)
            {
                int target = across switch { 0 => size.Offset(slice, column, row), 1 => size.Offset(column, slice, row), _ => size.Offset(column, row, slice) };
                result[target] = pooled[column + reach + ((row + reach) * columns)] * scale;
            }
        }
    }

    private void Collect(Complex[] response, GridSize plane, double[] pooled, int columns, int rows, int number)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double modulus = response[plane.Offset(column, row, 0)].Magnitude;
                ref double place = ref pooled[column + (row * columns)];
                place = number == 0 ? modulus : Pooling switch
                {
                    Pooling.Maximum => Math.Max(place, modulus),
                    Pooling.Minimum => Math.Min(place, modulus),
                    _ => place + modulus,
                };
            }
        }
    }

    /// <summary>The spectrum of the kernel, its center at the first sample.</summary>
    private Complex[] Kernel(GridSize plane, double sigma, double lambda, double angle, int reach)
    {
        Complex[] kernel = new Complex[plane.VoxelCount];
        (double sin, double cos) = Math.SinCos(angle);
        for (int row = -reach; row <= reach; row++)
        {
            for (int column = -reach; column <= reach; column++)
            {
                double along = (column * cos) + (row * sin);
                double beside = (column * sin) - (row * cos);
                double envelope = Math.Exp(-((along * along) + (Gamma * Gamma * beside * beside)) / (2 * sigma * sigma));
                (double imaginary, double real) = Math.SinCos(2 * Math.PI * along / lambda);
                kernel[plane.Offset(((column % plane.X) + plane.X) % plane.X, ((row % plane.Y) + plane.Y) % plane.Y, 0)] += envelope * new Complex(real, imaginary);
            }
        }

        VolumeSpectrum.Forward(kernel, plane);
        return kernel;
    }
}
