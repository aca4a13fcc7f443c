using System.CommandLine;
using System.Globalization;
using Voxopsy.Statistics.Descriptive;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Describing columns: alone, by group, against each other.</summary>
internal static class StatsDescription
{
    private const string Table = "samples/tables/patients.csv";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "baseline",
            "Table 1: variables by group, with the right test chosen and named, and standardized differences",
            $"voxopsy stats baseline {Table} --group high_grade --continuous age,size_mm --categorical sex,center",
            [Group, Continuous, Categorical],
            Baseline),
        new(
            "describe",
            "Mean, spread, quantiles and shape of columns",
            $"voxopsy stats describe {Table} --columns age,size_mm",
            [Columns],
            Describe),
        new(
            "correlation",
            "Pearson, Spearman and Kendall correlations of every two columns",
            $"voxopsy stats correlation {Table} --columns age,size_mm,texture_1",
            [Columns, Level],
            Correlations),
    ];

    private static void Baseline(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string group = parsed.Need(Group);
        StatsInput known = input.Complete([group], report);
        string[] levels = known.Levels(group);
        BaselineTable table = BaselineTable.Of(
            known.Known(group),
            levels,
            Split(parsed.GetValue(Continuous) ?? string.Empty).Select(name => (BaselineVariable)new BaselineVariable.Continuous(name, known.Numbers(name)))
                .Concat(Split(parsed.GetValue(Categorical) ?? string.Empty)
                    .Select(name => new BaselineVariable.Categorical(name, known.Labels(name), known.Levels(name)))));
        report.Table(
            "baseline table",
            ["variable", .. levels.Select((level, i) => string.Create(CultureInfo.InvariantCulture, $"{group}={level} (n={table.Counts[i]})")), "p", "test", "smd"]);
        foreach (BaselineRow row in table.Rows)
        {
            if (row is ContinuousRow continuous)
            {
                report.Row([row.Name + (continuous.IsNormal ? ", mean ± sd" : ", median (quartiles)"), .. continuous.Groups.Select(one => (object?)Text(one, continuous.IsNormal)), row.P, row.Test, row.StandardizedDifference]);
                continue;
            }

            CategoricalRow categorical = (CategoricalRow)row;
            for (int level = 0; level < categorical.Levels.Length; level++)
            {
                report.Row(
                [
                    $"{row.Name} = {categorical.Levels[level]}",
                    .. categorical.Groups.Select(one => (object?)string.Create(CultureInfo.InvariantCulture, $"{one.Counts[level]} ({one.Percents[level]:0.0}%)")),
                    level == 0 ? row.P : null,
                    level == 0 ? row.Test : string.Empty,
                    level == 0 ? row.StandardizedDifference : null,
                ]);
            }
        }
    }

    private static string Text(ContinuousSummary one, bool normal) => normal
        ? string.Create(CultureInfo.InvariantCulture, $"{one.Mean:G4} ± {one.StandardDeviation:G4}")
        : string.Create(CultureInfo.InvariantCulture, $"{one.Median:G4} ({one.LowerQuartile:G4}, {one.UpperQuartile:G4})");

    private static void Describe(StatsInput input, ParseResult parsed, StatsReport report)
    {
        report.Table("columns", "column", "n", "missing", "mean", "sd", "min", "q25", "median", "q75", "max", "skewness", "kurtosis");
        foreach (string column in parsed.NeedList(Columns))
        {
            double[] all = input.Numbers(column);
            double[] known = [.. all.Where(value => !double.IsNaN(value)).Order()];
            Moments moments = Moments.Of(known);
            report.Row(
                column,
                known.Length,
                all.Length - known.Length,
                moments.Mean,
                moments.StandardDeviation,
                Quantile.Type7OfSorted(known, 0),
                Quantile.Type7OfSorted(known, 0.25),
                Quantile.Type7OfSorted(known, 0.5),
                Quantile.Type7OfSorted(known, 0.75),
                Quantile.Type7OfSorted(known, 1),
                Shape.Skewness(known),
                Shape.Kurtosis(known));
        }
    }

    private static void Correlations(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        report.Table("correlations", "x", "y", "n", "kind", "value", "lower", "upper", "p");
        for (int i = 0; i < columns.Length; i++)
        {
            for (int j = i + 1; j < columns.Length; j++)
            {
                (double[] x, double[] y) = (input.Numbers(columns[i]), input.Numbers(columns[j]));
                void Give(string kind, CorrelationEstimate one) =>
                    report.Row(columns[i], columns[j], one.Count, kind, one.Value, one.Lower, one.Upper, one.P);
                Give("pearson", Correlation.Pearson(x, y, parsed.GetValue(Level)));
                Give("spearman", Correlation.Spearman(x, y));
                Give("kendall", Correlation.Kendall(x, y));
            }
        }
    }
}
