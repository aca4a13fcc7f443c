using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging;

/// <summary>Where each voxel of an image lies in the patient.</summary>
/// <remarks>Indices run (x, y, z) with x fastest in memory; patient coordinates are LPS in mm; the origin is the center of voxel (0, 0, 0).</remarks>
public sealed record Grid
{
    /// <summary>How far two headers of the same grid may place a voxel apart: what rounding in headers does, in mm.</summary>
    public const double HeaderRounding = 1e-3;

    /// <summary>Creates a grid.</summary>
    /// <param name="size">Voxels along each axis; each at least 1, together at most <see cref="Array.MaxLength"/>.</param>
    /// <param name="spacing">Distance between voxel centers in mm; each finite and above 0.</param>
    /// <param name="origin">Center of voxel (0, 0, 0), LPS mm.</param>
    /// <param name="direction">Unit vectors of the axes, LPS.</param>
    /// <exception cref="ArgumentException">A size, a spacing, the origin or the direction is not usable.</exception>
    public Grid(GridSize size, VoxelSpacing spacing, PatientPoint origin, Direction direction)
    {
        if (size.X < 1 || size.Y < 1 || size.Z < 1 || (double)size.X * size.Y * size.Z > Array.MaxLength)
        {
            throw new ArgumentException($"A grid of {size} voxels cannot be held; each axis needs at least 1 voxel, and all together at most {Array.MaxLength}.", nameof(size));
        }

        if (!(spacing.X > 0 && spacing.Y > 0 && spacing.Z > 0 && double.IsFinite(spacing.X + spacing.Y + spacing.Z)))
        {
            throw new ArgumentException($"A spacing of {spacing} mm is not usable; each must be finite and above 0.", nameof(spacing));
        }

        if (!double.IsFinite(origin.X + origin.Y + origin.Z))
        {
            throw new ArgumentException($"An origin at {origin} mm is not usable; each coordinate must be finite.", nameof(origin));
        }

        if (!(Math.Abs(direction.Determinant) > 1e-6))
        {
            throw new ArgumentException("The axes of the grid lie in one plane, so voxels have no volume; the direction matrix is singular.", nameof(direction));
        }

        (Size, Spacing, Origin, Direction) = (size, spacing, origin, direction);
    }

    /// <summary>Gets the number of voxels along each axis.</summary>
    public GridSize Size { get; }

    /// <summary>Gets the distance between voxel centers in mm.</summary>
    public VoxelSpacing Spacing { get; }

    /// <summary>Gets the center of voxel (0, 0, 0), LPS mm.</summary>
    public PatientPoint Origin { get; }

    /// <summary>Gets the unit vectors of the axes, LPS.</summary>
    public Direction Direction { get; }

    /// <summary>Gets the volume of one voxel in mm³: |det|, which is less than the product of the spacings when axes are oblique to each other.</summary>
    public double VoxelVolume => Spacing.X * Spacing.Y * Spacing.Z * Math.Abs(Direction.Determinant);

    /// <summary>Gets the map from voxel indices to LPS mm.</summary>
    public Affine VoxelToPatient => new(Direction.X.Scale(Spacing.X), Direction.Y.Scale(Spacing.Y), Direction.Z.Scale(Spacing.Z), Origin);

    /// <summary>Gets the map from LPS mm to (fractional) voxel indices.</summary>
    public Affine PatientToVoxel => VoxelToPatient.Invert();

    /// <summary>A grid whose axes are left, posterior and superior.</summary>
    /// <param name="size">Voxels along each axis.</param>
    /// <param name="spacing">mm.</param>
    /// <returns>The grid, with its first voxel at the patient origin.</returns>
    public static Grid Axial(GridSize size, VoxelSpacing spacing) => new(size, spacing, default, Direction.Identity);

    /// <summary>A grid from its map to the patient.</summary>
    /// <param name="size">Voxels along each axis.</param>
    /// <param name="voxelToPatient">Indices → LPS mm; spacings are the lengths of its columns.</param>
    /// <returns>The grid.</returns>
    /// <exception cref="ArgumentException">The map is singular or not finite.</exception>
    public static Grid FromAffine(GridSize size, Affine voxelToPatient)
    {
        VoxelSpacing spacing = new(voxelToPatient.X.Length, voxelToPatient.Y.Length, voxelToPatient.Z.Length);
        return new Grid(size, spacing, voxelToPatient.Offset, new Direction(
            voxelToPatient.X.Scale(1 / spacing.X),
            voxelToPatient.Y.Scale(1 / spacing.Y),
            voxelToPatient.Z.Scale(1 / spacing.Z)));
    }

    /// <summary>The largest distance between the places that two grids give to the same voxel index.</summary>
    /// <param name="other">A grid of the same size.</param>
    /// <returns>mm over the eight corners, where an affine difference is largest; infinity for another size.</returns>
    public double LargestDisplacement(Grid other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Size != other.Size)
        {
            return double.PositiveInfinity;
        }

        (Affine a, Affine b) = (VoxelToPatient, other.VoxelToPatient);
        double largest = 0;
        for (int corner = 0; corner < 8; corner++)
        {
            double x = (corner & 1) * (Size.X - 1);
            double y = ((corner >> 1) & 1) * (Size.Y - 1);
            double z = (corner >> 2) * (Size.Z - 1);
            largest = Math.Max(largest, a.Apply(x, y, z).DistanceTo(b.Apply(x, y, z)));
        }

        return largest;
    }

    /// <summary>Whether two headers describe the same grid.</summary>
    /// <param name="other">The other grid.</param>
    /// <returns>True for the same size and no voxel further apart than <see cref="HeaderRounding"/>.</returns>
    public bool IsSameAs(Grid other) => LargestDisplacement(other) <= HeaderRounding;

    /// <summary>The grid of a block of voxels.</summary>
    /// <param name="box">A block that lies on the grid.</param>
    /// <returns>A grid whose first voxel is the first of the block.</returns>
    public Grid Crop(BoundingBox box) =>
        new(box.Size, Spacing, VoxelToPatient.Apply(box.Start.X, box.Start.Y, box.Start.Z), Direction);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Size} voxels, {Spacing} mm, origin {Origin}, axes {Orientation.Codes(Direction)}");
}
