namespace Voxopsy.Reporting.Drawing;

/// <summary>How text looks.</summary>
/// <param name="Size">Height of the type in pixels.</param>
/// <param name="Color">A colour as <c>#rrggbb</c>.</param>
/// <param name="Weight">Plain or bold.</param>
internal sealed record TextStyle(double Size, string Color, TextWeight Weight = TextWeight.Plain)
{
    /// <summary>Names of axes.</summary>
    internal static TextStyle Label { get; } = new(13, Palette.Ink);

    /// <summary>Numbers at ticks.</summary>
    internal static TextStyle Tick { get; } = new(12, Palette.Ink);

    /// <summary>Text of legends and notes.</summary>
    internal static TextStyle Note { get; } = new(12, Palette.Ink);

    /// <summary>Text that stands back.</summary>
    internal static TextStyle Quiet { get; } = new(12, Palette.Muted);

    /// <summary>Names of panels.</summary>
    internal static TextStyle Heading { get; } = new(13, Palette.Ink, TextWeight.Bold);
}

/// <summary>Thickness of type.</summary>
internal enum TextWeight
{
    /// <summary>Regular.</summary>
    Plain,

    /// <summary>Bold.</summary>
    Bold,
}

/// <summary>Which part of a text lies at its place.</summary>
internal enum TextAnchor
{
    /// <summary>Its first letter begins there.</summary>
    Start,

    /// <summary>Its middle lies there.</summary>
    Middle,

    /// <summary>Its last letter ends there.</summary>
    End,
}
