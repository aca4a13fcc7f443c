using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Radiomics.Shape;

namespace Voxopsy.Radiomics.Tests.Shape;

public sealed class ShapeFeaturesTests
{
    [Fact]
    public void MeshVolume_BallOfTwentyVoxels_IsWithinHalfAPercent()
    {
        Mask ball = Regions.Ball(radius: 20, new VoxelSpacing(1, 1, 1));

        Assert.InRange(Value(ball, "MeshVolume") / (4.0 / 3 * Math.PI * 8000), 0.995, 1.005);
    }

    [Fact]
    public void Sphericity_Ball_IsNearOneAndBelow() => Assert.InRange(Value(Regions.Ball(20, new VoxelSpacing(1, 1, 1)), "Sphericity"), 0.9, 1);

    [Fact]
    public void Diameters_RandomBlob_EqualAllPairs()
    {
        Mask blob = Regions.Blob(seed: 7, size: 14, new VoxelSpacing(0.8, 1.1, 2.5));
        (double overall, double slice, double column, double row) = AllPairs(blob);

        Assert.Equal(overall, Value(blob, "Maximum3DDiameter"), 1e-12);
        Assert.Equal(slice, Value(blob, "Maximum2DDiameterSlice"), 1e-12);
        Assert.Equal(column, Value(blob, "Maximum2DDiameterColumn"), 1e-12);
        Assert.Equal(row, Value(blob, "Maximum2DDiameterRow"), 1e-12);
    }

    [Fact]
    public void Compute_OneVoxel_HasAreaAndVolumeAndNoElongation()
    {
        Mask voxel = Regions.Block(1, 1, 1, new VoxelSpacing(2, 2, 2));

        // An octahedron between the centers of the six faces.
        Assert.Equal(8.0 / 6, Value(voxel, "MeshVolume"), 1e-12);
        Assert.Equal(4 * Math.Sqrt(3), Value(voxel, "SurfaceArea"), 1e-12);
        Assert.Equal(double.NaN, Value(voxel, "Elongation"));
    }

    [Fact]
    public void Compute_ShiftedAndMirroredRegion_IsTheSame()
    {
        Mask blob = Regions.Blob(seed: 3, size: 11, new VoxelSpacing(1, 1, 3));
        Mask moved = Regions.Move(blob, by: 4);

        Assert.Equal(
            [.. ShapeFeatures.Compute(blob).Select(feature => feature.Value)],
            ShapeFeatures.Compute(moved).Select(feature => feature.Value),
            (a, b) => Math.Abs(a - b) <= 1e-12 * Math.Abs(a));
    }

    [Fact]
    public void Compute_EmptyMask_IsRefused() => Assert.Throws<EmptyMaskException>(
        () => ShapeFeatures.Compute(Mask.FromMembership(Grid.Axial(new GridSize(2, 2, 2), new VoxelSpacing(1, 1, 1)), new byte[8])));

    private static double Value(Mask mask, string name) => ShapeFeatures.Compute(mask).Single(feature => feature.Name == name).Value;

    /// <summary>The definition: every pair of corners of the mesh, which lie halfway between a voxel inside and one outside.</summary>
    private static (double Overall, double Slice, double Column, double Row) AllPairs(Mask mask)
    {
        List<(double X, double Y, double Z)> corners = [];
        VoxelSpacing spacing = mask.Grid.Spacing;
        GridSize size = mask.Grid.Size;
        for (int z = -1; z <= size.Z; z++)
        {
            for (int y = -1; y <= size.Y; y++)
            {
                for (int x = -1; x <= size.X; x++)
                {
                    bool inside = mask.Contains(x, y, z);
                    if (inside != mask.Contains(x + 1, y, z))
                    {
                        corners.Add(((x + 0.5) * spacing.X, y * spacing.Y, z * spacing.Z));
                    }

                    if (inside != mask.Contains(x, y + 1, z))
                    {
                        corners.Add((x * spacing.X, (y + 0.5) * spacing.Y, z * spacing.Z));
                    }

                    if (inside != mask.Contains(x, y, z + 1))
                    {
                        corners.Add((x * spacing.X, y * spacing.Y, (z + 0.5) * spacing.Z));
                    }
                }
            }
        }

        double overall = 0, slice = 0, column = 0, row = 0;
        foreach (var a in corners)
        {
            foreach (var b in corners)
            {
                double distance = Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)) + ((a.Z - b.Z) * (a.Z - b.Z)));
                overall = Math.Max(overall, distance);
                slice = a.Z == b.Z ? Math.Max(slice, distance) : slice;
                column = a.Y == b.Y ? Math.Max(column, distance) : column;
                row = a.X == b.X ? Math.Max(row, distance) : row;
            }
        }

        return (overall, slice, column, row);
    }
}
