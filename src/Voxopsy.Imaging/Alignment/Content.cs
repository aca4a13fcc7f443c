using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Alignment;

/// <summary>What the image shows under a mask: how many voxels, their mean and their spread.</summary>
internal readonly record struct Content(int Count, double Mean, double Deviation)
{
    /// <summary>A region of one tissue spreads little; a flipped one that takes in bone, air or the other side spreads far more.</summary>
    internal bool IsMuchMoreHomogeneousThan(Content other) => other.Count == 0 || (Count >= 0.9 * other.Count && Deviation < 0.6 * other.Deviation);

    /// <summary>Reads the image where the header of the mask puts each voxel; voxels outside the image are left out.</summary>
    internal static Content Of(Volume image, Mask mask)
    {
        Affine toImage = image.Grid.PatientToVoxel;
        Affine toPatient = mask.Grid.VoxelToPatient;
        bool same = ReferenceEquals(image.Grid, mask.Grid);
        (double sum, double squares, int count) = (0, 0, 0);
        BoundingBox box = mask.Box;
        for (int at = 0; at < mask.BoxMembership.Length; at++)
        {
            if (mask.BoxMembership[at] == 0)
            {
                continue;
            }

            int x = box.Start.X + (at % box.Size.X);
            int y = box.Start.Y + (at / box.Size.X % box.Size.Y);
            int z = box.Start.Z + (at / (box.Size.X * box.Size.Y));
            if (!same)
            {
                PatientPoint place = toPatient.Apply(x, y, z);
                PatientPoint voxel = toImage.Apply(place.X, place.Y, place.Z);
                (x, y, z) = ((int)Math.Clamp(Math.Round(voxel.X), -1, int.MaxValue - 1), (int)Math.Clamp(Math.Round(voxel.Y), -1, int.MaxValue - 1), (int)Math.Clamp(Math.Round(voxel.Z), -1, int.MaxValue - 1));
            }

            if (image.Grid.Size.Contains(x, y, z) && image[x, y, z] is float value && float.IsFinite(value))
            {
                sum += value;
                squares += (double)value * value;
                count++;
            }
        }

        double mean = count == 0 ? double.NaN : sum / count;
        return new Content(count, mean, count == 0 ? double.NaN : Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
    }

    internal static Mask Flip(Mask mask, bool x, bool y, bool z)
    {
        GridSize box = mask.Box.Size;
        GridSize whole = mask.Grid.Size;
        byte[] flipped = new byte[mask.BoxMembership.Length];
        for (int at = 0; at < flipped.Length; at++)
        {
            (int i, int j, int k) = (at % box.X, at / box.X % box.Y, at / (box.X * box.Y));
            flipped[box.Offset(x ? box.X - 1 - i : i, y ? box.Y - 1 - j : j, z ? box.Z - 1 - k : k)] = mask.BoxMembership[at];
        }

        VoxelIndex start = new(
            x ? whole.X - mask.Box.Start.X - box.X : mask.Box.Start.X,
            y ? whole.Y - mask.Box.Start.Y - box.Y : mask.Box.Start.Y,
            z ? whole.Z - mask.Box.Start.Z - box.Z : mask.Box.Start.Z);
        return Mask.FromBox(mask.Grid, mask.IsEmpty ? default : new BoundingBox(start, box), flipped);
    }

    /// <summary>The mask with its axes exchanged: axis k of the target is axis order[k] of the mask.</summary>
    internal static Mask Exchange(Mask mask, int[] order, Grid target)
    {
        byte[] source = mask.ToMembership();
        byte[] turned = new byte[source.Length];
        GridSize from = mask.Grid.Size;
        int[] index = new int[3];
        for (int at = 0; at < source.Length; at++)
        {
            if (source[at] != 0)
            {
                (index[0], index[1], index[2]) = (at % from.X, at / from.X % from.Y, at / (from.X * from.Y));
                turned[target.Size.Offset(index[order[0]], index[order[1]], index[order[2]])] = 1;
            }
        }

        return Mask.FromMembership(target, turned);
    }
}
