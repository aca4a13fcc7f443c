using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Selection;

/// <summary>Reads a reference table with columns ID and label and features for the rest.</summary>
internal static class FeatureCases
{
    internal static (FeatureTable Table, bool[] Events) Read(OracleTable input)
    {
        string[] features = [.. input.Columns.Where(column => column is not ("ID" or "label"))];
        string[] subjects = input.Has("ID") ? input.Text("ID") : [.. Enumerable.Range(1, input.RowCount).Select(row => $"{row}")];
        FeatureTable table = new([.. subjects], [.. features.Select(feature => new FeatureId(feature))], features.Select(input.Numbers));
        return (table, input.Has("label") ? input.Equal("label", "1") : []);
    }
}
