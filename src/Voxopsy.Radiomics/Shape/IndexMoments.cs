using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Shape;

/// <summary>Sums of voxel indices and of their products over a region, in exact integers, counted from the corner of its box.</summary>
internal readonly record struct IndexMoments(long Count, long X, long Y, long Z, long XX, long YY, long ZZ, long XY, long XZ, long YZ)
{
    internal static IndexMoments Of(Mask mask)
    {
        GridSize size = mask.Box.Size;
        long count = 0, sumX = 0, sumY = 0, sumZ = 0, xx = 0, yy = 0, zz = 0, xy = 0, xz = 0, yz = 0;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                ReadOnlySpan<byte> row = mask.BoxMembership.Slice(size.Offset(0, y, z), size.X);
                long inRow = 0, rowX = 0, rowXX = 0;
                for (int x = 0; x < row.Length; x++)
                {
                    long member = row[x];
                    inRow += member;
                    rowX += member * x;
                    rowXX += member * x * x;
                }

                count += inRow;
                sumX += rowX;
                xx += rowXX;
                sumY += inRow * y;
                sumZ += inRow * z;
                yy += inRow * y * y;
                zz += inRow * z * z;
                xy += rowX * y;
                xz += rowX * z;
                yz += inRow * y * z;
            }
        }

        return new IndexMoments(count, sumX, sumY, sumZ, xx, yy, zz, xy, xz, yz);
    }

    /// <summary>The covariance of the indices, divided by the count; each element is rounded once.</summary>
    internal double[,] Covariance()
    {
        double xx = Element(XX, X, X), yy = Element(YY, Y, Y), zz = Element(ZZ, Z, Z);
        double xy = Element(XY, X, Y), xz = Element(XZ, X, Z), yz = Element(YZ, Y, Z);
        return new[,] { { xx, xy, xz }, { xy, yy, yz }, { xz, yz, zz } };
    }

    private double Element(long product, long a, long b) =>
        (double)(((Int128)Count * product) - ((Int128)a * b)) / ((double)Count * Count);
}
