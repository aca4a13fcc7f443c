using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Resampling;

/// <summary>Reads an image at the voxel centers of another grid.</summary>
public static class Resampler
{
    // A spline coefficient depends on a value n voxels away by 0.27ⁿ: beyond this, by less than double precision shows.
    private const int Reach = 32;

    /// <summary>Resamples an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">Where values are wanted; any spacing, origin and direction.</param>
    /// <param name="interpolation">How values between voxel centers are found.</param>
    /// <param name="outside">The value where the target leaves the image.</param>
    /// <returns>The image on the target grid.</returns>
    public static Volume Resample(Volume image, Grid target, Interpolation interpolation, double outside = 0) =>
        Resample(image, target, interpolation, Extension.MirrorThenOutside, outside).ToVolume();

    /// <summary>Resamples a region.</summary>
    /// <param name="mask">The region.</param>
    /// <param name="target">Where membership is wanted.</param>
    /// <param name="interpolation">Nearest keeps voxels; linear and spline take membership as a number.</param>
    /// <param name="threshold">Membership from which a voxel belongs to the region, such as 0.5; used but for nearest.</param>
    /// <returns>The region on the target grid.</returns>
    public static Mask Resample(Mask mask, Grid target, Interpolation interpolation, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(target);
        byte[] members = new byte[target.Size.VoxelCount];
        if (!mask.IsEmpty)
        {
            BoundingBox block = mask.Box.Grow(16, 16, 16, mask.Grid.Size);
            ScalarField membership = new(mask.Grid.Crop(block), Array.ConvertAll(mask.ToMembership(block), member => (double)member));
            ReadOnlySpan<double> values = Resample(membership, target, interpolation, Extension.MirrorThenOutside, outside: 0).Values;
            for (int i = 0; i < members.Length; i++)
            {
                members[i] = (byte)(values[i] >= threshold ? 1 : 0);
            }
        }

        return Mask.FromMembership(target, members);
    }

    /// <summary>Resamples in double precision.</summary>
    /// <param name="source">The image.</param>
    /// <param name="target">Where values are wanted.</param>
    /// <param name="interpolation">How values between voxel centers are found.</param>
    /// <param name="extension">What is assumed beyond the outermost voxels.</param>
    /// <param name="outside">The value where nothing is assumed.</param>
    /// <returns>The values on the target grid.</returns>
    public static ScalarField Resample(IVoxelSource source, Grid target, Interpolation interpolation, Extension extension, double outside = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        Affine toSource = Compose(source.Grid.PatientToVoxel, target.VoxelToPatient);
        return IsDiagonal(toSource, target.Size)
            ? ResampleAlongAxes(
                source, target, Steps(toSource.Offset.X, toSource.X.X, target.Size.X), Steps(toSource.Offset.Y, toSource.Y.Y, target.Size.Y),
                Steps(toSource.Offset.Z, toSource.Z.Z, target.Size.Z), interpolation, extension, outside)
            : ResampleAnywhere(source, target, toSource, interpolation, extension, outside);
    }

    /// <summary>Resamples at given positions along each axis.</summary>
    /// <param name="source">The image.</param>
    /// <param name="target">Where the values will lie: a grid of as many voxels as there are positions.</param>
    /// <param name="x">Positions along x, in voxels of the source.</param>
    /// <param name="y">Positions along y.</param>
    /// <param name="z">Positions along z.</param>
    /// <param name="interpolation">How values between voxel centers are found.</param>
    /// <param name="extension">What is assumed beyond the outermost voxels.</param>
    /// <param name="outside">The value where nothing is assumed.</param>
    /// <returns>The values on the target grid.</returns>
    public static ScalarField ResampleAlongAxes(
        IVoxelSource source, Grid target, IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> z, Interpolation interpolation, Extension extension, double outside)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        GridSize whole = source.Grid.Size;
        int reach = interpolation == Interpolation.CubicBSpline ? Reach : 2;
        (int startX, int lengthX) = Window(x, whole.X, reach);
        (int startY, int lengthY) = Window(y, whole.Y, reach);
        (int startZ, int lengthZ) = Window(z, whole.Z, reach);
        SplineSource samples = SplineSource.Of(
            source, new BoundingBox(new VoxelIndex(startX, startY, startZ), new GridSize(lengthX, lengthY, lengthZ)), interpolation, extension);
        AxisWeights alongX = AxisWeights.Of(samples.PositionsX(x), samples.Size.X, interpolation, extension);
        AxisWeights alongY = AxisWeights.Of(samples.PositionsY(y), samples.Size.Y, interpolation, extension);
        AxisWeights alongZ = AxisWeights.Of(samples.PositionsZ(z), samples.Size.Z, interpolation, extension);
        double[] values = SeparablePass.Apply(samples, alongX, alongY, alongZ);
        if (extension == Extension.MirrorThenOutside)
        {
            SparePlaces(values, target.Size, alongX.Inside, alongY.Inside, alongZ.Inside, outside);
        }

