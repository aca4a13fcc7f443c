using Voxopsy.Imaging.Alignment;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Tests.Alignment;

public sealed class ReorientationTests
{
    [Theory]
    [InlineData(AnatomicalOrder.Lps, "LPS")]
    [InlineData(AnatomicalOrder.Ras, "RAS")]
    public void Reorder_SagittalImage_KeepsEveryVoxelInItsPlace(AnatomicalOrder order, string codes)
    {
        // x runs to the back, y to the feet, z to the right, all slightly oblique.
        Grid grid = Grid.FromAffine(new GridSize(3, 4, 5), new Affine(new(0.05, 0.7, 0), new(0, 0, -0.9), new(-2, 0.1, 0), new(10, -20, 30)));
        Volume volume = new(grid, [.. Enumerable.Range(0, 60).Select(i => (float)i)]);
        Volume turned = Reorientation.Reorder(volume, order);

        Assert.Equal(codes, Orientation.Codes(turned.Grid.Direction));
        for (int z = 0; z < turned.Grid.Size.Z; z++)
        {
            PatientPoint place = turned.Grid.VoxelToPatient.Apply(1, 2, z);
            PatientPoint voxel = grid.PatientToVoxel.Apply(place.X, place.Y, place.Z);
            Assert.Equal(volume[(int)Math.Round(voxel.X), (int)Math.Round(voxel.Y), (int)Math.Round(voxel.Z)], turned[1, 2, z]);
        }
    }

    [Fact]
    public void WithSpacing_WholeMultiples_KeepTheCenter()
    {
        Grid grid = Grid.Axial(new GridSize(10, 11, 4), new VoxelSpacing(0.5, 0.7, 3));
        Grid fine = Reorientation.WithSpacing(grid, new VoxelSpacing(1, 0.7, 1));

        Assert.Equal(new GridSize(5, 11, 12), fine.Size);
        Assert.Equal(0, grid.VoxelToPatient.Apply(4.5, 5, 1.5).DistanceTo(fine.VoxelToPatient.Apply(2, 5, 5.5)), 1e-12);
    }
}
