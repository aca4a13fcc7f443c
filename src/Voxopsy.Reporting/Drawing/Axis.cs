using System.Collections.Immutable;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Draws axes whose labels never touch each other.</summary>
internal static class Axis
{
    /// <summary>Height that a horizontal axis with a label takes below its line.</summary>
    internal const double BottomRoom = 46;

    private const double TickLength = 5;
    private const double LabelGap = 7;

    /// <summary>Width that a vertical axis with these ticks and a label takes left of its line.</summary>
    internal static double LeftRoom(ImmutableArray<Tick> ticks) =>
        Math.Ceiling(TextWidth.Widest(ticks.Select(tick => tick.Text), TextStyle.Tick)) + TickLength + 3 + 26;

    /// <summary>An axis along the bottom of a frame.</summary>
    internal static void Bottom(SceneBuilder scene, Frame frame, Scale scale, ImmutableArray<Tick> ticks, string label)
    {
        scene.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, Stroke.Axis);
        HashSet<Tick> labelled = [.. Apart(ticks, scale, TextStyle.Tick)];
        foreach (Tick tick in ticks)
        {
            double x = scale.At(tick.Value);
            scene.Line(x, frame.Bottom, x, frame.Bottom + TickLength, Stroke.Axis);
            if (labelled.Contains(tick))
            {
                scene.Text(x, frame.Bottom + TickLength + 13, tick.Text, TextStyle.Tick, TextAnchor.Middle);
            }
        }

        scene.Text(frame.CenterX, frame.Bottom + 39, Fitted(label, frame.Width + 40), TextStyle.Label, TextAnchor.Middle);
    }

    /// <summary>An axis along the left side of a frame.</summary>
    internal static void Left(SceneBuilder scene, Frame frame, Scale scale, ImmutableArray<Tick> ticks, string label)
    {
        scene.Line(frame.Left, frame.Top, frame.Left, frame.Bottom, Stroke.Axis);
        foreach (Tick tick in ticks)
        {
            double y = scale.At(tick.Value);
            scene.Line(frame.Left - TickLength, y, frame.Left, y, Stroke.Axis);
            scene.Text(frame.Left - TickLength - 3, y + 4, tick.Text, TextStyle.Tick, TextAnchor.End);
        }

        double x = frame.Left - LeftRoom(ticks) + 14;
        scene.Text(x, frame.CenterY, Fitted(label, frame.Height + 40), TextStyle.Label, TextAnchor.Middle, rotation: -90);
    }

    /// <summary>An axis along the top of a frame; its label stands above the numbers.</summary>
    internal static void Top(SceneBuilder scene, Frame frame, Scale scale, ImmutableArray<Tick> ticks, string label)
    {
        scene.Line(frame.Left, frame.Top, frame.Right, frame.Top, Stroke.Axis);
        foreach (Tick tick in Apart(ticks, scale, TextStyle.Tick))
        {
            double x = scale.At(tick.Value);
            scene.Line(x, frame.Top, x, frame.Top - TickLength, Stroke.Axis);
            scene.Text(x, frame.Top - TickLength - 4, tick.Text, TextStyle.Tick, TextAnchor.Middle);
        }

        scene.Text(frame.CenterX, frame.Top - 27, Fitted(label, frame.Width + 40), TextStyle.Label, TextAnchor.Middle);
    }

    /// <summary>Ticks whose texts keep a gap; earlier ticks win, except that the last one wins over its neighbour.</summary>
    internal static ImmutableArray<Tick> Apart(ImmutableArray<Tick> ticks, Scale scale, TextStyle style)
    {
        List<Tick> kept = [];
        foreach (Tick tick in ticks)
        {
            if (kept.Count == 0 || AreApart(kept[^1], tick, scale, style))
            {
                kept.Add(tick);
            }
        }

        if (kept.Count > 2 && kept[^1] != ticks[^1])
        {
            kept.RemoveAt(kept.Count - 1);
            while (kept.Count > 1 && !AreApart(kept[^1], ticks[^1], scale, style))
            {
                kept.RemoveAt(kept.Count - 1);
            }

            kept.Add(ticks[^1]);
        }

        return [.. kept];
    }

    private static bool AreApart(Tick first, Tick second, Scale scale, TextStyle style) =>
        Math.Abs(scale.At(second.Value) - scale.At(first.Value))
        >= ((TextWidth.Of(first.Text, style) + TextWidth.Of(second.Text, style)) / 2) + LabelGap;

    private static string Fitted(string label, double width) => TextFit.Shorten(label, TextStyle.Label, width);
}
