using System.Globalization;

namespace Voxopsy.Testing;

/// <summary>One line of an <c>expected.csv</c>: what a case must give.</summary>
/// <param name="Quantity">Name of the quantity.</param>
/// <param name="Key1">First key, empty when there is none.</param>
/// <param name="Key2">Second key, empty when there is none.</param>
/// <param name="Text">The value as written: a number, <c>NaN</c>, <c>Inf</c>, <c>-Inf</c>, <c>NA</c> or a name.</param>
public sealed record ExpectedQuantity(string Quantity, string Key1, string Key2, string Text)
{
    /// <summary>The value as a number; <c>NA</c> is <see cref="double.NaN"/>.</summary>
    public double Number => OracleTable.Number(Text);

    /// <summary>Quantity and keys in one string, for messages.</summary>
    public string Name => $"{Quantity}[{Key1};{Key2}]";

    /// <summary>The first key as a number.</summary>
    public double NumericKey1 => OracleTable.Number(Key1);

    /// <summary>The second key as a number.</summary>
    public double NumericKey2 => OracleTable.Number(Key2);

    /// <summary>Writes a number as keys are written: 15 significant digits, as C's <c>%.15g</c>.</summary>
    public static string Key(double value) => value.ToString("G15", CultureInfo.InvariantCulture).Replace('E', 'e');
}
