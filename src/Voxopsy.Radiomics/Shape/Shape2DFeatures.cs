using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Shape;

/// <summary>Size and form of a region within one slice, by the definitions and names of PyRadiomics.</summary>
/// <remarks>Source: PyRadiomics 3, class <c>shape2D</c>: a line halfway between the pixels of the region and their neighbors.</remarks>
public static class Shape2DFeatures
{
    private static readonly FeatureDefinition[] Definitions =
    [
        new("shape2D", "MeshSurface", null, "mm2"),
        new("shape2D", "PixelSurface", null, "mm2"),
        new("shape2D", "Perimeter", null, "mm"),
        new("shape2D", "PerimeterSurfaceRatio", null, "1/mm"),
        new("shape2D", "Sphericity", null, "1"),
        new("shape2D", "MaximumDiameter", null, "mm"),
        new("shape2D", "MajorAxisLength", null, "mm"),
        new("shape2D", "MinorAxisLength", null, "mm"),
        new("shape2D", "Elongation", null, "1"),
    ];

    // The line or lines that cut a square whose corners (first along the faster axis, then around) lie inside by bits 0 to 3.
    private static readonly int[][] Lines =
        [[], [3, 0], [0, 1], [3, 1], [1, 2], [1, 2, 3, 0], [0, 2], [3, 2], [2, 3], [2, 0], [0, 1, 2, 3], [2, 1], [1, 3], [1, 0], [0, 3], []];

    // Where a line crosses each side, in half pixels (slower, faster axis).
    private static readonly (int Row, int Column)[] Cuts = [(0, 1), (1, 2), (2, 1), (1, 0)];

    /// <summary>Gets what is computed, in the order of <see cref="Compute"/>.</summary>
    public static IReadOnlyList<FeatureDefinition> All => Definitions;

    /// <summary>Computes the nine features.</summary>
    /// <param name="mask">A region within one slice.</param>
    /// <param name="across">The axis across the slice: 0 x, 1 y, 2 z.</param>
    /// <returns>The values in the order of <see cref="All"/>.</returns>
    /// <exception cref="ImagingException">The region is empty or extends over several slices.</exception>
    public static IReadOnlyList<FeatureValue> Compute(Mask mask, int across)
    {
        Mask.RequireVoxels(mask);
        GridSize size = mask.Box.Size;
        int depth = across switch { 0 => size.X, 1 => size.Y, _ => size.Z };
        if (depth != 1)
        {
            throw new ImagingException($"shape2D needs a region within one slice, found {depth} slices. Use shape, or choose one slice.");
        }

        VoxelSpacing spacing = mask.Grid.Spacing;
        (double rowStep, double columnStep) = across switch { 0 => (spacing.Z, spacing.Y), 1 => (spacing.Z, spacing.X), _ => (spacing.Y, spacing.X) };
        (double surface, double perimeter, double diameter) = Outline(mask, across, rowStep, columnStep);
        PrincipalAxes axes = PrincipalAxes.Of(mask);
        double major = 4 * Math.Sqrt(Math.Max(0, axes.Major));
        double minor = 4 * Math.Sqrt(Math.Max(0, axes.Minor));
        double[] values =
        [
            surface,
            mask.VoxelCount * rowStep * columnStep,
            perimeter,
            perimeter / surface,
            2 * Math.Sqrt(Math.PI * surface) / perimeter,
            diameter,
            major,
            minor,
            minor / major,
        ];
        return [.. Definitions.Zip(values, (definition, value) => new FeatureValue(definition, value))];
    }

    private static (double Surface, double Perimeter, double Diameter) Outline(Mask mask, int across, double rowStep, double columnStep)
    {
        VoxelIndex start = mask.Box.Start;
        GridSize size = mask.Box.Size;
        bool Inside(int row, int column) => across switch
        {
            0 => mask.Contains(start.X, start.Y + column, start.Z + row),
            1 => mask.Contains(start.X + column, start.Y, start.Z + row),
            _ => mask.Contains(start.X + column, start.Y + row, start.Z),
        };
        (int rows, int columns) = across switch { 0 => (size.Z, size.Y), 1 => (size.Z, size.X), _ => (size.Y, size.X) };
        double surface = 0, perimeter = 0;
        SortedSet<(int, int)> corners = [];
        for (int row = -1; row < rows; row++)
        {
            for (int column = -1; column < columns; column++)
            {
                int square = (Inside(row, column) ? 1 : 0) | (Inside(row, column + 1) ? 2 : 0) | (Inside(row + 1, column + 1) ? 4 : 0) | (Inside(row + 1, column) ? 8 : 0);
                for (int line = 0; line < Lines[square].Length; line += 2)
                {
                    (int Row, int Column) a = Cuts[Lines[square][line]];
                    (int Row, int Column) b = Cuts[Lines[square][line + 1]];
                    a = (a.Row + (2 * row), a.Column + (2 * column));
                    b = (b.Row + (2 * row), b.Column + (2 * column));
                    corners.Add(a);
                    surface += ((double)a.Row * b.Column) - ((double)b.Row * a.Column);
                    perimeter += Length(a.Row - b.Row, a.Column - b.Column, rowStep, columnStep);
                }
            }
        }

        List<(int U, int V)> hull = [];
        ConvexHull.AddCorners([.. corners], hull);
        double diameter = hull.Max(a => hull.Max(b => Length(a.U - b.U, a.V - b.V, rowStep, columnStep)));
        return (Math.Abs(surface) / 8 * rowStep * columnStep, perimeter, diameter);
    }

    private static double Length(int halfRows, int halfColumns, double rowStep, double columnStep)
    {
        (double row, double column) = (halfRows * rowStep / 2, halfColumns * columnStep / 2);
        return Math.Sqrt((row * row) + (column * column));
    }
}
