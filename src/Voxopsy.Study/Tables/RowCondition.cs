using System.Globalization;

namespace Voxopsy.Study.Tables;

/// <summary>A condition on a row, such as <c>center in (A, B) and age &gt;= 18 and grade is known</c>.</summary>
/// <remarks>
/// Comparisons <c>== != &lt; &lt;= &gt; &gt;=</c>, <c>in (…)</c>, <c>not in (…)</c>, <c>is known</c>, <c>is missing</c>; joined by <c>and</c>, <c>or</c>,
/// <c>not</c> and parentheses. Two numbers compare as numbers, all else as text. A missing cell makes every comparison false.
/// </remarks>
internal sealed class RowCondition
{
    private readonly Func<Func<string, string>, bool> _holds;

    private RowCondition(string text, IReadOnlySet<string> columns, Func<Func<string, string>, bool> holds)
    {
        Text = text;
        Columns = columns;
        _holds = holds;
    }

    internal string Text { get; }

    internal IReadOnlySet<string> Columns { get; }

    /// <exception cref="FormatException">The text is not a condition; the message says where.</exception>
    internal static RowCondition Parse(string text)
    {
        Parser parser = new(text);
        Func<Func<string, string>, bool> holds = parser.ParseAll();
        return new RowCondition(text, parser.Columns, holds);
    }

    internal bool Holds(CellTable table, int row) => _holds(column => table[row, column]);

    private sealed class Parser(string text)
    {
        private readonly List<string> _tokens = Tokenize(text);
        private int _next;

        internal HashSet<string> Columns { get; } = [];

        private string Token => _next < _tokens.Count ? _tokens[_next] : string.Empty;

        internal Func<Func<string, string>, bool> ParseAll()
        {
            Func<Func<string, string>, bool> condition = ParseOr();
            return _next == _tokens.Count ? condition : throw new FormatException($"'{Token}' was not expected there");
        }

        private Func<Func<string, string>, bool> ParseOr()
        {
            Func<Func<string, string>, bool> left = ParseAnd();
            while (Token == "or")
            {
                _next++;
                Func<Func<string, string>, bool> before = left;
                Func<Func<string, string>, bool> right = ParseAnd();
                left = row => before(row) || right(row);
            }

            return left;
        }

        private Func<Func<string, string>, bool> ParseAnd()
        {
            Func<Func<string, string>, bool> left = ParseNot();
            while (Token == "and")
            {
                _next++;
                Func<Func<string, string>, bool> before = left;
                Func<Func<string, string>, bool> right = ParseNot();
                left = row => before(row) && right(row);
            }

            return left;
        }

        private Func<Func<string, string>, bool> ParseNot()
        {
            if (Token == "not")
            {
                _next++;
                Func<Func<string, string>, bool> inner = ParseNot();
                return row => !inner(row);
            }

            if (Token == "(")
            {
                _next++;
                Func<Func<string, string>, bool> inner = ParseOr();
                Expect(")");
                return inner;
            }

            return ParseComparison();
        }

        private Func<Func<string, string>, bool> ParseComparison()
        {
            string column = Word("a column name");
            Columns.Add(column);
            string verb = Token;
            _next++;
            switch (verb)
            {
                case "is":
                    string state = Token;
                    _next++;
                    return state switch
                    {
                        "known" => row => !CellTable.IsMissing(row(column)),
                        "missing" => row => CellTable.IsMissing(row(column)),
                        _ => throw new FormatException($"after 'is' comes 'known' or 'missing', found '{state}'"),
                    };
                case "not":
                    Expect("in");
                    string[] excluded = List();
                    return row => !CellTable.IsMissing(row(column)) && !excluded.Any(value => Compare(row(column), value) == 0);
                case "in":
                    string[] included = List();
                    return row => !CellTable.IsMissing(row(column)) && included.Any(value => Compare(row(column), value) == 0);
                case "==" or "!=" or "<" or "<=" or ">" or ">=":
                    string operand = Word("a value");
                    return row => !CellTable.IsMissing(row(column)) && Accepts(verb, Compare(row(column), operand));
                default:
                    throw new FormatException($"after '{column}' comes ==, !=, <, <=, >, >=, in, not in, is known or is missing, found '{verb}'");
            }
        }

        private string[] List()
        {
            Expect("(");
            List<string> values = [Word("a value")];
            while (Token == ",")
            {
                _next++;
                values.Add(Word("a value"));
            }

            Expect(")");
            return [.. values];
        }

        private string Word(string what)
        {
            string token = Token;
            if (token.Length == 0 || token is "(" or ")" or "," or "==" or "!=" or "<" or "<=" or ">" or ">=")
            {
                throw new FormatException($"{what} was expected, found '{(token.Length == 0 ? "the end" : token)}'");
            }

            _next++;
            return token[0] is '"' or '\'' ? token[1..^1] : token;
        }

        private void Expect(string token)
        {
            if (Token != token)
            {
                throw new FormatException($"'{token}' was expected, found '{(Token.Length == 0 ? "the end" : Token)}'");
            }

            _next++;
        }

        private static bool Accepts(string verb, int order) => verb switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };

        private static int Compare(string cell, string value) =>
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double a)
            && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double b)
                ? a.CompareTo(b)
                : string.CompareOrdinal(cell, value);

        private static List<string> Tokenize(string text)
        {
            List<string> tokens = [];
            int i = 0;
            while (i < text.Length)
            {
                char c = text[i];
                if (char.IsWhiteSpace(c))
                {
                    i++;
                }
                else if (c is '(' or ')' or ',')
                {
                    tokens.Add(c.ToString());
                    i++;
                }
                else if (c is '=' or '!' or '<' or '>')
                {
                    int length = i + 1 < text.Length && text[i + 1] == '=' ? 2 : 1;
                    tokens.Add(text.Substring(i, length) is "=" ? "==" : text.Substring(i, length));
                    i += length;
                }
                else if (c is '"' or '\'')
                {
                    int close = text.IndexOf(c, i + 1);
                    if (close < 0)
                    {
                        throw new FormatException($"the quote at position {i + 1} is never closed");
                    }

                    tokens.Add(text[i..(close + 1)]);
                    i = close + 1;
                }
                else
                {
                    int start = i;
                    while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('(' or ')' or ',' or '=' or '!' or '<' or '>'))
                    {
                        i++;
                    }

                    tokens.Add(text[start..i]);
                }
            }

            return tokens;
        }
    }
}
