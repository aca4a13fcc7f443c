using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Radiomics.Perturbation;

/// <summary>Perturbs an image and the region in it.</summary>
public static class PerturbedRegion
{
    /// <summary>The block around the region, changed as asked.</summary>
    /// <param name="image">The image.</param>
    /// <param name="mask">The region, on the grid of the image.</param>
    /// <param name="perturbation">What to change.</param>
    /// <returns>Image and region on one grid. The region is empty when nothing of it is left.</returns>
    /// <exception cref="EmptyMaskException">There is no region to change.</exception>
    /// <remarks>The same image, region, perturbation and seed give the same bits.</remarks>
    public static (ScalarField Image, Mask Mask) Create(IVoxelSource image, Mask mask, RegionPerturbation perturbation)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(perturbation);
        Mask.RequireVoxels(mask);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(perturbation.VolumeChange, -1);
        NoiseSource random = new(perturbation.Seed);
        ScalarField field = Block(image, mask, perturbation.MarginMillimeters);
        Mask region = Mask.FromMembership(field.Grid, RegionOfBlock(mask, field.Grid, image.Grid, perturbation.MarginMillimeters));
        if (perturbation.Noise > 0)
        {
            field = ImageNoise.Add(field, perturbation.Noise * ImageNoise.Estimate(field), random);
        }

        if (perturbation.RotationDegrees != 0 || perturbation.TranslationVoxels != 0)
        {
            Grid target = Turned(region, perturbation);
            field = Resampler.Resample(field, target, Interpolation.CubicBSpline, Extension.NearestEdge);
            region = Resampler.Resample(region, target, Interpolation.Linear);
        }

        if (perturbation.VolumeChange != 0 && !region.IsEmpty)
        {
            region = VolumeAdaptation.Apply(region, perturbation.VolumeChange, random);
        }

        if (perturbation.ContourMillimeters > 0 && !region.IsEmpty)
        {
            region = ContourRandomization.Apply(region, perturbation.ContourMillimeters, perturbation.ContourSmoothnessMillimeters, random);
        }

        return (field, region);
    }

    private static BoundingBox Around(Mask mask, Grid grid, double margin) => double.IsInfinity(margin)
        ? BoundingBox.Whole(grid.Size)
        : mask.Box.Grow(Steps(margin, grid.Spacing.X), Steps(margin, grid.Spacing.Y), Steps(margin, grid.Spacing.Z), grid.Size);

    private static int Steps(double margin, double spacing) => (int)Math.Ceiling(margin / spacing);

    private static ScalarField Block(IVoxelSource image, Mask mask, double margin) => ScalarField.Crop(image, Around(mask, image.Grid, margin));

    private static byte[] RegionOfBlock(Mask mask, Grid block, Grid grid, double margin) =>
        block.Size == grid.Size ? mask.ToMembership() : mask.ToMembership(Around(mask, grid, margin));

    /// <summary>The grid of the block, turned about the middle of the region and shifted.</summary>
    private static Grid Turned(Mask region, RegionPerturbation perturbation)
    {
        Grid grid = region.Grid;
        BoundingBox box = region.Box;
        (double x, double y, double z) middle = (
            box.Start.X + ((box.Size.X - 1) / 2.0), box.Start.Y + ((box.Size.Y - 1) / 2.0), box.Start.Z + ((box.Size.Z - 1) / 2.0));
        (double sine, double cosine) = Math.SinCos(perturbation.RotationDegrees * Math.PI / 180);
        PatientVector first = grid.Direction.X;
        PatientVector second = grid.Direction.Y;
        Direction direction = new(
            Sum(first.Scale(cosine), second.Scale(sine)),
            Sum(second.Scale(cosine), first.Scale(-sine)),
            grid.Direction.Z);
        double shift = perturbation.TranslationVoxels;
        PatientPoint center = grid.VoxelToPatient.Apply(middle.x + shift, middle.y + shift, middle.z + shift);
        PatientVector back = Sum(
            Sum(direction.X.Scale(middle.x * grid.Spacing.X), direction.Y.Scale(middle.y * grid.Spacing.Y)),
            direction.Z.Scale(middle.z * grid.Spacing.Z));
        return new Grid(grid.Size, grid.Spacing, new PatientPoint(center.X - back.X, center.Y - back.Y, center.Z - back.Z), direction);
    }

    private static PatientVector Sum(PatientVector a, PatientVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
}
