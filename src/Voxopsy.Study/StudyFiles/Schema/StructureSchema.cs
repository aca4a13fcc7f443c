using System.Collections.Immutable;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles.Schema;

/// <summary>Named keys, each with its own schema.</summary>
internal sealed class SectionSchema(params (string Key, SchemaNode Value)[] keys) : SchemaNode
{
    internal ImmutableArray<string> Required { get; init; } = [];

    internal override bool Accepts(YamlNode node) => node is YamlMappingNode;

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        if (node is not YamlMappingNode mapping)
        {
            faults.Add(new SchemaFault(path, (int)node.Start.Line, Shown(node), "a section with " + Names(), "Write the keys below it, indented."));
            return;
        }

        HashSet<string> present = [];
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = key is YamlScalarNode scalar ? scalar.Value ?? string.Empty : key.ToString();
            present.Add(name);
            SchemaNode? schema = keys.FirstOrDefault(pair => pair.Key == name).Value;
            if (schema is null)
            {
                string? near = NearestWord.To(name, keys.Select(pair => pair.Key));
                faults.Add(new SchemaFault(
                    Join(path, name), (int)key.Start.Line, $"unknown key '{name}'", "one of " + Names(), near is null ? "Remove the key." : $"Did you mean '{near}'?"));
            }
            else
            {
                schema.Check(value, Join(path, name), faults);
            }
        }

        foreach (string missing in Required.Where(name => !present.Contains(name)))
        {
            faults.Add(new SchemaFault(Join(path, missing), (int)node.Start.Line, $"no key '{missing}'", $"'{missing}' in this section", $"Add '{missing}:'."));
        }
    }

    protected override JsonObject Describe()
    {
        JsonObject properties = [];
        foreach ((string key, SchemaNode value) in keys)
        {
            properties[key] = value.ToJsonSchema();
        }

        JsonObject schema = new() { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false };
        if (!Required.IsEmpty)
        {
            schema["required"] = new JsonArray([.. Required.Select(key => (JsonNode)key)]);
        }

        return schema;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : path + "." + key;

    private string Names() => string.Join(", ", keys.Select(pair => pair.Key));
}

/// <summary>Keys the user names, all with the same schema.</summary>
internal sealed class NamedSchema(SchemaNode item) : SchemaNode
{
    internal override bool Accepts(YamlNode node) => node is YamlMappingNode;

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        if (node is not YamlMappingNode mapping || mapping.Children.Count == 0)
        {
            faults.Add(new SchemaFault(path, (int)node.Start.Line, Shown(node), "names, each with its own section", $"Write at least one name below '{path}:'."));
            return;
        }

        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            string name = (key as YamlScalarNode)?.Value ?? string.Empty;
            if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
            {
                faults.Add(new SchemaFault(path, (int)key.Start.Line, $"the name '{name}'", "a name without a dot", "Rename it; a dot separates a source from its column."));
                continue;
            }

            item.Check(value, $"{path}.{name}", faults);
        }
    }

    protected override JsonObject Describe() => new() { ["type"] = "object", ["additionalProperties"] = item.ToJsonSchema(), ["minProperties"] = 1 };
}

/// <summary>A list; a single value counts as a list of one.</summary>
internal sealed class ListSchema(SchemaNode item) : SchemaNode
{
    internal override bool Accepts(YamlNode node) => node is YamlSequenceNode || item.Accepts(node);

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        if (node is not YamlSequenceNode sequence)
        {
            item.Check(node, path, faults);
            return;
        }

        for (int i = 0; i < sequence.Children.Count; i++)
        {
            item.Check(sequence.Children[i], $"{path}[{i + 1}]", faults);
        }
    }

    protected override JsonObject Describe() =>
        new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = item.ToJsonSchema() }, item.ToJsonSchema()) };
}

/// <summary>One of several shapes.</summary>
internal sealed class EitherSchema(params SchemaNode[] shapes) : SchemaNode
{
    internal override bool Accepts(YamlNode node) => shapes.Any(shape => shape.Accepts(node));

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
        SchemaNode shape = shapes.FirstOrDefault(candidate => candidate.Accepts(node)) ?? shapes[0];
        shape.Check(node, path, faults);
    }

    protected override JsonObject Describe() => new() { ["anyOf"] = new JsonArray([.. shapes.Select(shape => (JsonNode)shape.ToJsonSchema())]) };
}
