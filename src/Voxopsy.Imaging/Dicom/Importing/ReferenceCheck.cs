using System.Globalization;
using Voxopsy.Imaging.Geometry;

namespace Voxopsy.Imaging.Dicom.Importing;

/// <summary>What a frame or outline of a mask says about itself: the image it was drawn on, and where it lies.</summary>
/// <param name="InstanceUid">The instance identifier of the image; empty when it names none.</param>
/// <param name="Place">A point of the frame or outline.</param>
internal readonly record struct DrawnOn(string InstanceUid, PatientPoint Place);

/// <summary>Frames and outlines name the image they were drawn on; one that lies on another slice was moved after it was drawn, although its grid fits.</summary>
internal static class ReferenceCheck
{
    // Outlines may lie anywhere within their slice.
    private const double WithinSlice = 0.6;

    /// <summary>The contradiction in words; null when all that name an image of the series lie on it.</summary>
    internal static string? Contradiction(IEnumerable<DrawnOn> drawn, AssembledSeries series)
    {
        Dictionary<string, PatientPoint> places = Places(series);
        if (series.Frames.Count < 2 || places.Count == 0)
        {
            return null;
        }

        ImageFrame first = series.Frames[0];
        PatientVector normal = first.Row.Cross(first.Column);
        double step = (Along(series.Frames[^1].Position, normal) - Along(first.Position, normal)) / (series.Frames.Count - 1);
        double[] apart = [.. drawn.Where(one => places.ContainsKey(one.InstanceUid)).Select(one => (Along(one.Place, normal) - Along(places[one.InstanceUid], normal)) / step)];
        double[] astray = [.. apart.Where(slices => Math.Abs(slices) > WithinSlice)];
        if (!(Math.Abs(step) > 1e-6) || astray.Length == 0)
        {
            return null;
        }

        double middle = astray.Order().ElementAt(astray.Length / 2);
        return string.Create(CultureInfo.InvariantCulture, $"{astray.Length} of {apart.Length} frames or outlines do not lie on the image that they say they were drawn on but {Math.Abs(middle):0.##} slices {(middle > 0 ? "above" : "below")} it ({Math.Abs(middle * step):0.###} mm); the mask was moved after it was drawn, look at it before using it");
    }

    /// <summary>Where each image of one frame lies.</summary>
    private static Dictionary<string, PatientPoint> Places(AssembledSeries series)
    {
        Dictionary<string, PatientPoint> byPath = series.Frames.GroupBy(frame => frame.Path).Where(file => !file.Skip(1).Any()).ToDictionary(file => file.Key, file => file.First().Position);
        Dictionary<string, PatientPoint> places = [];
        foreach ((string path, string uid) in series.Files.Zip(series.InstanceUids))
        {
            if (uid.Length > 0 && byPath.TryGetValue(path, out PatientPoint place))
            {
                places[uid] = place;
            }
        }

        return places;
    }

    private static double Along(PatientPoint point, PatientVector normal) => (point.X * normal.X) + (point.Y * normal.Y) + (point.Z * normal.Z);
}
