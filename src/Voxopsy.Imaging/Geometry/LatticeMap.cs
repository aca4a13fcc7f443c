namespace Voxopsy.Imaging.Geometry;

/// <summary>How one grid's voxels coincide with another's when both store one lattice in another order, mirrored or cropped.</summary>
/// <remarks>Source voxel (i₀, i₁, i₂) is target voxel t with t[Axisₖ] = Startₖ + Signₖ · iₖ.</remarks>
internal sealed record LatticeMap((int Axis, int Sign, int Start) X, (int Axis, int Sign, int Start) Y, (int Axis, int Sign, int Start) Z)
{
    internal bool IsIdentity => X is (0, 1, 0) && Y is (1, 1, 0) && Z is (2, 1, 0);

    /// <summary>Proves that every source voxel center is a target voxel center, within the rounding of headers.</summary>
    /// <returns>The map, or null when the lattices differ.</returns>
    internal static LatticeMap? TryCreate(Grid source, Grid target)
    {
        AxisOrder from = AxisOrder.Closest(source.Direction);
        AxisOrder to = AxisOrder.Closest(target.Direction);
        PatientPoint corner = source.VoxelToPatient.Apply(0, 0, 0);
        PatientPoint start = target.PatientToVoxel.Apply(corner.X, corner.Y, corner.Z);
        (int, int, int) Of(int axis)
        {
            (int patient, int sign) = from[axis];
            int other = to.X.Patient == patient ? 0 : to.Y.Patient == patient ? 1 : 2;
            double first = other switch { 0 => start.X, 1 => start.Y, _ => start.Z };
            return (other, sign * to[other].Sign, (int)Math.Clamp(Math.Round(first), -1e9, 1e9));
        }

        LatticeMap map = new(Of(0), Of(1), Of(2));
        (Affine a, Affine b) = (source.VoxelToPatient, target.VoxelToPatient);
        for (int at = 0; at < 8; at++)
        {
            int x = (at & 1) * (source.Size.X - 1);
            int y = ((at >> 1) & 1) * (source.Size.Y - 1);
            int z = (at >> 2) * (source.Size.Z - 1);
            VoxelIndex there = map.Apply(x, y, z);
            double apart = a.Apply(x, y, z).DistanceTo(b.Apply(there.X, there.Y, there.Z));
            if (!(apart <= Grid.HeaderRounding) || !target.Size.Contains(there.X, there.Y, there.Z))
            {
                return null;
            }
        }

        return map;
    }

    internal VoxelIndex Apply(int x, int y, int z)
    {
        Span<int> target = stackalloc int[3];
        target[X.Axis] = X.Start + (X.Sign * x);
        target[Y.Axis] = Y.Start + (Y.Sign * y);
        target[Z.Axis] = Z.Start + (Z.Sign * z);
        return new VoxelIndex(target[0], target[1], target[2]);
    }

    /// <summary>The mask as it lies on the target grid.</summary>
    internal Mask Apply(Mask mask, Grid target)
    {
        if (mask.IsEmpty)
        {
            return Mask.FromBox(target, default, []);
        }

        VoxelIndex start = mask.Box.Start;
        GridSize size = mask.Box.Size;
        VoxelIndex a = Apply(start.X, start.Y, start.Z);
        VoxelIndex b = Apply(start.X + size.X - 1, start.Y + size.Y - 1, start.Z + size.Z - 1);
        VoxelIndex low = new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));
        BoundingBox box = new(low, new GridSize(Math.Abs(a.X - b.X) + 1, Math.Abs(a.Y - b.Y) + 1, Math.Abs(a.Z - b.Z) + 1));
        byte[] membership = new byte[box.Size.VoxelCount];
        int from = 0;
        for (int z = 0; z < size.Z; z++)
        {
            for (int y = 0; y < size.Y; y++)
            {
                for (int x = 0; x < size.X; x++)
                {
                    VoxelIndex to = Apply(start.X + x, start.Y + y, start.Z + z);
                    membership[box.Size.Offset(to.X - low.X, to.Y - low.Y, to.Z - low.Z)] = mask.BoxMembership[from++];
                }
            }
        }

        return Mask.FromBox(target, box, membership);
    }
}
