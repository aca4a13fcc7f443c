using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Voxopsy.Reporting.Drawing;

/// <summary>Writes a scene as SVG 1.1: no script, no external font, the same bytes on every machine.</summary>
internal static class SvgWriter
{
    internal const string FontFamily =
        "'Helvetica Neue',Arial,'Liberation Sans','Noto Sans CJK SC','Noto Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei','DejaVu Sans',sans-serif";

    /// <summary>The scene as an <c>svg</c> element.</summary>
    /// <param name="scene">What to write.</param>
    /// <param name="identity">A name for the element that no other element of the same page has: letters, digits and hyphens.</param>
    internal static string Write(Scene scene, string identity)
    {
        StringBuilder svg = new();
        string width = Number(scene.Width);
        string height = Number(scene.Height);
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{identity}\" width=\"{width}\" height=\"{height}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{identity}-t {identity}-d\" ");
        svg.Append(CultureInfo.InvariantCulture, $"font-family=\"{FontFamily}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{identity}-t\">{PlainText.Escape(scene.Title)}</title>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<desc id=\"{identity}-d\">{PlainText.Escape(scene.Description)}</desc>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"{Palette.Paper}\"/>\n");
        AppendAll(svg, scene.Marks);
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    /// <summary>A number with at most two decimals, never in exponents.</summary>
    internal static string Number(double value)
    {
        double rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static void AppendAll(StringBuilder svg, ImmutableArray<Mark> marks)
    {
        foreach (Mark mark in marks)
        {
            Append(svg, mark);
        }
    }

    private static void Append(StringBuilder svg, Mark mark)
    {
        switch (mark)
        {
            case LineMark line:
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{At(line.From)}L{At(line.To)}\" fill=\"none\"{Attributes(line.Stroke)}/>\n");
                break;
            case PolylineMark line:
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(line.Points)}\" fill=\"none\" stroke-linejoin=\"round\"{Attributes(line.Stroke)}/>\n");
                break;
            case PolygonMark area:
                svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Path(area.Points)}Z\"{Attributes(area.Fill)}/>\n");
                break;
            case BoxMark box:
                AppendBox(svg, box);
                break;
            case DotMark dot:
                svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{Number(dot.Center.X)}\" cy=\"{Number(dot.Center.Y)}\" r=\"{Number(dot.Radius)}\"");
                svg.Append(CultureInfo.InvariantCulture, $"{Attributes(dot.Fill)}{Attributes(dot.Stroke)}/>\n");
                break;
            case TextMark text:
                AppendText(svg, text);
                break;
            case ClipMark clip:
                AppendClip(svg, clip);
                break;
            default:
                throw new ArgumentException($"The SVG writer knows no mark '{mark.GetType().Name}'; add it to {nameof(SvgWriter)}.", nameof(mark));
        }
    }

    private static void AppendBox(StringBuilder svg, BoxMark box)
    {
        Frame frame = box.Frame;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(frame.Left)}\" y=\"{Number(frame.Top)}\" ");
        svg.Append(CultureInfo.InvariantCulture, $"width=\"{Number(frame.Width)}\" height=\"{Number(frame.Height)}\"");
        if (box.CornerRadius > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $" rx=\"{Number(box.CornerRadius)}\"");
        }

        svg.Append(CultureInfo.InvariantCulture, $"{(box.Fill is null ? " fill=\"none\"" : Attributes(box.Fill))}{Attributes(box.Stroke)}/>\n");
    }

    private static void AppendText(StringBuilder svg, TextMark text)
    {
        string x = Number(text.At.X);
        string y = Number(text.At.Y);
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{y}\" font-size=\"{Number(text.Style.Size)}\" fill=\"{text.Style.Color}\"");
        svg.Append(text.Style.Weight == TextWeight.Bold ? " font-weight=\"bold\"" : string.Empty);
        svg.Append(text.Anchor switch
        {
            TextAnchor.Middle => " text-anchor=\"middle\"",
            TextAnchor.End => " text-anchor=\"end\"",
            _ => string.Empty,
        });
        if (text.Rotation != 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $" transform=\"rotate({Number(text.Rotation)} {x} {y})\"");
        }

        svg.Append(CultureInfo.InvariantCulture, $">{PlainText.Escape(text.Text)}</text>\n");
    }

    /// <summary>A nested viewport clips without an identity, so that many figures can share a page.</summary>
    private static void AppendClip(StringBuilder svg, ClipMark clip)
    {
        string x = Number(clip.Frame.Left);
        string y = Number(clip.Frame.Top);
        string width = Number(clip.Frame.Width);
        string height = Number(clip.Frame.Height);
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {width} {height}\">\n");
        AppendAll(svg, clip.Marks);
        svg.Append("</svg>\n");
    }

    private static string Attributes(Fill fill) =>
        $" fill=\"{fill.Color}\"" + (fill.Opacity < 1 ? $" fill-opacity=\"{Number(fill.Opacity)}\"" : string.Empty);

    private static string Attributes(Stroke? stroke) => stroke is null
        ? string.Empty
        : $" stroke=\"{stroke.Color}\" stroke-width=\"{Number(stroke.Width)}\"" + (stroke.Dash.Length > 0 ? $" stroke-dasharray=\"{stroke.Dash}\"" : string.Empty);

    private static string At(Point point) => $"{Number(point.X)} {Number(point.Y)}";

    private static string Path(ImmutableArray<Point> points)
    {
        StringBuilder path = new();
        string previous = string.Empty;
        for (int i = 0; i < points.Length; i++)
        {
            string at = At(points[i]);
            if (at != previous)
            {
                path.Append(i == 0 ? 'M' : 'L').Append(at);
            }

            previous = at;
        }

        return path.ToString();
    }
}
