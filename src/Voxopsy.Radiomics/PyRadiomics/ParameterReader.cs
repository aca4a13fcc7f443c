using System.Collections;
using System.Globalization;

namespace Voxopsy.Radiomics.PyRadiomics;

/// <summary>Reads named parameters, whatever of text, number or list a file format made of them.</summary>
internal sealed class ParameterReader(IReadOnlyDictionary<string, object?> parameters, string where)
{
    internal string Where => where;

    internal bool Has(string name) => parameters.TryGetValue(name, out object? value) && value is not null;

    internal double Number(string name, double orElse) => Has(name) ? ToNumber(name, parameters[name]!) : orElse;

    internal int Integer(string name, int orElse)
    {
        double number = Number(name, orElse);
        return number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
            ? (int)number : throw Refuse(name, "a whole number", parameters[name]);
    }

    internal int WholeFrom(string name, int least, int orElse) => WholeBetween(name, least, int.MaxValue, orElse);

    internal int WholeBetween(string name, int least, int most, int orElse) => Integer(name, orElse) is var number && number >= least && number <= most
        ? number : throw Refuse(name, most == int.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}", number);

    internal double Positive(string name, double orElse) => Number(name, orElse) is var number && number > 0 && double.IsFinite(number)
        ? number : throw Refuse(name, "a number above 0", number);

    internal bool Flag(string name, bool orElse) => !Has(name) ? orElse : parameters[name] switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        double number => number != 0,
        object other => throw Refuse(name, "true or false", other),
        null => orElse,
    };

    internal string Text(string name, string orElse) => Has(name) ? Convert.ToString(parameters[name], CultureInfo.InvariantCulture)! : orElse;

    internal double[] Numbers(string name, double[] orElse) => !Has(name) ? orElse : parameters[name] switch
    {
        string text => [ToNumber(name, text)],
        IEnumerable list => [.. list.Cast<object>().Select(item => ToNumber(name, item))],
        object single => [ToNumber(name, single)],
        null => orElse,
    };

    private double ToNumber(string name, object value)
    {
        try
        {
            return value is string text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        }
        catch (Exception odd) when (odd is FormatException or InvalidCastException)
        {
            throw Refuse(name, "a number", value);
        }
    }

    private ArgumentException Refuse(string name, string expected, object? found) =>
        new($"In {where}, '{name}' must be {expected}, found '{found}'.", name);
}
