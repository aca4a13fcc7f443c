namespace Voxopsy.Reporting.Tables;

/// <summary>A cell of a table, with the reason when its number is undefined.</summary>
/// <param name="Text">What stands in it; a line feed begins a new line.</param>
/// <param name="Reason">Why a number is undefined; empty when it is defined.</param>
internal readonly record struct Cell(string Text, string Reason = "")
{
    /// <summary>A text that needs no reason.</summary>
    public static implicit operator Cell(string text) => new(text);

    /// <summary>A text, or a dash with the reason when the number behind it is undefined.</summary>
    internal static Cell Of(double number, string text, string reason) => double.IsNaN(number) ? new Cell(NumberText.Undefined, reason) : new Cell(text);
}
