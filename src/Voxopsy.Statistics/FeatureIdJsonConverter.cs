using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voxopsy.Statistics;

/// <summary>Writes a feature's name as a plain text, so that fitted objects can be frozen and read by people.</summary>
internal sealed class FeatureIdJsonConverter : JsonConverter<FeatureId>
{
    public override FeatureId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } name ? new FeatureId(name) : throw new JsonException("A feature needs a name, found an empty text.");

    public override void Write(Utf8JsonWriter writer, FeatureId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
}