        return new ScalarField(target, values);
    }

    private static ScalarField ResampleAnywhere(
        IVoxelSource source, Grid target, Affine toSource, Interpolation interpolation, Extension extension, double outside)
    {
        SplineSource samples = SplineSource.Of(source, BoundingBox.Whole(source.Grid.Size), interpolation, extension);
        double[] values = GC.AllocateUninitializedArray<double>((int)target.Size.VoxelCount);
        int at = 0;
        for (int z = 0; z < target.Size.Z; z++)
        {
            for (int y = 0; y < target.Size.Y; y++)
            {
                for (int x = 0; x < target.Size.X; x++)
                {
                    PatientPoint place = toSource.Apply(x, y, z);
                    values[at++] = samples.Evaluate(place.X, place.Y, place.Z, interpolation, extension, outside);
                }
            }
        }

        return new ScalarField(target, values);
    }

    private static Affine Compose(Affine outer, Affine inner) => new(
        Linear(outer, inner.X), Linear(outer, inner.Y), Linear(outer, inner.Z), outer.Apply(inner.Offset.X, inner.Offset.Y, inner.Offset.Z));

    private static PatientVector Linear(Affine map, PatientVector v) => new(
        (map.X.X * v.X) + (map.Y.X * v.Y) + (map.Z.X * v.Z), (map.X.Y * v.X) + (map.Y.Y * v.Y) + (map.Z.Y * v.Z), (map.X.Z * v.X) + (map.Y.Z * v.Y) + (map.Z.Z * v.Z));

    /// <summary>Whether grid axes are parallel: no step leaves its axis by a millionth of a voxel over the whole grid.</summary>
    private static bool IsDiagonal(Affine map, GridSize size) =>
        Math.Max(Math.Abs(map.X.Y), Math.Abs(map.X.Z)) * size.X < 1e-6
        && Math.Max(Math.Abs(map.Y.X), Math.Abs(map.Y.Z)) * size.Y < 1e-6
        && Math.Max(Math.Abs(map.Z.X), Math.Abs(map.Z.Y)) * size.Z < 1e-6;

    private static double[] Steps(double start, double step, int count)
    {
        double[] positions = new double[count];
        for (int i = 0; i < count; i++)
        {
            positions[i] = start + (step * i);
        }

        return positions;
    }

    private static (int Start, int Length) Window(IReadOnlyList<double> positions, int length, int reach)
    {
        int start = (int)Math.Clamp(Math.Floor(positions.Min()) - reach, 0, length - 1);
        int end = (int)Math.Clamp(Math.Ceiling(positions.Max()) + reach, start, length - 1);
        return (start, end - start + 1);
    }

    private static void SparePlaces(double[] values, GridSize size, bool[] insideX, bool[] insideY, bool[] insideZ, double outside)
    {
        if (Array.TrueForAll(insideX, inside => inside) && Array.TrueForAll(insideY, inside => inside) && Array.TrueForAll(insideZ, inside => inside))
        {
            return;
        }

        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    if (!(insideX[x] && insideY[y] && insideZ[z]))
                    {
                        values[size.Offset(x, y, z)] = outside;
                    }
                }
            }
        }
    }
}
