using System.Text.Json;

namespace Voxopsy.Testing;

/// <summary>Runs the cases of one folder of the common layout: <c>cases.json</c>, <c>expected.csv</c>, input tables beside them.</summary>
public static class StatisticsOracle
{
    /// <summary>Answers every case of a folder and prints its line; fails when too few values agree, when a case is of an unknown kind, or when there is none.</summary>
    /// <param name="method">The folder below <c>statistics</c>, such as <c>roc</c>.</param>
    /// <param name="answer">Answers a case; false when it is of a kind it does not know.</param>
    /// <param name="requiredShare">The share of values that must pass.</param>
    /// <param name="only">Which cases are asked; all when left out. The line then names the part.</param>
    /// <param name="part">What the asked cases are, for the line.</param>
    /// <remarks>An exception of a case is that case's failure; the others still run.</remarks>
    public static void Run(string method, Func<OracleCase, bool> answer, double requiredShare = 1.0, Func<OracleCase, bool>? only = null, string part = "")
    {
        string folder = ReferenceFolders.Oracle("statistics", method);
        OracleTally tally = new($"statistics/{method}{part}");
        Dictionary<string, List<ExpectedQuantity>> expected = ReadExpected(Path.Combine(folder, "expected.csv"));
        using JsonDocument cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "cases.json")));
        foreach (JsonElement entry in cases.RootElement.EnumerateArray())
        {
            string id = entry.GetProperty("id").GetString()!;
            if (!expected.Remove(id, out List<ExpectedQuantity>? quantities))
            {
                tally.Fail(id, "expected.csv has no value for this case");
                continue;
            }

            OracleCase current = new(folder, entry, quantities, tally);
            if (only is not null && !only(current))
            {
                continue;
            }

            try
            {
                if (!answer(current))
                {
                    tally.Fail(id, $"a case of an unknown kind: {current.Call}");
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                tally.Fail(id, $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }

            current.FailUnanswered();
        }

        foreach (string orphan in expected.Keys)
        {
            tally.Fail(orphan, "expected.csv has values, cases.json has no such case");
        }

        tally.Finish(requiredShare);
    }

    private static Dictionary<string, List<ExpectedQuantity>> ReadExpected(string path)
    {
        Dictionary<string, List<ExpectedQuantity>> expected = [];
        foreach (string line in File.ReadLines(path).Skip(1).Where(line => line.Length > 0))
        {
            string[] fields = line.Split(',', 5);
            if (!expected.TryGetValue(fields[0], out List<ExpectedQuantity>? quantities))
            {
                expected[fields[0]] = quantities = [];
            }

            quantities.Add(new ExpectedQuantity(fields[1], fields[2], fields[3], fields[4]));
        }

        return expected;
    }
}
