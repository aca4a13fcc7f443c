using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles.Schema;

/// <summary>Anything; what it means is decided by the part of the program that reads it.</summary>
internal sealed class AnySchema : SchemaNode
{
    internal override bool Accepts(YamlNode node) => true;

    internal override void Check(YamlNode node, string path, List<SchemaFault> faults)
    {
    }

    protected override JsonObject Describe() => [];
}
