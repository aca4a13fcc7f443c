using Voxopsy.Reporting.Drawing;

namespace Voxopsy.Reporting.Figures;

/// <summary>A record of numbers and words that can be drawn. A figure receives its numbers; it never computes a statistic.</summary>
public abstract record Figure
{
    private protected Figure()
    {
    }

    /// <summary>Gets the figure's title, read out to those who cannot see it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets what the figure shows in a sentence or two, read out to those who cannot see it.</summary>
    public required string Description { get; init; }

    /// <summary>The figure as one self-contained SVG element; the same figure gives the same text on every machine.</summary>
    /// <param name="identity">A name that no other element of the same page has: letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException"><paramref name="identity"/> is empty or holds another letter.</exception>
    public string ToSvg(string identity)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        if (!identity.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            throw new ArgumentException(
                $"The identity of a figure may hold letters a-z, digits and hyphens only, found '{identity}'; choose another name.", nameof(identity));
        }

        return SvgWriter.Write(Draw(), identity);
    }

    internal abstract Scene Draw();
}
