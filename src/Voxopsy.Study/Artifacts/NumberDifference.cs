using System.Globalization;
using System.Text.Json;

namespace Voxopsy.Study.Artifacts;

/// <summary>How two JSON documents of numbers differ.</summary>
/// <param name="Compared">Numbers and texts compared.</param>
/// <param name="Differing">How many differ, missing ones included.</param>
/// <param name="Largest">Largest difference of two numbers; infinite when something is missing or of another kind.</param>
/// <param name="At">Where it is.</param>
public sealed record NumberDifference(int Compared, int Differing, double Largest, string At)
{
    /// <summary>Gets whether nothing differs.</summary>
    public bool IsNone => Differing == 0;

    /// <summary>Compares two files value by value.</summary>
    public static NumberDifference Between(string pathA, string pathB)
    {
        using JsonDocument a = JsonDocument.Parse(File.ReadAllBytes(pathA));
        using JsonDocument b = JsonDocument.Parse(File.ReadAllBytes(pathB));
        NumberDifference difference = new(0, 0, 0, string.Empty);
        Compare(a.RootElement, b.RootElement, string.Empty, ref difference);
        return difference;
    }

    private static void Compare(JsonElement a, JsonElement b, string path, ref NumberDifference difference)
    {
        if (a.ValueKind != b.ValueKind)
        {
            difference = difference.With(double.PositiveInfinity, path);
        }
        else if (a.ValueKind == JsonValueKind.Object)
        {
            string[] names = [.. a.EnumerateObject().Select(property => property.Name).Union(b.EnumerateObject().Select(property => property.Name))];
            foreach (string name in names)
            {
                if (a.TryGetProperty(name, out JsonElement left) && b.TryGetProperty(name, out JsonElement right))
                {
                    Compare(left, right, $"{path}/{name}", ref difference);
                }
                else
                {
                    difference = difference.With(double.PositiveInfinity, $"{path}/{name}");
                }
            }
        }
        else if (a.ValueKind == JsonValueKind.Array)
        {
            if (a.GetArrayLength() != b.GetArrayLength())
            {
                difference = difference.With(double.PositiveInfinity, path);
                return;
            }

            for (int i = 0; i < a.GetArrayLength(); i++)
            {
                Compare(a[i], b[i], string.Create(CultureInfo.InvariantCulture, $"{path}/{i}"), ref difference);
            }
        }
        else
        {
            bool same = a.GetRawText() == b.GetRawText();
            double size = same ? 0 : a.ValueKind == JsonValueKind.Number ? Math.Abs(a.GetDouble() - b.GetDouble()) : double.PositiveInfinity;
            difference = same ? difference with { Compared = difference.Compared + 1 } : difference.With(size, path);
        }
    }

    private NumberDifference With(double size, string at) =>
        new(Compared + 1, Differing + 1, Math.Max(Largest, size), size > Largest ? at : At);
}
