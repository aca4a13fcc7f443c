using System.CommandLine;
using Voxopsy.Statistics;
using Voxopsy.Statistics.HypothesisTests;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Tests of samples and of tables of counts.</summary>
internal static class StatsTests
{
    private const string Table = "samples/tables/patients.csv";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "compare-groups",
            "Tests measured columns between groups: Welch, Student and Mann-Whitney for two, analysis of variance and Kruskal-Wallis for more",
            $"voxopsy stats compare-groups {Table} --columns age,size_mm --group high_grade",
            [Columns, Group],
            Groups),
        new(
            "paired",
            "Tests two columns of the same subjects: paired t and Wilcoxon's signed ranks",
            "voxopsy stats paired samples/tables/ratings.csv --columns reader1,reader2",
            [Columns, Level],
            Paired),
        new(
            "table",
            "Tests independence of two columns of categories: chi-squared with and without Yates, Fisher's exact test, Cramér's V",
            $"voxopsy stats table {Table} --columns sex,high_grade",
            [Columns, Level],
            Counts),
        new(
            "mcnemar",
            "McNemar's test of two columns of 0 and 1, such as right and wrong calls of two models",
            $"voxopsy stats mcnemar {Table} --columns right_a,right_b",
            [Columns],
            Paired01),
        new(
            "normality",
            "Shapiro-Wilk test of columns, by group when --group is given",
            $"voxopsy stats normality {Table} --columns age,size_mm --group high_grade",
            [Columns, Group],
            Normality),
        new(
            "adjust",
            "Adjusts a column of p values: Bonferroni, Holm, Hochberg, Hommel, Benjamini-Hochberg, Benjamini-Yekutieli",
            "voxopsy stats adjust samples/tables/p-values.csv --columns p",
            [Columns],
            Adjust),
    ];

    private static void Groups(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string group = parsed.Need(Group);
        report.Table("tests between groups", "column", "groups", "test", "statistic", "df", "p");
        foreach (string column in parsed.NeedList(Columns))
        {
            StatsInput complete = input.Complete([group, column], report);
            string[] levels = complete.Levels(group);
            double[][] samples = Samples(complete, column, group, levels);
            if (samples.Length < 2)
            {
                throw new CommandFailure(ExitCode.DataCheckFailed, $"error: '{group}' names {levels.Length} groups with a value of '{column}'; two or more are needed");
            }

            string names = string.Join(" / ", levels);
            if (samples.Length == 2)
            {
                TTestResult welch = WelchTest.Compare(samples[0], samples[1]);
                TTestResult student = StudentTest.Compare(samples[0], samples[1]);
                MannWhitneyResult ranks = MannWhitney.Compare(samples[0], samples[1]);
                report.Row(column, names, "Welch t", welch.T, welch.DegreesOfFreedom, welch.P);
                report.Row(column, names, "Student t", student.T, student.DegreesOfFreedom, student.P);
                report.Row(column, names, ranks.Method == RankTestMethod.Exact ? "Mann-Whitney W, exact" : "Mann-Whitney W", ranks.W, null, ranks.P);
            }
            else
            {
                AnovaResult pooled = OneWayAnova.EqualVariances(samples);
                AnovaResult welch = OneWayAnova.Welch(samples);
                ChiSquaredResult ranks = KruskalWallis.Test(samples);
                report.Row(column, names, "analysis of variance F", pooled.F, pooled.Denominator, pooled.P);
                report.Row(column, names, "Welch's analysis of variance F", welch.F, welch.Denominator, welch.P);
                report.Row(column, names, "Kruskal-Wallis H", ranks.Statistic, ranks.DegreesOfFreedom, ranks.P);
            }

            VarianceTestResult levene = VarianceTests.Levene(samples);
            report.Row(column, names, "Levene, medians (variances) F", levene.Statistic, null, levene.P);
        }
    }

    private static double[][] Samples(StatsInput input, string column, string group, string[] levels)
    {
        double[] values = input.Numbers(column);
        string[] labels = input.Known(group);
        return [.. levels.Select(level => values.Where((_, i) => labels[i] == level).ToArray())];
    }

    private static void Paired(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        StatsInput complete = input.Complete(columns, report);
        double[] a = complete.Numbers(columns[0]);
        double[] b = complete.Numbers(columns[1]);
        TTestResult t = StudentTest.Paired(a, b, parsed.GetValue(Level));
        SignedRankResult ranks = WilcoxonSignedRank.Paired(a, b);
        report.Table($"{columns[0]} − {columns[1]}", "test", "statistic", "df", "p", "difference", "lower", "upper");
        report.Row("paired t", t.T, t.DegreesOfFreedom, t.P, t.Difference, t.Lower, t.Upper);
        report.Row(ranks.Method == RankTestMethod.Exact ? "signed ranks V, exact" : "signed ranks V", ranks.V, null, ranks.P, null, null, null);
    }

    private static void Counts(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        StatsInput complete = input.Complete(columns, report);
        string[] rows = complete.Levels(columns[0]);
        string[] across = complete.Levels(columns[1]);
        ContingencyTable table = ContingencyTable.Of(complete.Known(columns[0]), complete.Known(columns[1]), rows, across);
        report.Table("counts", [columns[0], .. across.Select(level => $"{columns[1]}={level}")]);
        for (int i = 0; i < rows.Length; i++)
        {
            report.Row([rows[i], .. across.Select((_, j) => (object?)table[i, j])]);
        }

        report.Table("tests of independence", "test", "statistic", "df", "p", "lower", "upper");
        ChiSquaredResult plain = ChiSquaredTest.Pearson(table);
        report.Row("chi-squared", plain.Statistic, plain.DegreesOfFreedom, plain.P, null, null);
        if (table is { Rows: 2, Columns: 2 })
        {
            ChiSquaredResult yates = ChiSquaredTest.Yates(table);
            report.Row("chi-squared, Yates", yates.Statistic, yates.DegreesOfFreedom, yates.P, null, null);
        }

        FisherResult fisher = Exact(table, parsed.GetValue(Level), report);
        report.Row("Fisher exact (odds ratio)", fisher.OddsRatio.Value, null, fisher.P, fisher.OddsRatio.Lower, fisher.OddsRatio.Upper);
        report.Row("Cramér's V", ChiSquaredTest.CramerV(table), null, null, null, null);
    }

    private static FisherResult Exact(ContingencyTable table, double level, StatsReport report)
    {
        try
        {
            return FisherExact.Test(table, level);
        }
        catch (StatisticsException tooLarge)
        {
            report.Note(tooLarge.Message);
            return new FisherResult(double.NaN);
        }
    }

    private static void Paired01(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        StatsInput complete = input.Complete(columns, report);
        McNemarResult test = McNemar.Compare(complete.Events(columns[0], null), complete.Events(columns[1], null));
        report.Table("McNemar", $"only {columns[0]}", $"only {columns[1]}", "test", "statistic", "p");
        report.Row(test.OnlyFirst, test.OnlySecond, "chi-squared", test.Plain.Statistic, test.Plain.P);
        report.Row(test.OnlyFirst, test.OnlySecond, "chi-squared, corrected", test.Corrected.Statistic, test.Corrected.P);
        report.Row(test.OnlyFirst, test.OnlySecond, "exact", null, test.ExactP);
    }

    private static void Normality(StatsInput input, ParseResult parsed, StatsReport report)
    {
        report.Table("Shapiro-Wilk", "column", "group", "n", "W", "p");
        foreach (string column in parsed.NeedList(Columns))
        {
            string? group = parsed.GetValue(Group);
            StatsInput complete = input.Complete(group is null ? [column] : [column, group], report);
            string[] levels = group is null ? ["all"] : complete.Levels(group);
            double[][] samples = group is null ? [complete.Numbers(column)] : Samples(complete, column, group, levels);
            for (int i = 0; i < samples.Length; i++)
            {
                ShapiroWilkResult test = ShapiroWilk.Test(samples[i]);
                report.Row(column, levels[i], samples[i].Length, test.W, test.P);
            }
        }
    }

    private static void Adjust(StatsInput input, ParseResult parsed, StatsReport report)
    {
        double[] p = input.Numbers(parsed.NeedList(Columns)[0]);
        double[][] adjusted =
        [
            MultipleTesting.Bonferroni(p),
            MultipleTesting.Holm(p),
            MultipleTesting.Hochberg(p),
            MultipleTesting.Hommel(p),
            MultipleTesting.BenjaminiHochberg(p),
            MultipleTesting.BenjaminiYekutieli(p),
        ];
        report.Table("adjusted p values", "row", "p", "bonferroni", "holm", "hochberg", "hommel", "bh", "by");
        for (int i = 0; i < p.Length; i++)
        {
            report.Row([i + 1, p[i], .. adjusted.Select(column => (object?)column[i])]);
        }
    }
}
