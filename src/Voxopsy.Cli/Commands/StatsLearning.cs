using System.Collections.Immutable;
using System.CommandLine;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Folds;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Selection;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Classifiers with cross-validated predictions, recursive elimination, folds.</summary>
internal static class StatsLearning
{
    private const string Table = "samples/tables/patients.csv --outcome high_grade";
    private const string Features = "--columns texture_1,texture_2,texture_3,size_mm,age";

    private static readonly Option<int> Folds = new("--folds") { Description = "Number of folds", DefaultValueFactory = _ => 5 };

    private static readonly Option<int> Neighbors = new("--neighbors") { Description = "Number of similar rows", DefaultValueFactory = _ => 5 };

    private static readonly Option<double> Cost = new("--cost") { Description = "Price C of a row on the wrong side", DefaultValueFactory = _ => 1 };

    private static readonly Option<double?> Gamma = new("--gamma") { Description = "Width of the radial kernel; scaled to the data when left out" };

    private static readonly Option<int> Trees = new("--trees") { Description = "Number of trees", DefaultValueFactory = _ => 500 };

    private static readonly Option<int> Depth = new("--depth") { Description = "Largest number of questions to a leaf", DefaultValueFactory = _ => 3 };

    private static readonly Option<double> Rate = new("--rate") { Description = "Share of each tree's answer that is used", DefaultValueFactory = _ => 0.05 };

