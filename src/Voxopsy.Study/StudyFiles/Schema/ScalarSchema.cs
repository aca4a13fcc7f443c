using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles.Schema;

/// <summary>Any text.</summary>
internal sealed class TextSchema : SchemaNode
{
    internal override bool Accepts(YamlNode node) => node is YamlScalarNode;

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        if (node is not YamlScalarNode { Value.Length: > 0 })
        {
            faults.Add(new SchemaFault(path, (int)node.Start.Line, node is YamlScalarNode ? "nothing" : Shown(node), "a text", $"Write one value after '{path}:'."));
        }
    }

    protected override JsonObject Describe() => new() { ["type"] = new JsonArray("string", "number", "boolean") };
}

/// <summary>A number within a range.</summary>
internal sealed class NumberSchema(double minimum, double maximum) : SchemaNode
{
    internal bool WholeOnly { get; init; }

    internal override bool Accepts(YamlNode node) => node is YamlScalarNode scalar && TryRead(scalar.Value, out _);

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        string kind = WholeOnly ? "a whole number" : "a number";
        if (node is not YamlScalarNode scalar || !TryRead(scalar.Value, out double value))
        {
            faults.Add(new SchemaFault(path, (int)node.Start.Line, Shown(node), Expected(kind), WholeOnly ? "Write a whole number." : "Write a number with a decimal point."));
        }
        else if (!(value >= minimum && value <= maximum) || (WholeOnly && value != Math.Floor(value)))
        {
            faults.Add(new SchemaFault(path, (int)node.Start.Line, Shown(node), Expected(kind), "Choose a value in this range."));
        }
    }

    protected override JsonObject Describe()
    {
        JsonObject schema = new() { ["type"] = WholeOnly ? "integer" : "number" };
        if (double.IsFinite(minimum))
        {
            schema["minimum"] = minimum;
        }

        if (double.IsFinite(maximum))
        {
            schema["maximum"] = maximum;
        }

        return schema;
    }

    private static bool TryRead(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private string Expected(string kind) => (double.IsFinite(minimum), double.IsFinite(maximum)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $"{kind} from {minimum} to {maximum}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $"{kind} of at least {minimum}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $"{kind} of at most {maximum}"),
        _ => kind,
    };
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceSchema(params string[] words) : SchemaNode
{
    internal override bool Accepts(YamlNode node) => node is YamlScalarNode scalar && words.Contains(scalar.Value);

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        if (!Accepts(node))
        {
            string? near = node is YamlScalarNode { Value: { } value } ? NearestWord.To(value, words) : null;
            faults.Add(new SchemaFault(
                path, (int)node.Start.Line, Shown(node), "one of " + string.Join(", ", words), near is null ? "Choose one of these." : $"Did you mean '{near}'?"));
        }
    }

    protected override JsonObject Describe() => new() { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) };
}

/// <summary>Yes or no.</summary>
internal sealed class FlagSchema : SchemaNode
{
    internal override bool Accepts(YamlNode node) => node is YamlScalarNode { Value: "true" or "false" };

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        if (!Accepts(node))
        {
            faults.Add(new SchemaFault(path, (int)node.Start.Line, Shown(node), "true or false", "Write true or false."));
        }
    }

    protected override JsonObject Describe() => new() { ["type"] = "boolean" };
}
