using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Brings a mask onto its image as the settings <c>correctMask</c> and <c>geometryTolerance</c> of PyRadiomics ask.</summary>
public static class PyRadiomicsMask
{
    /// <summary>Brings a mask onto a grid.</summary>
    /// <remarks>
    /// A mask on the voxel centers of the image is taken as it is. One whose header differs by no more than the tolerance keeps its voxels
    /// and gets the grid of the image. Any other is resampled (nearest voxel) when <see cref="PyRadiomicsSettings.CorrectMask"/> is set.
    /// </remarks>
    /// <param name="mask">The region.</param>
    /// <param name="grid">The grid of the image.</param>
    /// <param name="settings">Settings of the extraction.</param>
    /// <returns>The region on that grid.</returns>
    /// <exception cref="GeometryMismatchException">The grids differ, and the settings do not ask for a correction.</exception>
    /// <exception cref="ImagingException">The region lies partly outside of the image.</exception>
    public static Mask Place(Mask mask, Grid grid, PyRadiomicsSettings settings)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return RegionOfInterest.Place(mask, grid);
        }
        catch (GeometryMismatchException) when (IsWithin(mask.Grid, grid, settings.GeometryTolerance))
        {
            return Mask.FromBox(grid, mask.Box, mask.BoxMembership);
        }
        catch (GeometryMismatchException) when (settings.CorrectMask)
        {
            return Resample(mask, grid);
        }
    }

    /// <summary>As ITK compares: origins and spacings to the tolerance times the first spacing, directions to the tolerance.</summary>
    private static bool IsWithin(Grid a, Grid b, double tolerance)
    {
        double length = tolerance * b.Spacing.X;
        static double Largest(double x, double y, double z) => Math.Max(Math.Abs(x), Math.Max(Math.Abs(y), Math.Abs(z)));
        return a.Size == b.Size
            && Largest(a.Origin.X - b.Origin.X, a.Origin.Y - b.Origin.Y, a.Origin.Z - b.Origin.Z) <= length
            && Largest(a.Spacing.X - b.Spacing.X, a.Spacing.Y - b.Spacing.Y, a.Spacing.Z - b.Spacing.Z) <= length
            && Axes(a).Zip(Axes(b)).All(pair => Largest(pair.First.X - pair.Second.X, pair.First.Y - pair.Second.Y, pair.First.Z - pair.Second.Z) <= tolerance);
    }

    private static PatientVector[] Axes(Grid grid) => [grid.Direction.X, grid.Direction.Y, grid.Direction.Z];

    private static Mask Resample(Mask mask, Grid grid)
    {
        Mask.RequireVoxels(mask);
        VoxelIndex start = mask.Box.Start;
        GridSize size = mask.Box.Size;
        Affine toImage = grid.PatientToVoxel;
        foreach (VoxelIndex corner in (VoxelIndex[])[start, new(start.X + size.X - 1, start.Y + size.Y - 1, start.Z + size.Z - 1)])
        {
            PatientPoint patient = mask.Grid.VoxelToPatient.Apply(corner.X, corner.Y, corner.Z);
            PatientPoint at = toImage.Apply(patient.X, patient.Y, patient.Z);
            if (!(at.X > -0.5 && at.Y > -0.5 && at.Z > -0.5 && at.X < grid.Size.X - 0.5 && at.Y < grid.Size.Y - 0.5 && at.Z < grid.Size.Z - 0.5))
            {
                throw new ImagingException(
                    $"The mask ({mask.Grid}) cannot be resampled onto its image ({grid}): the box around its region reaches outside of the image. Check that both belong together.");
            }
        }

        return Resampler.Resample(mask, grid, Interpolation.Nearest);
    }
}
