using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles;

/// <summary>A section of a study file that has passed its schema; gives values or their defaults.</summary>
internal sealed class StudySection(YamlNode? node)
{
    private static readonly StudySection Absent = new(null);

    internal int Line => node is null ? 0 : (int)node.Start.Line;

    private YamlMappingNode? Mapping => node as YamlMappingNode;

    internal YamlNode? Node(string key) => Mapping is { } mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;

    internal StudySection Section(string key) => Node(key) is { } child ? new StudySection(child) : Absent;

    internal IEnumerable<(string Name, StudySection Section)> Named(string key) => Section(key).All();

    /// <summary>The keys of this section, each with its own.</summary>
    internal IEnumerable<(string Name, StudySection Section)> All() => Mapping is { } mapping
        ? mapping.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, new StudySection(pair.Value)))
        : [];

    internal string Text(string key, string otherwise = "") => (Node(key) as YamlScalarNode)?.Value ?? otherwise;

    internal double Number(string key, double otherwise) =>
        Node(key) is YamlScalarNode { Value: { } text } ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : otherwise;

    internal int Whole(string key, int otherwise) => (int)Number(key, otherwise);

    internal bool Flag(string key) => Text(key) == "true";

    internal ImmutableArray<string> Texts(string key) => Texts(Node(key));

    internal static ImmutableArray<string> Texts(YamlNode? list) => list switch
    {
        YamlSequenceNode sequence => [.. sequence.Children.Select(child => ((YamlScalarNode)child).Value!)],
        YamlScalarNode scalar => [scalar.Value!],
        _ => [],
    };
}
