using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Resampling;

namespace Voxopsy.Imaging.Registration;

/// <summary>Where the moving image lies on the fixed one, and how sure that is.</summary>
public sealed record RegistrationResult
{
    internal RegistrationResult(Grid fixedGrid, Grid movingGrid) => (FixedGrid, MovingGrid) = (fixedGrid, movingGrid);

    /// <summary>Gets the grid of the fixed image.</summary>
    public Grid FixedGrid { get; }

    /// <summary>Gets the grid of the moving image.</summary>
    public Grid MovingGrid { get; }

    /// <summary>Gets the map from patient coordinates of the fixed image to those of the moving image, both LPS mm.</summary>
    public required Affine FixedToMoving { get; init; }

    /// <summary>Gets the alikeness with the headers as they are.</summary>
    public required double MetricBefore { get; init; }

    /// <summary>Gets the alikeness under <see cref="FixedToMoving"/>.</summary>
    public required double MetricAfter { get; init; }

    /// <summary>Gets the share of the compared places inside the moving image before, within [0, 1].</summary>
    public required double OverlapBefore { get; init; }

    /// <summary>Gets the share of the compared places inside the moving image after, within [0, 1].</summary>
    public required double OverlapAfter { get; init; }

    /// <summary>Gets the largest distance in mm that a corner of the fixed image is moved by.</summary>
    public required double LargestDisplacement { get; init; }

    /// <summary>Gets what to look at before using the result; empty when nothing.</summary>
    public required string Warning { get; init; }

    /// <summary>Gets a value indicating whether the images were left as they lie, because no move was surely better.</summary>
    public bool IsUnchanged => LargestDisplacement == 0;

    /// <summary>The moving image, or another on its grid, on the fixed grid.</summary>
    /// <param name="image">An image on the moving grid.</param>
    /// <param name="interpolation">How values between voxels are found.</param>
    /// <param name="outside">The value where the moving image does not reach.</param>
    /// <returns>An image on the fixed grid.</returns>
    /// <exception cref="GeometryMismatchException">The image does not lie on the moving grid.</exception>
    public Volume Apply(Volume image, Interpolation interpolation, double outside = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        RequireMoving(image.Grid);
        return Resampler.Resample(new Volume(MovedGrid(), image.Voxels.ToArray()), FixedGrid, interpolation, outside);
    }

    /// <summary>A mask drawn on the moving image, carried onto the fixed grid: linear, inside from a half.</summary>
    /// <param name="mask">A mask on the moving grid.</param>
    /// <returns>A mask on the fixed grid; empty when the region leaves it.</returns>
    /// <exception cref="GeometryMismatchException">The mask does not lie on the moving grid.</exception>
    public Mask Apply(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        RequireMoving(mask.Grid);
        return Resampler.Resample(Mask.FromMembership(MovedGrid(), mask.ToMembership()), FixedGrid, Interpolation.Linear);
    }

    private void RequireMoving(Grid grid)
    {
        if (!grid.IsSameAs(MovingGrid))
        {
            throw new GeometryMismatchException(MovingGrid, grid);
        }
    }

    /// <summary>The moving voxels with a header that puts them where they belong: nothing is interpolated twice.</summary>
    private Grid MovedGrid()
    {
        if (IsUnchanged)
        {
            return MovingGrid;
        }

        Affine back = FixedToMoving.Invert(), own = MovingGrid.VoxelToPatient;
        PatientVector Turn(PatientVector v) => new(
            (back.X.X * v.X) + (back.Y.X * v.Y) + (back.Z.X * v.Z), (back.X.Y * v.X) + (back.Y.Y * v.Y) + (back.Z.Y * v.Z), (back.X.Z * v.X) + (back.Y.Z * v.Y) + (back.Z.Z * v.Z));
        return Grid.FromAffine(MovingGrid.Size, new Affine(Turn(own.X), Turn(own.Y), Turn(own.Z), back.Apply(own.Offset.X, own.Offset.Y, own.Offset.Z)));
    }
}
