namespace Voxopsy.Imaging.Morphology;

/// <summary>Distances in mm on a lattice.</summary>
internal static class Distance
{
    /// <summary>The square below which a distance counts as reached; sums of squares of spacings are not exact.</summary>
    internal static double Limit(double millimeters) => millimeters * millimeters * (1 + 1e-9);

    internal static int Steps(double millimeters, double spacing) => (int)Math.Min(int.MaxValue / 4, Math.Ceiling((millimeters / spacing) + 1e-9));

    internal static void Require(double millimeters)
    {
        if (!(millimeters >= 0 && double.IsFinite(millimeters)))
        {
            throw new ArgumentOutOfRangeException(nameof(millimeters), millimeters, "A distance is at least 0 mm and finite.");
        }
    }

    internal static byte[] Select(double[] squared, Func<double, bool> belongs)
    {
        byte[] members = new byte[squared.Length];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = (byte)(belongs(squared[i]) ? 1 : 0);
        }

        return members;
    }
}
