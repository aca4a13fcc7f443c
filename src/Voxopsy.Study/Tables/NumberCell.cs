using System.Globalization;
using System.Text.RegularExpressions;

namespace Voxopsy.Study.Tables;

/// <summary>What a cell says when a number is expected.</summary>
internal static partial class NumberCell
{
    /// <summary>Reads a cell: a number, <see cref="double.NaN"/> for a missing value, or <see langword="false"/> when it is neither.</summary>
    internal static bool TryRead(string cell, out double value)
    {
        if (CellTable.IsMissing(cell))
        {
            value = double.NaN;
            return true;
        }

        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Whether a cell looks like a number written with a decimal comma; asked about, never guessed.</summary>
    internal static bool LooksLikeDecimalComma(string cell) => DecimalComma().IsMatch(cell);

    [GeneratedRegex(@"^[+-]?\d+,\d+$")]
    private static partial Regex DecimalComma();
}
