using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Resampling of an image and its region to another spacing, as PyRadiomics does it with ITK.</summary>
/// <remarks>
/// The new grid shares the corner of the old one, and only the region with its padding is computed. Positions are taken as ITK's linear
/// scan does, from the first and last voxel of a row: the last digit decides on which side of a half a place lies.
/// </remarks>
internal static class ImageResampling
{
    internal static (IVoxelSource Image, Mask Mask) Apply(IVoxelSource image, Mask mask, PyRadiomicsSettings settings, PixelKind kind)
    {
        double[] old = [image.Grid.Spacing.X, image.Grid.Spacing.Y, image.Grid.Spacing.Z];
        int[] start = [mask.Box.Start.X, mask.Box.Start.Y, mask.Box.Start.Z];
        int[] extent = [mask.Box.Size.X, mask.Box.Size.Y, mask.Box.Size.Z];
        int[] whole = [image.Grid.Size.X, image.Grid.Size.Y, image.Grid.Size.Z];
        double[] spacing = [.. Enumerable.Range(0, 3).Select(axis =>
            settings.ResampledPixelSpacing![axis] == 0 || extent[axis] == 1 ? old[axis] : settings.ResampledPixelSpacing[axis])];
        if (Enumerable.Range(0, 3).All(axis => Math.Abs(old[axis] - spacing[axis]) <= 1e-8 + (1e-5 * Math.Abs(spacing[axis]))))
        {
            BoundingBox padded = mask.Box.Grow(settings.PadDistance, settings.PadDistance, settings.PadDistance, image.Grid.Size);
            return (new ImageView(image, padded), Mask.FromMembership(mask.Grid.Crop(padded), mask.ToMembership(padded)));
        }

        int[] size = new int[3];
        double[] origin = new double[3];
        for (int axis = 0; axis < 3; axis++)
        {
            double ratio = old[axis] / spacing[axis];
            double lower = Math.Max(0, Math.Floor(((start[axis] - 0.5) * ratio) - settings.PadDistance));
            double upper = Math.Min(Math.Ceiling(whole[axis] * ratio) - 1, Math.Ceiling(((start[axis] + extent[axis] - 0.5) * ratio) + settings.PadDistance));
            size[axis] = (int)(upper - lower + 1);
            origin[axis] = (0.5 * (spacing[axis] - old[axis]) / old[axis]) + (lower / ratio);
        }

        Affine map = image.Grid.VoxelToPatient;
        Grid target = new(
            new GridSize(size[0], size[1], size[2]), new VoxelSpacing(spacing[0], spacing[1], spacing[2]), map.Apply(origin[0], origin[1], origin[2]), image.Grid.Direction);
        double[][] places = [.. Enumerable.Range(0, 3).Select(axis => Places(image.Grid, target, axis))];
        ScalarField values = Resampler.ResampleAlongAxes(
            image, target, places[0], places[1], places[2], settings.Interpolator, Extension.MirrorThenOutside, outside: 0);
        return (Rounded(values, kind), ResampleMask(mask, target, places));
    }

    /// <summary>Positions of the target's voxels on the source along one axis, in the arithmetic of ITK.</summary>
    private static double[] Places(Grid source, Grid target, int axis)
    {
        Affine toPatient = target.VoxelToPatient;
        Affine toSource = source.PatientToVoxel;
        int count = axis switch { 0 => target.Size.X, 1 => target.Size.Y, _ => target.Size.Z };
        PatientPoint origin = source.Origin;
        double At(int index)
        {
            PatientPoint point = toPatient.Apply(axis == 0 ? index : 0, axis == 1 ? index : 0, axis == 2 ? index : 0);
            PatientVector from = new(point.X - origin.X, point.Y - origin.Y, point.Z - origin.Z);
            return axis switch
            {
                0 => (toSource.X.X * from.X) + (toSource.Y.X * from.Y) + (toSource.Z.X * from.Z),
                1 => (toSource.X.Y * from.X) + (toSource.Y.Y * from.Y) + (toSource.Z.Y * from.Z),
                _ => (toSource.X.Z * from.X) + (toSource.Y.Z * from.Y) + (toSource.Z.Z * from.Z),
            };
        }

        double first = At(0);
        double end = At(count);
        double[] places = new double[count];
        for (int i = 0; i < count; i++)
        {
            places[i] = axis == 0 ? first + ((end - first) * ((double)i / count)) : At(i);
        }

        return places;
    }

    private static ScalarField Rounded(ScalarField field, PixelKind kind)
    {
        if (kind == PixelKind.Double)
        {
            return field;
        }

        double[] values = new double[field.Values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = kind.Cut(field.Values[i]);
        }

        return new ScalarField(field.Grid, values);
    }

    private static Mask ResampleMask(Mask mask, Grid target, double[][] places)
    {
        int[][] nearest = [.. places.Select(axis => axis.Select(place => (int)Math.Floor(place + 0.5)).ToArray())];
        byte[] members = new byte[target.Size.VoxelCount];
        int at = 0;
        foreach (int z in nearest[2])
        {
            foreach (int y in nearest[1])
            {
                foreach (int x in nearest[0])
                {
                    members[at++] = (byte)(mask.Contains(x, y, z) ? 1 : 0);
                }
            }
        }

        return Mask.FromMembership(target, members);
    }
}
