using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Voxopsy.Statistics.Regression;

/// <summary>The right side of a model: which variables, splines and interactions enter.</summary>
/// <remarks>
/// Written as in R: <c>age + size</c>, <c>age * sex</c> (both and their interaction), <c>age:sex</c> (the interaction), <c>rcs(age, 4)</c> (a
/// restricted cubic spline with 4 knots), <c>log(size)</c> (the natural logarithm), <c>1</c> (the intercept alone). A name with signs in it stands in back quotes.
/// </remarks>
public sealed record ModelFormula
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("()^|~-/% ");

    private ModelFormula(ImmutableArray<FormulaTerm> terms) => Terms = terms;

    /// <summary>Gets the terms: main effects in the order written, then interactions of two variables, then of three, ….</summary>
    public ImmutableArray<FormulaTerm> Terms { get; }

    /// <summary>Gets the variables that the terms name, each once.</summary>
    public IEnumerable<string> Variables => Terms.SelectMany(term => term.Factors).Select(factor => factor.Variable).Distinct();

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The right side, without the outcome.</param>
    /// <exception cref="FormatException">The text is no formula; the message quotes the place.</exception>
    public static ModelFormula Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<FormulaTerm> terms = [];
        foreach (string part in Split(text, '+', text))
        {
            if (part == "1")
            {
                continue;
            }

            foreach (FormulaTerm term in Expand(part, text))
            {
                if (!terms.Exists(other => SameVariables(other, term)))
                {
                    terms.Add(term);
                }
            }
        }

        ImmutableArray<FormulaTerm> ordered = [.. terms.OrderBy(term => term.Factors.Length)];
        foreach (FormulaTerm term in ordered.Where(term => term.Factors.Length > 1))
        {
            foreach (FormulaFactor factor in term.Factors.Where(factor => !ordered.Any(other => other.Factors is [FormulaFactor only] && only.Variable == factor.Variable)))
            {
                throw new FormatException($"The formula '{text}' has the interaction '{term.Name}' without the variable '{factor.Variable}' itself; write '{string.Join(" * ", term.Factors.Select(each => each.Variable))}'.");
            }
        }

        return new ModelFormula(ordered);
    }

    private static IEnumerable<FormulaTerm> Expand(string part, string formula)
    {
        List<ImmutableArray<FormulaFactor>> crossed = [];
        foreach (string side in Split(part, '*', formula))
        {
            ImmutableArray<FormulaFactor> factors = [.. Split(side, ':', formula).Select(name => ReadFactor(name, formula))];
            crossed.AddRange([.. crossed.Select(other => other.AddRange(factors)), factors]);
        }

        return crossed.Select(factors => new FormulaTerm(factors)).OrderBy(term => term.Factors.Length);
    }

    private static FormulaFactor ReadFactor(string text, string formula)
    {
        if (text.StartsWith("rcs(", StringComparison.Ordinal) && text.EndsWith(')'))
        {
            string[] arguments = text[4..^1].Split(',');
            if (arguments.Length == 2 && int.TryParse(arguments[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out int knots) && knots is >= 3 and <= 9)
            {
                return new FormulaFactor(arguments[0].Trim().Trim('`'), knots);
            }

            throw new FormatException($"In the formula '{formula}', '{text}' is no spline; write rcs(variable, knots) with 3 to 9 knots.");
        }

        if (text.StartsWith("log(", StringComparison.Ordinal) && text.EndsWith(')') && !text.AsSpan(4, text.Length - 5).ContainsAny(NotInNames))
        {
            return new FormulaFactor(text[4..^1].Trim(), 0) { IsLogarithm = true };
        }

        bool quoted = text.Length > 2 && text[0] == '`' && text[^1] == '`';
        if (!quoted && (text.AsSpan().ContainsAny(NotInNames) || char.IsDigit(text[0])))
        {
            throw new FormatException($"In the formula '{formula}', '{text}' is not understood; use +, *, :, rcs(variable, knots), log(variable), and back quotes around names with signs.");
        }

        return new FormulaFactor(text.Trim('`'), 0);
    }

    /// <summary>Splits at a sign that stands outside parentheses and back quotes.</summary>
    private static IEnumerable<string> Split(string text, char sign, string formula)
    {
        int depth = 0;
        bool quoted = false;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (quoted || depth > 0 || text[i] != sign))
            {
                quoted ^= text[i] == '`';
                depth += quoted ? 0 : text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
                continue;
            }

            string part = text[start..i].Trim();
            yield return part.Length > 0 ? part : throw new FormatException($"The formula '{formula}' has an empty place beside a '{sign}'.");
            start = i + 1;
        }
    }

    private static bool SameVariables(FormulaTerm a, FormulaTerm b) =>
        a.Factors.Select(factor => factor.Variable).Order(StringComparer.Ordinal).SequenceEqual(b.Factors.Select(factor => factor.Variable).Order(StringComparer.Ordinal));
}
