using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Radiomics.Shape;

/// <summary>The triangle mesh around a region, halfway between its voxels and their neighbors: area, volume and where its corners lie.</summary>
/// <remarks>
/// The geometry of a cube depends on its case alone, so a pass over the voxels counts cases and sums their places as integers, and area and
/// volume follow from 128 small tables. Of each row of mesh corners only the outermost are kept: others cannot be farthest apart.
/// </remarks>
internal sealed class SurfaceMesh
{
    private readonly long[] _count = new long[256];
    private readonly long[] _sumX = new long[256];
    private readonly long[] _sumY = new long[256];
    private readonly long[] _sumZ = new long[256];

    private SurfaceMesh(GridSize box)
    {
        RowsAlongX = new RowExtremes((2 * box.Y) + 2, (2 * box.Z) + 2);
        RowsAlongY = new RowExtremes((2 * box.X) + 2, (2 * box.Z) + 2);
    }

    /// <summary>Gets the area in mm².</summary>
    internal double Area { get; private set; }

    /// <summary>Gets the volume in mm³.</summary>
    internal double Volume { get; private set; }

    /// <summary>Gets the outermost corners of each row along x, by (y, z), in half voxels.</summary>
    internal RowExtremes RowsAlongX { get; }

    /// <summary>Gets the outermost corners of each row along y, by (x, z), in half voxels.</summary>
    internal RowExtremes RowsAlongY { get; }

    /// <summary>Builds the mesh of a region that holds at least one voxel.</summary>
    internal static SurfaceMesh Of(Mask mask)
    {
        SurfaceMesh mesh = new(mask.Box.Size);
        mesh.Walk(mask);
        mesh.Measure(mask.Grid.VoxelToPatient);
        return mesh;
    }

    /// <summary>Cubes start at −1, so that the region is closed where it touches its box; places below count from there.</summary>
    private void Walk(Mask mask)
    {
        GridSize box = mask.Box.Size;
        byte[] empty = new byte[box.X];
        byte[] columns = new byte[box.X + 2];
        for (int z = 0; z <= box.Z; z++)
        {
            for (int y = 0; y <= box.Y; y++)
            {
                MergeRows(Row(mask, empty, y - 1, z - 1), Row(mask, empty, y, z - 1), Row(mask, empty, y - 1, z), Row(mask, empty, y, z), columns);
                WalkRow(columns, y, z);
            }
        }
    }

    private static ReadOnlySpan<byte> Row(Mask mask, byte[] empty, int y, int z)
    {
        GridSize box = mask.Box.Size;
        return (uint)y < (uint)box.Y && (uint)z < (uint)box.Z ? mask.BoxMembership.Slice(box.Offset(0, y, z), box.X) : empty;
    }

    /// <summary>Four memberships a place: bit 0 (y, z), bit 1 (y + 1, z), bit 2 (y, z + 1), bit 3 (y + 1, z + 1); empty places on both ends.</summary>
    private static void MergeRows(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, byte[] columns)
    {
        int length = columns.Length - 2;
        Span<byte> target = columns.AsSpan(1, length);
        int x = 0;
        for (; x <= length - sizeof(ulong); x += sizeof(ulong))
        {
            ulong merged = BitConverter.ToUInt64(a[x..]) | (BitConverter.ToUInt64(b[x..]) << 1)
                | (BitConverter.ToUInt64(c[x..]) << 2) | (BitConverter.ToUInt64(d[x..]) << 3);
            BitConverter.TryWriteBytes(target[x..], merged);
        }

        for (; x < length; x++)
        {
            target[x] = (byte)(a[x] | (b[x] << 1) | (c[x] << 2) | (d[x] << 3));
        }
    }

    private void WalkRow(byte[] columns, int y, int z)
    {
        int last = columns.Length - 1;
        for (int x = 0; x < last;)
        {
            byte near = columns[x];
            if (near is 0 or 15)
            {
                int run = columns.AsSpan(x).IndexOfAnyExcept(near);
                if (run < 0)
                {
                    return;
                }

                x += run - 1;
            }

            byte far = columns[x + 1];
            Count(Case(columns[x], far), x, y, z);
            KeepCorners(columns[x], far, x, y, z);
            x++;
        }
    }

    /// <summary>The case of a cube from its near and far memberships; corner numbers as in <see cref="MarchingCubesTable"/>.</summary>
    private static int Case(int near, int far) =>
        (near & 1) | ((far & 1) << 1) | ((far & 2) << 1) | ((near & 2) << 2)
        | ((near & 4) << 2) | ((far & 4) << 3) | ((far & 8) << 3) | ((near & 8) << 4);

    private void Count(int index, int x, int y, int z)
    {
        _count[index]++;
        _sumX[index] += x;
        _sumY[index] += y;
        _sumZ[index] += z;
    }

    /// <summary>Each cube keeps the corners on the three edges that meet in its first voxel, so each corner is kept once.</summary>
    private void KeepCorners(int near, int far, int x, int y, int z)
    {
        int first = near & 1;
        if (first != (far & 1))
        {
            Keep((2 * x) + 1, 2 * y, 2 * z);
        }

        if (first != ((near >> 1) & 1))
        {
            Keep(2 * x, (2 * y) + 1, 2 * z);
        }

        if (first != ((near >> 2) & 1))
        {
            Keep(2 * x, 2 * y, (2 * z) + 1);
        }
    }

    private void Keep(int x, int y, int z)
    {
        RowsAlongX.Add(y, z, x);
        RowsAlongY.Add(x, z, y);
    }

    private void Measure(Affine step)
    {
        double area = 0, volume = 0;
        for (int index = 1; index < 255; index++)
        {
            if (_count[index] == 0)
            {
                continue;
            }

            bool mirrored = index >= MarchingCubesTable.Cases;
            double sign = mirrored ? -1 : 1;
            PatientVector place = Place(step, 2.0 * _sumX[index], 2.0 * _sumY[index], 2.0 * _sumZ[index]);
            foreach (var (cutA, cutB, cutC) in MarchingCubesTable.ByCase[mirrored ? 255 - index : index])
            {
                PatientVector a = Place(step, cutA.X, cutA.Y, cutA.Z);
                PatientVector b = Place(step, cutB.X, cutB.Y, cutB.Z);
                PatientVector c = Place(step, cutC.X, cutC.Y, cutC.Z);
                PatientVector normal = Sum(Sum(a.Cross(b), b.Cross(c)), c.Cross(a));
                area += _count[index] * normal.Length / 2;

                // det(a + p, b + p, c + p) = det(a, b, c) + p · (a×b + b×c + c×a), summed over all places p of this case.
                volume += sign * ((_count[index] * a.Cross(b).Dot(c)) + place.Dot(normal));
            }
        }

        (Area, Volume) = (area, Math.Abs(volume) / 6);
    }

    /// <summary>Half voxels → mm.</summary>
    private static PatientVector Place(Affine step, double x, double y, double z) => new(
        ((step.X.X * x) + (step.Y.X * y) + (step.Z.X * z)) / 2,
        ((step.X.Y * x) + (step.Y.Y * y) + (step.Z.Y * z)) / 2,
        ((step.X.Z * x) + (step.Y.Z * y) + (step.Z.Z * z)) / 2);

    private static PatientVector Sum(PatientVector a, PatientVector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
}
