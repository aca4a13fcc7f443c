using System.CommandLine;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Preprocessing;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Scaling, transforming and filling columns.</summary>
internal static class StatsPreprocessing
{
    private const string Columns4 = "--columns age,size_mm,texture_1,texture_2";
    private const string Warning = "this learned from all rows of the table: inside a study it is learned on training rows, again in each fold";

    private static readonly Option<int> Neighbors = new("--neighbors") { Description = "Number of similar rows that are averaged", DefaultValueFactory = _ => 5 };

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "scale",
            "Brings columns to one scale; --kind standard (default, divisor n-1), standard-n, minmax, maxabs, robust, quantile-uniform or quantile-normal",
            $"voxopsy stats scale samples/tables/patients.csv {Columns4} --kind robust",
            [Columns, Kind],
            Scale),
        new(
            "yeo-johnson",
            "The power that makes each column most normal, and the transformed values; --kind standardized (default) or raw",
            $"voxopsy stats yeo-johnson samples/tables/patients.csv {Columns4}",
            [Columns, Kind],
            Power),
        new(
            "impute",
            "Fills missing values; --kind median (default), mean, most-frequent, knn (scaled columns, --neighbors) or chained (regressions on the other columns)",
            $"voxopsy stats impute samples/tables/gaps.csv {Columns4} --kind knn",
            [Columns, Kind, Neighbors],
            Impute),
    ];

    private static FeatureTable Read(StatsInput input, ParseResult parsed) =>
        input.Features(parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns());

    private static void Scale(StatsInput input, ParseResult parsed, StatsReport report)
    {
        FeatureTable table = Read(input, parsed);
        LinearScaling? linear = parsed.Choose<Func<LinearScaling?>>(
            ("standard", () => Scaling.Standard(table)),
            ("standard-n", () => Scaling.Standard(table, SpreadDivisor.Count)),
            ("minmax", () => Scaling.MinMax(table)),
            ("maxabs", () => Scaling.MaxAbsolute(table)),
            ("robust", () => Scaling.Robust(table)),
            ("quantile-uniform", () => null),
            ("quantile-normal", () => null))();
        if (linear is not null)
        {
            report.Table("learned: (value - center) / scale", "feature", "center", "scale");
            foreach (ColumnScale column in linear.Columns)
            {
                report.Row(column.Feature.Name, column.Center, column.Scale);
            }
        }

        QuantileTarget target = parsed.GetValue(Kind) == "quantile-normal" ? QuantileTarget.Normal : QuantileTarget.Uniform;
        Values(report, "scaled values", linear?.Apply(table) ?? QuantileScaling.Fit(table, target: target).Apply(table));
        report.Note(Warning);
    }

    private static void Power(StatsInput input, ParseResult parsed, StatsReport report)
    {
        FeatureTable table = Read(input, parsed);
        YeoJohnson power = parsed.Choose<Func<YeoJohnson>>(("standardized", () => YeoJohnson.FitStandardized(table)), ("raw", () => YeoJohnson.Fit(table)))();
        report.Table("learned", "feature", "lambda", "center", "scale");
        foreach (ColumnPower column in power.Columns)
        {
            report.Row(column.Feature.Name, column.Lambda, column.Center, column.Scale);
        }

        Values(report, "transformed values", power.Apply(table));
        report.Note(Warning);
    }

    private static void Impute(StatsInput input, ParseResult parsed, StatsReport report)
    {
        FeatureTable table = Read(input, parsed);
        FeatureTable filled = parsed.Choose<Func<FeatureTable>>(
            ("median", () => ConstantImputation.Fit(table).Apply(table)),
            ("mean", () => ConstantImputation.Fit(table, FillRule.Mean).Apply(table)),
            ("most-frequent", () => ConstantImputation.Fit(table, FillRule.MostFrequent).Apply(table)),
            ("knn", () => ByNeighbors(table, parsed.GetValue(Neighbors))),
            ("chained", () => ChainedImputation.Fit(table).Apply(table)))();
        report.Table("filled cells", "line", "feature", "value");
        int count = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            for (int j = 0; j < table.Features.Length; j++)
            {
                if (double.IsNaN(table.Column(j)[row]))
                {
                    report.Row(table.Subjects[row], table.Features[j].Name, filled.Column(j)[row]);
                    count++;
                }
            }
        }

        report.Note($"{count} of {table.RowCount * table.Features.Length} values were missing and are filled");
        report.Note(Warning);
    }

    /// <summary>Distances are taken between scaled columns, so that no unit rules; fills come back in their units.</summary>
    private static FeatureTable ByNeighbors(FeatureTable table, int neighbors)
    {
        LinearScaling scale = Scaling.Standard(table, constant: ConstantColumnPolicy.CenterOnly);
        FeatureTable scaled = scale.Apply(table);
        return scale.Undo(NeighborImputation.Fit(scaled, neighbors).Apply(scaled));
    }

    private static void Values(StatsReport report, string name, FeatureTable table)
    {
        report.Table(name, ["line", .. table.Features.Select(feature => feature.Name)]);
        for (int row = 0; row < table.RowCount; row++)
        {
            report.Row([table.Subjects[row], .. Enumerable.Range(0, table.Features.Length).Select(j => (object?)table.Column(j)[row])]);
        }
    }
}
