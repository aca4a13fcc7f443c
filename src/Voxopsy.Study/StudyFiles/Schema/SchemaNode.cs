using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles.Schema;

/// <summary>What may stand at a place of the study file; checks it and describes it as JSON Schema, so that the two can never disagree.</summary>
internal abstract class SchemaNode
{
    internal string Description { get; init; } = string.Empty;

    /// <summary>Adds a fault for everything at this place that may not be there.</summary>
    internal abstract void Check(YamlNode node, string path, List<SchemaFault> faults);

    internal JsonObject ToJsonSchema()
    {
        JsonObject schema = Describe();
        if (Description.Length > 0)
        {
            schema["description"] = Description;
        }

        return schema;
    }

    protected abstract JsonObject Describe();

    /// <summary>How an error message names what was found.</summary>
    protected static string Shown(YamlNode node) => node switch
    {
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a section",
    };

    /// <summary>Whether a node of this shape could be meant here; chooses the alternative whose faults are worth telling.</summary>
    internal abstract bool Accepts(YamlNode node);
}

/// <summary>Something at a place of the study file that may not be there.</summary>
internal sealed record SchemaFault(string Path, int Line, string Found, string Expected, string Fix);
