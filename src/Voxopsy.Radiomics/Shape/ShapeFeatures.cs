using Voxopsy.Imaging;

namespace Voxopsy.Radiomics.Shape;

/// <summary>Size and form of a region in three dimensions, by the definitions and names of PyRadiomics.</summary>
/// <remarks>
/// Source: PyRadiomics 3 (van Griethuysen 2017), class <c>shape</c>; IBSI reference manual, section 3.1, for the codes. PyRadiomics takes
/// diameters between corners of the mesh, as IBSI does, and adds the three largest diameters within planes.
/// A mask needs no image: shape does not depend on intensities.
/// </remarks>
public static class ShapeFeatures
{
    private static readonly FeatureDefinition[] Definitions =
    [
        new("shape", "MeshVolume", "RNU0", "mm3"),
        new("shape", "VoxelVolume", "YEKZ", "mm3"),
        new("shape", "SurfaceArea", "C0JK", "mm2"),
        new("shape", "SurfaceVolumeRatio", "2PR5", "1/mm"),
        new("shape", "Sphericity", "QCFX", "1"),
        new("shape", "Maximum3DDiameter", "L0JK", "mm"),
        new("shape", "Maximum2DDiameterSlice", null, "mm"),
        new("shape", "Maximum2DDiameterColumn", null, "mm"),
        new("shape", "Maximum2DDiameterRow", null, "mm"),
        new("shape", "MajorAxisLength", "TDIC", "mm"),
        new("shape", "MinorAxisLength", "P9VJ", "mm"),
        new("shape", "LeastAxisLength", "7J51", "mm"),
        new("shape", "Elongation", "Q3CK", "1"),
        new("shape", "Flatness", "N17B", "1"),
    ];

    /// <summary>Gets what is computed, in the order of <see cref="Compute"/>.</summary>
    public static IReadOnlyList<FeatureDefinition> All => Definitions;

    /// <summary>Computes the 14 features.</summary>
    /// <param name="mask">A region of at least one voxel.</param>
    /// <returns>
    /// The values in the order of <see cref="All"/>; elongation and flatness are <see cref="double.NaN"/> for a region without extent (one voxel).
    /// </returns>
    /// <exception cref="EmptyMaskException">The region holds no voxel.</exception>
    public static IReadOnlyList<FeatureValue> Compute(Mask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        Mask.RequireVoxels(mask);
        SurfaceMesh mesh = SurfaceMesh.Of(mask);
        Diameters diameters = Diameters.Of(mesh, mask.Grid.VoxelToPatient);
        PrincipalAxes axes = PrincipalAxes.Of(mask);
        double[] values =
        [
            mesh.Volume,
            mask.VoxelCount * mask.Grid.VoxelVolume,
            mesh.Area,
            mesh.Area / mesh.Volume,
            Math.Cbrt(36 * Math.PI * mesh.Volume * mesh.Volume) / mesh.Area,
            diameters.Overall,
            diameters.InZ,
            diameters.InY,
            diameters.InX,
            AxisLength(axes.Major),
            AxisLength(axes.Minor),
            AxisLength(axes.Least),
            AxisLength(axes.Minor) / AxisLength(axes.Major),
            AxisLength(axes.Least) / AxisLength(axes.Major),
        ];
        return [.. Definitions.Zip(values, (definition, value) => new FeatureValue(definition, value))];
    }

    /// <summary>The axis of the ellipsoid with the same variance: 4 √λ; rounding below 0 counts as 0.</summary>
    private static double AxisLength(double variance) => 4 * Math.Sqrt(Math.Max(0, variance));
}
