using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>The rows of a case of classical machine learning: features named by its settings, outcome in <c>label</c>, the first rows for training.</summary>
internal sealed class ClassicalCase
{
    internal ClassicalCase(OracleCase asked)
    {
        Asked = asked;
        OracleTable input = asked.Table;
        string[] features = [.. input.Columns.Where(column => column is not ("ID" or "label" or "fold"))];
        string wanted = asked.Has("features") ? asked.Text("features") : "all";
        All = new FeatureTable(
            [.. Enumerable.Range(1, input.RowCount).Select(row => $"{row}")], [.. features.Select(name => new FeatureId(name))], features.Select(input.Numbers));
        if (wanted.Contains("standardised", StringComparison.Ordinal))
        {
            All = Standardize(All, All);
        }

        string first = wanted.Split(',')[0];
        All = first == "all"
            ? All
            : All.Select(All.Features.Take(int.Parse(Regex.Match(first, @"^first (\d+)$").Groups[1].Value, CultureInfo.InvariantCulture)));
        AllEvents = input.Has("label") ? input.Equal("label", "1") : [];
        int training = asked.Has("train_rows") ? (int)asked.Number("train_rows") : input.RowCount;
        Training = All.Rows([.. Enumerable.Range(0, training)]);
        TrainingEvents = AllEvents.Length == 0 ? [] : AllEvents[..training];
        Test = All.Rows([.. Enumerable.Range(training, input.RowCount - training)]);
    }

    internal OracleCase Asked { get; }

    internal FeatureTable All { get; }

    internal bool[] AllEvents { get; }

    internal FeatureTable Training { get; }

    internal bool[] TrainingEvents { get; }

    internal FeatureTable Test { get; }

    internal static SeededRandom NoDraws => new(0);

    /// <summary>Mean 0, standard deviation (divisor n) 1; a constant column becomes 0.</summary>
    internal static FeatureTable Standardize(FeatureTable training, FeatureTable rows) =>
        Scaling.Standard(training, SpreadDivisor.Count, ConstantColumnPolicy.CenterOnly).Apply(rows);

    /// <summary>Answers one number a row, keyed 1, 2, …</summary>
    internal void GiveRows(string quantity, IReadOnlyList<double> values, double tolerance, OracleTally.Measure measure = OracleTally.Measure.Mixed)
    {
        for (int row = 0; row < values.Count; row++)
        {
            Asked.Answer(quantity, ExpectedQuantity.Key(row + 1), "", values[row], tolerance, measure);
        }
    }

    /// <summary>Answers a table of values: row in the first key, feature in the second.</summary>
    internal void GiveTable(string quantity, FeatureTable values, double tolerance)
    {
        for (int j = 0; j < values.Features.Length; j++)
        {
            for (int row = 0; row < values.RowCount; row++)
            {
                Asked.Answer(quantity, ExpectedQuantity.Key(row + 1), values.Features[j].Name, values.Column(j)[row], tolerance);
            }
        }
    }

    /// <summary>Answers one number a feature.</summary>
    internal void GiveFeatures(
        string quantity, IReadOnlyList<double> values, double tolerance, string key2 = "", OracleTally.Measure measure = OracleTally.Measure.Mixed)
    {
        for (int j = 0; j < values.Count; j++)
        {
            Asked.Answer(quantity, All.Features[j].Name, key2, values[j], tolerance, measure);
        }
    }

    /// <summary>The number in a call's words; the case is refused when it is not there.</summary>
    internal double Said(string pattern) => Regex.Match(Asked.Call, pattern) is { Success: true } match
        ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
        : throw new NotSupportedException($"the call does not say '{pattern}': {Asked.Call}");

    /// <summary>Digits of a name as a number: 1, 10; a leading zero stands before the point, so 01 is 0.1 and 005 is 0.05.</summary>
    internal static double Digits(string digits) =>
        double.Parse(digits.Length > 1 && digits[0] == '0' ? "0." + digits[1..] : digits, CultureInfo.InvariantCulture);
}
