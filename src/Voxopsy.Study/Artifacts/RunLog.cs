using System.Text;
using System.Text.Json;

namespace Voxopsy.Study.Artifacts;

/// <summary><c>log.jsonl</c>: one event a line, added to and never rewritten.</summary>
internal sealed class RunLog(RunFolder folder, TimeProvider time)
{
    private readonly Lock _gate = new();

    internal void Write(string happened, params (string Name, string Value)[] details)
    {
        Dictionary<string, string> line = new()
        {
            ["time"] = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture),
            ["event"] = happened,
        };
        foreach ((string name, string value) in details)
        {
            line[name] = value;
        }

        lock (_gate)
        {
            File.AppendAllText(folder.Path("log.jsonl"), JsonSerializer.Serialize(line) + "\n", new UTF8Encoding(false));
        }
    }
}
