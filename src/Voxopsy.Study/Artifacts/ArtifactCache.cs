using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voxopsy.Study.Artifacts;

/// <summary>Results by the hash of what they were made from; a result that is there is never computed again, and deleting all of it loses only time.</summary>
internal sealed class ArtifactCache(string folder)
{
    /// <summary>Where the results lie.</summary>
    internal string Folder => folder;

    internal static JsonSerializerOptions Json { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = false,
    };

    /// <summary>The stored result, or <see langword="null"/> when there is none or it cannot be read.</summary>
    internal T? Find<T>(string kind, string key)
        where T : class
    {
        string path = PathOf(kind, key);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json);
        }
        catch (JsonException)
        {
            // A damaged entry is as good as none: it is computed again and replaced.
            return null;
        }
    }

    internal void Store<T>(string kind, string key, T value)
        where T : class => AtomicFile.Write(PathOf(kind, key), JsonSerializer.Serialize(value, Json));

    private string PathOf(string kind, string key) => Path.Combine(folder, kind, key[..2], key + ".json");
}
