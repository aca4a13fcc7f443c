using System.Text.Json;

namespace Voxopsy.Testing;

/// <summary>One entry of a <c>cases.json</c> with what it expects; answers are given to it and counted in its folder's tally.</summary>
/// <remarks>Every expected quantity must be answered; an answer nobody asked for is not counted.</remarks>
public sealed class OracleCase
{
    private readonly OracleTally _tally;
    private readonly Dictionary<(string Quantity, string Key1, string Key2), List<int>> _places = [];
    private readonly bool[] _answered;

    internal OracleCase(string folder, JsonElement entry, IReadOnlyList<ExpectedQuantity> expected, OracleTally tally)
    {
        Folder = folder;
        Id = entry.GetProperty("id").GetString()!;
        Input = entry.TryGetProperty("input", out JsonElement input) ? input.GetString() ?? "none" : "none";
        Call = entry.TryGetProperty("call", out JsonElement call) ? call.GetString() ?? "" : "";
        Note = entry.TryGetProperty("note", out JsonElement note) ? note.GetString() ?? "" : "";
        Settings = entry.TryGetProperty("settings", out JsonElement settings) ? settings : default;
        Expected = expected;
        _tally = tally;
        _answered = new bool[expected.Count];
        for (int i = 0; i < expected.Count; i++)
        {
            (string Quantity, string Key1, string Key2) place = (expected[i].Quantity, expected[i].Key1, expected[i].Key2);
            if (!_places.TryGetValue(place, out List<int>? places))
            {
                _places[place] = places = [];
            }

            places.Add(i);
        }
    }

    /// <summary>The folder of the method.</summary>
    public string Folder { get; }

    /// <summary>The name of the case.</summary>
    public string Id { get; }

    /// <summary>The input file beside <c>cases.json</c>, or <c>none</c>.</summary>
    public string Input { get; }

    /// <summary>What was run, in words.</summary>
    public string Call { get; }

    /// <summary>A remark, often empty.</summary>
    public string Note { get; }

    /// <summary>The settings as written; of undefined kind when there are none.</summary>
    public JsonElement Settings { get; }

    /// <summary>What the case must give, in the order of <c>expected.csv</c>.</summary>
    public IReadOnlyList<ExpectedQuantity> Expected { get; }

    /// <summary>Whether the case has an input table.</summary>
    public bool HasInput => Input != "none";

    /// <summary>The input table.</summary>
    public OracleTable Table => OracleTable.Of(PathOf(Input));

    /// <summary>The full path of a file beside <c>cases.json</c>.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>Whether a setting is there and not null.</summary>
    public bool Has(string name) =>
        Settings.ValueKind == JsonValueKind.Object && Settings.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A setting as text; numbers and truth values are written as in the file, TRUE and FALSE in capitals.</summary>
    public string Text(string name) => TextOf(Settings.GetProperty(name));

    /// <summary>A setting as a number.</summary>
    public double Number(string name) => Settings.GetProperty(name).GetDouble();

    /// <summary>A setting that is one text or a list of them.</summary>
    public string[] Texts(string name) => Settings.GetProperty(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(TextOf)]
        : [Text(name)];

    /// <summary>A setting that is one number or a list of them.</summary>
    public double[] Numbers(string name) => Settings.GetProperty(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(value => value.GetDouble())]
        : [Number(name)];

    /// <summary>Whether the case asks for a quantity, under any key.</summary>
    public bool Asks(string quantity) => Expected.Any(expected => expected.Quantity == quantity);

    /// <summary>Answers one number without keys.</summary>
    public void Answer(string quantity, double actual, double tolerance, OracleTally.Measure measure = OracleTally.Measure.Mixed) =>
        Answer(quantity, "", "", actual, tolerance, measure);

    /// <summary>Answers one number.</summary>
    public void Answer(
        string quantity, string key1, string key2, double actual, double tolerance, OracleTally.Measure measure = OracleTally.Measure.Mixed)
    {
        if (Next(quantity, key1, key2) is { } expected)
        {
            _tally.Check(Id, expected.Name, expected.Number, actual, tolerance, measure);
        }
    }

    /// <summary>Answers one text, such as a name.</summary>
    public void AnswerText(string quantity, string key1, string key2, string actual)
    {
        if (Next(quantity, key1, key2) is { } expected)
        {
            _tally.CheckText(Id, expected.Name, expected.Text, actual);
        }
    }

    /// <summary>Answers every expected quantity of a name by computing it from its keys.</summary>
    public void AnswerEach(
        string quantity, Func<ExpectedQuantity, double> actual, double tolerance, OracleTally.Measure measure = OracleTally.Measure.Mixed)
    {
        foreach (ExpectedQuantity expected in Expected.Where(expected => expected.Quantity == quantity))
        {
            Answer(quantity, expected.Key1, expected.Key2, actual(expected), tolerance, measure);
        }
    }

    /// <summary>Counts a failure that no single quantity shows.</summary>
    public void Fail(string reason) => _tally.Fail(Id, reason);

    internal void FailUnanswered()
    {
        for (int i = 0; i < _answered.Length; i++)
        {
            if (!_answered[i])
            {
                _tally.Fail(Id, $"{Expected[i].Name}: expected {Expected[i].Text}, not answered");
            }
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "TRUE",
        JsonValueKind.False => "FALSE",
        _ => value.GetRawText(),
    };

    private ExpectedQuantity? Next(string quantity, string key1, string key2)
    {
        if (!_places.TryGetValue((quantity, key1, key2), out List<int>? places))
        {
            return null;
        }

        foreach (int place in places)
        {
            if (!_answered[place])
            {
                _answered[place] = true;
                return Expected[place];
            }
        }

        return null;
    }
}
