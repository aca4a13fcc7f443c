using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Nrrd;

/// <summary>From space, space directions and space origin (or bare spacings) to a grid in LPS mm.</summary>
internal static class NrrdGeometry
{
    internal static Grid Place(string path, GridSize size, IReadOnlyDictionary<string, string> fields)
    {
        (int x, int y) = Signs(path, fields.GetValueOrDefault("space"));
        Affine map = fields.TryGetValue("spacedirections", out string? directions)
            ? FromDirections(path, directions.StartsWith("none ", StringComparison.Ordinal) ? directions[5..] : directions, fields.GetValueOrDefault("spaceorigin"))
            : FromSpacings(path, fields.GetValueOrDefault("spacings"), fields.GetValueOrDefault("spaceorigin"));
        Affine lps = new(Turn(map.X, x, y), Turn(map.Y, x, y), Turn(map.Z, x, y), new(x * map.Offset.X, y * map.Offset.Y, map.Offset.Z));
        double determinant = lps.Determinant;
        if (!double.IsFinite(determinant + lps.Offset.X + lps.Offset.Y + lps.Offset.Z) || !(Math.Abs(determinant) > 1e-6 * lps.X.Length * lps.Y.Length * lps.Z.Length) || Math.Min(lps.X.Length, Math.Min(lps.Y.Length, lps.Z.Length)) < 1e-9)
        {
            throw new UnreadableVolumeException(path, "its space directions are singular or not finite, so voxels have no volume; write the header again from the source.");
        }

        return Grid.FromAffine(size, lps);
    }

    /// <summary>How the file's first two patient axes relate to left and posterior.</summary>
    private static (int X, int Y) Signs(string path, string? space) => space?.ToLowerInvariant() switch
    {
        null or "left-posterior-superior" or "lps" or "scanner-xyz" or "3d-right-handed" or "3d-left-handed" => (1, 1),
        "right-anterior-superior" or "ras" => (-1, -1),
        "left-anterior-superior" or "las" => (1, -1),
        _ => throw new UnreadableVolumeException(path, $"space '{space}' is none of left-posterior-superior, right-anterior-superior and left-anterior-superior."),
    };

    private static PatientVector Turn(PatientVector vector, int x, int y) => new(x * vector.X, y * vector.Y, vector.Z);

    private static Affine FromDirections(string path, string directions, string? origin)
    {
        double[] numbers = Numbers(path, "space directions", directions, 9);
        return new Affine(
            new(numbers[0], numbers[1], numbers[2]), new(numbers[3], numbers[4], numbers[5]), new(numbers[6], numbers[7], numbers[8]), Origin(path, origin));
    }

    private static Affine FromSpacings(string path, string? spacings, string? origin)
    {
        double[] numbers = spacings is null ? [1, 1, 1] : Numbers(path, "spacings", spacings, 3);
        return new Affine(new(numbers[0], 0, 0), new(0, numbers[1], 0), new(0, 0, numbers[2]), Origin(path, origin));
    }

    private static PatientPoint Origin(string path, string? origin)
    {
        if (origin is null)
        {
            return default;
        }

        double[] numbers = Numbers(path, "space origin", origin, 3);
        return new PatientPoint(numbers[0], numbers[1], numbers[2]);
    }

    private static double[] Numbers(string path, string field, string text, int count)
    {
        string[] parts = text.Split(['(', ')', ',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        double[] numbers = new double[count];
        bool good = parts.Length == count;
        for (int i = 0; good && i < count; i++)
        {
            good = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]);
        }

        return good ? numbers : throw new UnreadableVolumeException(path, $"field '{field}' must hold {count} numbers, found '{text}'.");
    }
}
