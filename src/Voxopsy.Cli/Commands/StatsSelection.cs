using System.CommandLine;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Selection;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Screens and filters of features.</summary>
internal static class StatsSelection
{
    private const string Table = "samples/tables/patients.csv --outcome high_grade --columns texture_1,texture_2,texture_3,size_mm,age";
    private const string Warning = "this looked at the outcome of all rows: what is selected here must not be judged on the same rows";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "screen",
            "Tests each feature alone against the outcome; --kind mann-whitney (default), welch, student or normality",
            $"voxopsy stats screen {Table}",
            [Outcome, Positive, Columns, Kind],
            Screen),
        new(
            "correlation-filter",
            "Keeps features in the order given whose |correlation| with every kept one is at most --limit; --kind spearman (default) or pearson",
            $"voxopsy stats correlation-filter {Table} --limit 0.8",
            [Outcome, Columns, Limit, Kind],
            Filter),
        new(
            "mrmr",
            "Minimum redundancy, maximum relevance; --kind gaussian (default), spearman, fcd, fcq, mid or miq",
            $"voxopsy stats mrmr {Table} --count 3",
            [Outcome, Positive, Columns, Count, Kind],
            Mrmr),
        new(
            "relieff",
            "ReliefF weights with --count neighbors",
            $"voxopsy stats relieff {Table} --count 5",
            [Outcome, Positive, Columns, Count],
            Relief),
        new(
            "pca",
            "Principal components of standardized features: their share of the variance and loadings of the first --count",
            "voxopsy stats pca samples/tables/patients.csv --columns texture_1,texture_2,texture_3,size_mm --count 2",
            [Columns, Count],
            Components),
    ];

    private static (FeatureTable Table, bool[] Events) Read(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns(outcome);
        StatsInput complete = input.Complete([outcome, .. columns], report);
        return (complete.Features(columns), complete.Events(outcome, parsed.GetValue(Positive)));
    }

    private static void Screen(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (FeatureTable table, bool[] events) = Read(input, parsed, report);
        UnivariableTest test = parsed.Choose(
            ("mann-whitney", UnivariableTest.MannWhitney), ("welch", UnivariableTest.Welch), ("student", UnivariableTest.Student), ("normality", UnivariableTest.ByNormality));
        report.Table("univariable screen, smallest p first", "feature", "test", "statistic", "auc", "p", "p bh");
        foreach (UnivariableResult one in UnivariableFilter.Screen(table, events, test).OrderBy(one => double.IsNaN(one.P) ? 2 : one.P))
        {
            report.Row(one.Feature.Name, one.Test.ToString(), one.Statistic, one.Area, one.P, one.AdjustedP);
        }

        report.Note(Warning);
    }

    private static void Filter(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns(parsed.GetValue(Outcome));
        FeatureTable table = input.Complete(columns, report).Features(columns);
        CorrelationKind kind = parsed.Choose(("spearman", CorrelationKind.Spearman), ("pearson", CorrelationKind.Pearson));
        HashSet<FeatureId> kept = [.. CorrelationFilter.Greedy(table, table.Features, parsed.GetValue(Limit), kind)];
        CorrelationMatrix correlations = CorrelationMatrix.Of(table, kind);
        report.Table("features", "feature", "kept", "like", "correlation");
        for (int i = 0; i < table.Features.Length; i++)
        {
            int[] earlier = [.. Enumerable.Range(0, i).Where(j => kept.Contains(table.Features[j]))];
            int nearest = earlier.Length == 0 ? -1 : earlier.MaxBy(j => Math.Abs(correlations[i, j]));
            bool keep = kept.Contains(table.Features[i]);
            report.Row(table.Features[i].Name, keep ? "yes" : "no", nearest < 0 ? null : table.Features[nearest].Name, nearest < 0 ? null : correlations[i, nearest]);
        }
    }

    private static void Mrmr(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (FeatureTable table, bool[] events) = Read(input, parsed, report);
        MrmrScheme scheme = parsed.Choose(
            ("gaussian", MrmrScheme.Gaussian), ("spearman", MrmrScheme.Spearman), ("fcd", MrmrScheme.FDifference), ("fcq", MrmrScheme.FQuotient),
            ("mid", MrmrScheme.DiscreteDifference), ("miq", MrmrScheme.DiscreteQuotient));
        report.Table("mRMR picks", "rank", "feature", "score");
        int rank = 1;
        foreach (MrmrStep step in MinimumRedundancy.Select(table, events, parsed.GetValue(Count), scheme))
        {
            report.Row(rank++, step.Feature.Name, step.Score);
        }

        report.Note(Warning);
    }

    private static void Relief(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (FeatureTable table, bool[] events) = Read(input, parsed, report);
        double[] weights = ReliefF.Weights(table, events, parsed.GetValue(Count));
        report.Table("ReliefF, largest first", "feature", "weight");
        foreach (int i in Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]))
        {
            report.Row(table.Features[i].Name, weights[i]);
        }

        report.Note(Warning);
    }

    private static void Components(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns();
        FeatureTable table = input.Complete(columns, report).Features(columns);
        string[] constant = [.. columns.Where((_, j) => !table.Column(j).ContainsAnyExcept(table.Column(j)[0]))];
        if (constant.Length > 0)
        {
            throw new CommandFailure(
                ExitCode.DataCheckFailed, $"error data: {string.Join(", ", constant.Take(20))} never vary in the {table.RowCount} rows used\n  expected  columns that vary\n  fix: leave them out of --columns");
        }

        PrincipalComponents components = PrincipalComponents.Fit(table);
        int count = Math.Min(parsed.GetValue(Count), components.StandardDeviations.Length);
        report.Table("components", "component", "sd", "share");
        for (int i = 0; i < count; i++)
        {
            report.Row($"PC{i + 1}", components.StandardDeviations[i], components.VarianceShares[i]);
        }

        report.Table("loadings", ["feature", .. Enumerable.Range(1, count).Select(i => $"PC{i}")]);
        for (int f = 0; f < columns.Length; f++)
        {
            report.Row([columns[f], .. Enumerable.Range(0, count).Select(i => (object?)components.Loading(f, i))]);
        }
    }
}
