using System.Text.Json;
using Voxopsy.Tensors.Files;
using Voxopsy.Testing;

namespace Voxopsy.Tensors.Tests.Oracles;

/// <summary>The folders of <c>oracles/networks</c> whose name begins with a family's, as <c>index.json</c> lists them, and their answers.</summary>
internal sealed class NetworkFolder
{
    private readonly OracleTally _tally;
    private readonly SafetensorsFile _tensors;

    private NetworkFolder(string name, OracleTally tally)
    {
        string path = ReferenceFolders.Oracle("networks", name);
        Name = name;
        _tally = tally;
        Case = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "case.json"))).RootElement;
        _tensors = SafetensorsReader.Read(Directory.EnumerateFiles(path, "*.safetensors").Order(StringComparer.Ordinal).First());
    }

    public string Name { get; }

    public JsonElement Case { get; }

    public IEnumerable<string> Names => _tensors.Tensors.Keys.Order(StringComparer.Ordinal);

    /// <summary>Answers all folders of a family and prints the family's line; an exception of a case is that case's failure.</summary>
    public static void Run(string family, Action<NetworkFolder, IBackend> answer)
    {
        OracleTally tally = new($"networks/{family}");
        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(ReferenceFolders.Oracle("networks", "index.json")));
        foreach (string name in index.RootElement.EnumerateArray().Select(entry => entry.GetProperty("case").GetString()!))
        {
            if (!name.StartsWith(family, StringComparison.Ordinal))
            {
                continue;
            }

            NetworkFolder folder = new(name, tally);
            foreach (IBackend backend in TestBackends.All())
            {
                using (backend)
                {
                    folder.Try(name, () => answer(folder, backend));
                    Assert.Equal(0, backend.Memory.Used);
                }
            }
        }

        tally.Finish();
    }

    public bool Has(string name) => _tensors.Tensors.ContainsKey(name);

    public StoredTensor this[string name] => _tensors[name];

    public float[] Numbers(string name) => _tensors[name].ToSingles();

    public Shape ShapeOf(string name) => _tensors[name].ToShape();

    public Tensor Input(Tape tape, string name) => tape.Input(ShapeOf(name), Numbers(name));

    public double Tolerance(string name, double otherwise) => Find(Case.GetProperty("tolerance"), name) ?? otherwise;

    /// <summary>Runs one case; what it throws is its failure.</summary>
    public void Try(string id, Action body)
    {
        try
        {
            body();
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            _tally.Fail(id, $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
        }
    }

    public void Fail(string id, string reason) => _tally.Fail(id, reason);

    public void Check(string id, string quantity, double expected, double actual, double tolerance, OracleTally.Measure measure) =>
        _tally.Check(id, quantity, expected, actual, tolerance, measure);

    /// <summary>Compares element by element: |actual - expected| ≤ atol + rtol |expected|, as one value with the worst element.</summary>
    public void CheckElements(string id, string quantity, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double relative, double absolute)
    {
        if (expected.Length != actual.Length)
        {
            _tally.Fail(id, $"{quantity}: expected {expected.Length} elements, got {actual.Length}");
            return;
        }

        double worst = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double share = Math.Abs((double)actual[i] - expected[i]) / (absolute + (relative * Math.Abs(expected[i])));
            worst = double.IsNaN(share) ? double.PositiveInfinity : Math.Max(worst, share);
        }

        _tally.Check(id, quantity + " (share of the tolerance)", 0, worst, 1, OracleTally.Measure.Absolute);
    }

    /// <summary>Compares by norms: ‖actual - expected‖ ≤ t ‖expected‖.</summary>
    public void CheckNorm(string id, string quantity, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        if (expected.Length != actual.Length)
        {
            _tally.Fail(id, $"{quantity}: expected {expected.Length} elements, got {actual.Length}");
            return;
        }

        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow((double)actual[i] - expected[i], 2);
            norm += Math.Pow(expected[i], 2);
        }

        norm = Math.Sqrt(norm);
        _tally.Check(id, quantity + " (relative norm)", 0, Math.Sqrt(difference) / Math.Max(norm, 1e-7), norm > 1e-7 ? tolerance : 1, OracleTally.Measure.Absolute);
    }

    private static double? Find(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (element.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.Number)
        {
            return found.GetDouble();
        }

        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (Find(property.Value, name) is { } inside)
            {
                return inside;
            }
        }

        return null;
    }
}
