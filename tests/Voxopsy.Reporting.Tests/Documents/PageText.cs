using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Voxopsy.Reporting.Tests.Documents;

/// <summary>Reads a page as a strict parser does and gives what a person reads.</summary>
internal static class PageText
{
    /// <summary>The page as XML: a page that is not well-formed fails here.</summary>
    internal static XDocument Parse(string html)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore };
        using XmlReader reader = XmlReader.Create(new StringReader(html), settings);
        return XDocument.Load(reader);
    }

    /// <summary>One line a block, drawings left out.</summary>
    internal static string Lines(string html)
    {
        StringBuilder lines = new();
        Append(Parse(html).Root!.Element("body")!, lines, withDrawings: false);
        return lines.ToString();
    }

    /// <summary>Everything a reader can meet: blocks, texts of drawings, their titles and descriptions.</summary>
    internal static string Everything(string html)
    {
        StringBuilder lines = new();
        Append(Parse(html).Root!.Element("body")!, lines, withDrawings: true);
        return lines.ToString();
    }

    private static void Append(XElement element, StringBuilder lines, bool withDrawings)
    {
        string name = element.Name.LocalName;
        if (name == "svg" && !withDrawings)
        {
            lines.Append("[drawing ").Append(element.Attribute("id")!.Value).Append("]\n");
        }
        else if (name is "tr")
        {
            lines.Append("| ").AppendJoin(" | ", element.Elements().Select(cell => cell.Value)).Append(" |\n");
        }
        else if (name is "p" or "h1" or "h2" or "h3" or "li" or "caption" or "figcaption" or "summary" or "text" or "title" or "desc")
        {
            string mark = name switch
            {
                "h1" => "# ",
                "h2" => "\n## ",
                "h3" => "\n### ",
                "li" => "- ",
                _ => string.Empty,
            };
            lines.Append(mark).Append(element.Value.Trim()).Append('\n');
        }
        else
        {
            foreach (XElement child in element.Elements())
            {
                Append(child, lines, withDrawings);
            }
        }
    }
}
