using System.Collections.Immutable;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Tests.Drawing;

/// <summary>Where the texts of a scene lie, as wide as they can become with any font.</summary>
internal static class TextPlaces
{
    internal static ImmutableArray<(string Text, Frame Frame)> Of(Scene scene) =>
        [.. All(scene.Marks).OfType<TextMark>().Select(mark => (mark.Text, Place(mark)))];

    private static IEnumerable<Mark> All(IEnumerable<Mark> marks) => marks.SelectMany(mark => mark is ClipMark clip ? All(clip.Marks) : [mark]);

    private static Frame Place(TextMark mark)
    {
        double width = TextWidth.Of(mark.Text, mark.Style);
        double ascent = mark.Style.Size * 0.74;
        double height = mark.Style.Size * 0.92;
        double start = mark.Anchor switch
        {
            TextAnchor.Middle => -width / 2,
            TextAnchor.End => -width,
            _ => 0,
        };
        return mark.Rotation == 0
            ? new Frame(mark.At.X + start, mark.At.Y - ascent, width, height)
            : new Frame(mark.At.X - ascent, mark.At.Y - start - width, height, width);
    }
}
