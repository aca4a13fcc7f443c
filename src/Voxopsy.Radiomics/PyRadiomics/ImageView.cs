using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>A block of an image, as if it were the whole image.</summary>
internal sealed class ImageView(IVoxelSource source, BoundingBox box) : IVoxelSource
{
    public Grid Grid { get; } = source.Grid.Crop(box);

    public void CopyRow(int x, int y, int z, Span<double> values) => source.CopyRow(x + box.Start.X, y + box.Start.Y, z + box.Start.Z, values);
}