    private static readonly Option<uint?> ShuffleSeed = new("--shuffle-seed") { Description = "Mixes rows before dealing, as scikit-learn does with this random_state; rows keep their order when left out" };

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        Classifier(
            "knn",
            "Nearest neighbors on standardized columns; --kind uniform (default) or distance",
            "--neighbors 7",
            [Neighbors, Kind],
            parsed => new NearestNeighbors
            {
                Neighbors = parsed.GetValue(Neighbors),
                Weighting = parsed.Choose(("uniform", NeighborWeighting.Uniform), ("distance", NeighborWeighting.InverseDistance)),
            },
            FoldScaling.Standard),
        Classifier(
            "lda",
            "Linear discriminant analysis; --kind plain (default) or ledoit-wolf, which shrinks the covariance",
            "--kind ledoit-wolf",
            [Kind],
            parsed => new LinearDiscriminant { Rule = parsed.Choose(("plain", ShrinkageRule.None), ("ledoit-wolf", ShrinkageRule.LedoitWolf)) },
            FoldScaling.Standard),
        Classifier(
            "svm",
            "Support vector machine with calibrated probabilities on standardized columns; --kind radial (default) or linear",
            "--cost 1",
            [Cost, Gamma, Kind],
            parsed => new SupportVectorMachine
            {
                Kernel = parsed.Choose(("radial", KernelKind.Radial), ("linear", KernelKind.Linear)),
                Cost = parsed.GetValue(Cost),
                Gamma = parsed.GetValue(Gamma) ?? double.NaN,
            },
            FoldScaling.Standard),
        Classifier(
            "forest",
            "Random forest: cross-validated and out-of-bag predictions, importance",
            "--trees 100",
            [Trees],
            parsed => new RandomForest { Trees = parsed.GetValue(Trees) },
            FoldScaling.None),
        Classifier(
            "boosting",
            "Gradient-boosted trees: cross-validated predictions, importance",
            "--trees 100 --depth 2",
            [Trees, Depth, Rate],
            parsed => new GradientBoosting { Rounds = parsed.GetValue(Trees), MaximumDepth = parsed.GetValue(Depth), LearningRate = parsed.GetValue(Rate) },
            FoldScaling.None),
        new(
            "rfe",
            "Recursive feature elimination with ridge logistic regression (C = --cost) on standardized columns, down to --count",
            $"voxopsy stats rfe {Table} {Features} --count 2",
            [Outcome, Positive, Columns, Count, Cost],
            Eliminate),
        new(
            "folds",
            "Deals rows to folds as scikit-learn does; --kind stratified (default, by --outcome), plain, or grouped (by --group, such as the patient)",
            $"voxopsy stats folds {Table} --folds 5 --shuffle-seed 42",
            [Outcome, Group, Folds, ShuffleSeed, Kind],
            Deal),
    ];

    private static StatsMethod Classifier(
        string name, string description, string example, Option[] own, Func<ParseResult, ILearner> settings, FoldScaling scaling) => new(
        name,
        description + "; --folds stratified folds by --seed, scaling inside each",
        $"voxopsy stats {name} {Table} {Features} {example}",
        [Outcome, Positive, Columns, Folds, Seed, .. own],
        (input, parsed, report) => Fit(input, parsed, report, settings(parsed), scaling));

    private static (FeatureTable Table, bool[] Events) Read(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns(outcome);
        StatsInput complete = input.Complete([outcome, .. columns], report);
        FeatureTable table = complete.Features(columns);
        string[] constant = [.. columns.Where((_, j) => !table.Column(j).ContainsAnyExcept(table.Column(j)[0]))];
        if (constant.Length > 0)
        {
            throw new CommandFailure(
                ExitCode.DataCheckFailed,
                $"error data: {string.Join(", ", constant.Take(20))} never vary in the {complete.RowCount} rows used\n  expected  columns that vary\n  fix: leave them out of --columns");
        }

        bool[] events = complete.Events(outcome, parsed.GetValue(Positive));
        return events.Distinct().Count() == 2 ? (table, events) : throw new OneClassOutcomeException(events.Length, events.Count(one => one));
    }

    private static void Fit(StatsInput input, ParseResult parsed, StatsReport report, ILearner learner, FoldScaling scaling)
    {
        (FeatureTable table, bool[] events) = Read(input, parsed, report);
        SeededRandom random = new(parsed.GetValue(Seed));
        int[] folds = FoldAssignment.Stratified<bool>(events, parsed.GetValue(Folds), new MersenneTwister((uint)parsed.GetValue(Seed)));
        double[] risks = OutOfFold.Predict(learner, table, events, folds, random.For("cross-validation"), scaling);
        IClassifier whole = learner.Fit(scaling == FoldScaling.None ? table : Scaling.Standard(table).Apply(table), events, random.For("all rows"));
        report.Table("performance", "predictions", "n", "events", "auc", "lower", "upper", "brier");
        Performance(report, "cross-validated", risks, events);
        if (whole is ForestClassifier forest && !forest.OutOfBag.Any(double.IsNaN))
        {
            Performance(report, "out of bag", [.. forest.OutOfBag], events);
        }

        Describe(report, whole);
        report.Table("cross-validated predictions", "line", "fold", "event", "probability");
        for (int row = 0; row < risks.Length; row++)
        {
            report.Row(table.Subjects[row], folds[row] + 1, events[row] ? 1 : 0, risks[row]);
        }
    }

    private static void Performance(StatsReport report, string name, double[] risks, bool[] events)
    {
        AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(risks, events);
        report.Row(name, events.Length, events.Count(one => one), area.Value, area.Lower, area.Upper, BrierScore.Of(risks, events));
    }

    private static void Describe(StatsReport report, IClassifier whole)
    {
        (string name, ImmutableArray<double> values) = whole switch
        {
            LinearClassifier linear => ("coefficient per standard deviation", linear.Coefficients),
            ForestClassifier forest => ("importance", forest.Importance),
            BoostedClassifier boosted => ("importance", boosted.Importance),
            _ => ("", []),
        };
        if (!values.IsEmpty)
        {
            report.Table("fitted to all rows", "feature", name);
            foreach (int j in Enumerable.Range(0, values.Length).OrderByDescending(j => Math.Abs(values[j])))
            {
                report.Row(whole.Features[j].Name, values[j]);
            }
        }

        if (whole is SupportVectorClassifier machine)
        {
            report.Note($"fitted to all rows it has {machine.Coefficients.Length} support vectors");
        }
    }

    private static void Eliminate(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (FeatureTable table, bool[] events) = Read(input, parsed, report);
        FeatureTable scaled = Scaling.Standard(table).Apply(table);
        int keep = Math.Min(parsed.GetValue(Count), table.Features.Length);
        ImmutableArray<int> ranks = RecursiveElimination.Rank(scaled, events, keep, model: new RidgeLogistic { Cost = parsed.GetValue(Cost) });
        report.Table("recursive elimination, 1 is kept", "feature", "rank");
        foreach (int j in Enumerable.Range(0, ranks.Length).OrderBy(j => ranks[j]))
        {
            report.Row(table.Features[j].Name, ranks[j]);
        }

        report.Note("this looked at the outcome of all rows: what is selected here must not be judged on the same rows");
    }

    private static void Deal(StatsInput input, ParseResult parsed, StatsReport report)
    {
        MersenneTwister? shuffle = parsed.GetValue(ShuffleSeed) is { } seed ? new MersenneTwister(seed) : null;
        int count = parsed.GetValue(Folds);
        int[] folds = parsed.Choose<Func<int[]>>(
            ("stratified", () => FoldAssignment.Stratified<string>(Known(Outcome), count, shuffle)),
            ("plain", () => FoldAssignment.Plain(input.RowCount, count, shuffle)),
            ("grouped", () => FoldAssignment.Grouped(Known(Group), count)))();
        report.Table("folds", "row", "fold");
        for (int row = 0; row < folds.Length; row++)
        {
            report.Row(row + 1, folds[row] + 1);
        }

        string[] Known(Option<string?> option)
        {
            string column = parsed.Need(option);
            string?[] labels = input.Labels(column);
            return Array.IndexOf(labels, null) is >= 0 and int row
                ? throw new CommandFailure(ExitCode.DataCheckFailed, $"error data: row {row + 1} has no value in '{column}', so it cannot be dealt to a fold; fill it or drop the row")
                : [.. labels.Select(label => label!)];
        }
    }
}
