using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Tables;

/// <summary>A table for people: the first columns name the row, the others hold its numbers; reasons for dashes stand below.</summary>
internal sealed record HtmlTable
{
    /// <summary>Gets the names of the columns.</summary>
    public required ImmutableArray<string> Header { get; init; }

    /// <summary>Gets groups of columns above the header, with the number of columns each spans; empty for none.</summary>
    public ImmutableArray<(string Text, int Span)> Groups { get; init; } = [];

    /// <summary>Gets the rows.</summary>
    public required ImmutableArray<ImmutableArray<Cell>> Rows { get; init; }

    /// <summary>Gets the number of leading columns with words, which are set flush left.</summary>
    public int NameColumns { get; init; } = 1;

    /// <summary>Gets notes below the table.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Writes the table.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="number">Its number, such as <c>Table 1.</c>; empty for none.</param>
    /// <param name="caption">Its caption; empty for none.</param>
    internal void AppendTo(StringBuilder html, string number, string caption)
    {
        html.Append("<div class=\"table\"><table>\n");
        if (caption.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<caption><b>{PlainText.Escape(number)}</b> {PlainText.Escape(caption)}</caption>\n");
        }

        html.Append("<thead>\n");
        if (Groups.Length > 0)
        {
            html.Append("<tr class=\"groups\">");
            foreach ((string text, int span) in Groups)
            {
                html.Append(CultureInfo.InvariantCulture, $"<th colspan=\"{span}\"{(text.Length > 0 ? " scope=\"colgroup\"" : string.Empty)}>{PlainText.Escape(text)}</th>");
            }

            html.Append("</tr>\n");
        }

        html.Append("<tr>");
        for (int i = 0; i < Header.Length; i++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(i < NameColumns ? " class=\"name\"" : string.Empty)}>{Lines(Header[i])}</th>");
        }

        html.Append("</tr>\n</thead>\n<tbody>\n");
        List<string> reasons = [];
        foreach (ImmutableArray<Cell> row in Rows)
        {
            AppendRow(html, row, reasons);
        }

        html.Append("</tbody>\n</table></div>\n");
        AppendNotes(html, reasons);
    }

    private void AppendRow(StringBuilder html, ImmutableArray<Cell> row, List<string> reasons)
    {
        html.Append("<tr>");
        for (int i = 0; i < row.Length; i++)
        {
            string text = Lines(row[i].Text);
            if (row[i].Reason.Length > 0)
            {
                if (!reasons.Contains(row[i].Reason))
                {
                    reasons.Add(row[i].Reason);
                }

                text += $"<sup>{Letter(reasons.IndexOf(row[i].Reason))}</sup>";
            }

            html.Append(i == 0 ? $"<th scope=\"row\" class=\"name\">{text}</th>" : i < NameColumns ? $"<td class=\"name\">{text}</td>" : $"<td>{text}</td>");
        }

        html.Append("</tr>\n");
    }

    private void AppendNotes(StringBuilder html, List<string> reasons)
    {
        string[] notes = [.. Notes.Select(PlainText.Escape), .. reasons.Select((reason, i) => $"<sup>{Letter(i)}</sup> {NumberText.Undefined} {PlainText.Escape(reason)}")];
        if (notes.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{string.Join("<br/>\n", notes)}</p>\n");
        }
    }

    private static string Lines(string text) => string.Join("<br/>", text.Split('\n').Select(PlainText.Escape));

    private static char Letter(int position) => (char)('a' + (position % 26));
}
