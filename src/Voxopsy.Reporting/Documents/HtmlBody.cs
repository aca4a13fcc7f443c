using System.Globalization;
using System.Text;
using Voxopsy.Reporting.Drawing;
using Voxopsy.Reporting.Figures;
using Voxopsy.Reporting.Tables;

namespace Voxopsy.Reporting.Documents;

/// <summary>Writes the body of a section; whatever text comes in is escaped.</summary>
internal sealed class HtmlBody(ReportContext context)
{
    private readonly StringBuilder _html = new();

    internal bool IsEmpty => _html.Length == 0;

    internal void Heading(string text) => _html.Append(CultureInfo.InvariantCulture, $"<h3>{PlainText.Escape(text)}</h3>\n");

    internal void Paragraph(string text) => _html.Append(CultureInfo.InvariantCulture, $"<p>{PlainText.Escape(text)}</p>\n");

    internal void Paragraph(string lead, string text) =>
        _html.Append(CultureInfo.InvariantCulture, $"<p>{Lead(lead)}{PlainText.Escape(text)}</p>\n");

    internal void Note(string text) => _html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{PlainText.Escape(text)}</p>\n");

    internal void List(IEnumerable<string> items)
    {
        _html.Append("<ul>\n");
        foreach (string item in items)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<li>{PlainText.Escape(item)}</li>\n");
        }

        _html.Append("</ul>\n");
    }

    /// <summary>A numbered table.</summary>
    internal void Table(string caption, HtmlTable table) => table.AppendTo(_html, context.NextTable(), caption);

    /// <summary>A table without number or caption.</summary>
    internal void Table(HtmlTable table) => table.AppendTo(_html, string.Empty, string.Empty);

    /// <summary>Figures side by side where there is room, each numbered.</summary>
    /// <param name="figures">The figures with their kinds and what they are about.</param>
    internal void Figures(IEnumerable<(Figure Figure, string Kind, string[] About)> figures)
    {
        _html.Append("<div class=\"figures\">\n");
        foreach ((Figure figure, string kind, string[] about) in figures)
        {
            (string svg, double width) = context.Figures.Put(figure, kind, about);
            _html.Append(CultureInfo.InvariantCulture, $"<figure>\n<div class=\"drawing\" style=\"--width:{SvgWriter.Number(width)}px\">{svg}</div>\n");
            _html.Append(CultureInfo.InvariantCulture, $"<figcaption><b>{PlainText.Escape(context.NextFigure())}</b> {PlainText.Escape(figure.Title)}</figcaption>\n</figure>\n");
        }

        _html.Append("</div>\n");
    }

    /// <summary>How to read the figures above.</summary>
    internal void Reading(string text) =>
        _html.Append(CultureInfo.InvariantCulture, $"<p class=\"reading\">{Lead(context.Texts.HowToRead)}{PlainText.Escape(text)}</p>\n");

    /// <summary>Something long that a reader may open.</summary>
    internal void Folded(string title, Action<HtmlBody> write)
    {
        HtmlBody inside = new(context);
        write(inside);
        _html.Append(CultureInfo.InvariantCulture, $"<details><summary>{PlainText.Escape(title)}</summary>\n{inside._html}</details>\n");
    }

    /// <summary>A full-width colon brings its own room.</summary>
    private static string Lead(string text) => $"<b>{PlainText.Escape(text)}</b>{(text.EndsWith('：') ? string.Empty : " ")}";

    public override string ToString() => _html.ToString();
}
