using System.Globalization;
using System.Text;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Documents;

/// <summary>Puts sections into one page that needs no network and no script.</summary>
internal static class ReportPage
{
    internal static string Write(ReportContext context, IReadOnlyList<Section> sections)
    {
        StringBuilder html = new();
        string title = PlainText.Escape(context.Result.Title);
        html.Append(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n<html lang=\"{context.Texts.Tag}\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"/>\n");
        html.Append("<link rel=\"icon\" href=\"data:,\"/>\n");
        html.Append(CultureInfo.InvariantCulture, $"<title>{title}</title>\n<style>\n{ReportStyle.Sheet}</style>\n</head>\n<body>\n");
        html.Append(CultureInfo.InvariantCulture, $"<header><p class=\"kicker\">{PlainText.Escape(context.Texts.Kicker)}</p>\n<h1>{title}</h1></header>\n");
        html.Append(CultureInfo.InvariantCulture, $"<nav aria-label=\"{PlainText.Escape(context.Texts.Contents)}\"><p>{PlainText.Escape(context.Texts.Contents)}</p>\n<ol>\n");
        foreach (Section section in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{section.Identity}\">{PlainText.Escape(section.Title)}</a></li>\n");
        }

        html.Append("</ol></nav>\n<main>\n");
        foreach (Section section in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<section id=\"{section.Identity}\">\n<h2>{PlainText.Escape(section.Title)}</h2>\n{section.Html}</section>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"</main>\n<footer><p>{PlainText.Escape(context.Texts.Footer(context.Result.Version))}</p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }
}
