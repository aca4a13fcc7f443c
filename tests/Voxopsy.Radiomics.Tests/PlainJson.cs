using System.Text.Json;

namespace Voxopsy.Radiomics.Tests;

/// <summary>JSON as dictionaries, lists, numbers, texts and flags.</summary>
internal static class PlainJson
{
    internal static IReadOnlyDictionary<string, object?> Object(JsonElement element) => (IReadOnlyDictionary<string, object?>)Of(element)!;

    internal static object? Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(entry => entry.Name, entry => Of(entry.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Of).ToList(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
