using System.CommandLine;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Penalized models: binary, measured, survival and several-class outcomes.</summary>
internal static class StatsPenalized
{
    private const string FollowUp = "samples/tables/follow-up.csv";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "lasso",
            "Cross-validated lasso of a binary outcome; with --alpha below 1 elastic net; --kind deviance (default), auc or class is what chooses the penalty",
            "voxopsy stats lasso samples/tables/patients.csv --outcome high_grade --columns age,size_mm,texture_1,texture_2,texture_3 --folds 5 --seed 3",
            [Outcome, Positive, Columns, Alpha, Folds, Seed, Kind],
            Binary),
        new(
            "lasso-linear",
            "Cross-validated lasso or elastic net of a measured outcome; --kind mse (default) or mae",
            $"voxopsy stats lasso-linear {FollowUp} --outcome size_mm --columns age,marker,grade --folds 5",
            [Outcome, Columns, Alpha, Folds, Seed, Kind],
            Measured),
        new(
            "lasso-cox",
            "Cross-validated lasso or elastic net of survival; --kind deviance (default) or concordance",
            $"voxopsy stats lasso-cox {FollowUp} --time time_months --event event --columns age,marker,size_mm,grade --folds 5",
            [Time, Event, Columns, Alpha, Folds, Seed, Kind],
            Cox),
        new(
            "lasso-multinomial",
            "Cross-validated lasso or elastic net of several classes; --kind ungrouped (default) or grouped, where a column enters for all classes at once",
            $"voxopsy stats lasso-multinomial {FollowUp} --outcome subtype --columns age,marker,size_mm --folds 5",
            [Outcome, Columns, Alpha, Folds, Seed, Kind],
            Multinomial),
    ];

    private static (StatsInput Complete, string[] Columns, Matrix Values) Read(StatsInput input, string[] outcome, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : [.. input.NumericColumns().Except(outcome)];
        StatsInput complete = input.Complete([.. outcome, .. columns], report);
        return (complete, columns, Matrix.FromTable(complete.Features(columns)));
    }

    private static ElasticNetSettings Settings(ParseResult parsed) => parsed.GetValue(Alpha) is >= 0 and <= 1 and double alpha
        ? new ElasticNetSettings { Alpha = alpha }
        : throw new CommandFailure(ExitCode.WrongUse, $"error: --alpha lies between 0 (ridge) and 1 (lasso), found {StatsReport.Show(parsed.GetValue(Alpha))}");

    private static SeededRandom RandomOf(ParseResult parsed) => new SeededRandom(parsed.GetValue(Seed)).For("stats/lasso");

    private static void Binary(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [outcome], parsed, report);
        bool[] events = complete.Events(outcome, parsed.GetValue(Positive));
        CrossValidationMeasure measure = parsed.Choose(
            ("deviance", CrossValidationMeasure.Deviance), ("auc", CrossValidationMeasure.AreaUnderCurve), ("class", CrossValidationMeasure.Misclassification));
        Describe(report, columns, CrossValidatedLasso.Fit(values, events, FoldOfRow([.. events.Select(one => one ? 1 : 0)], parsed), measure, columns, Settings(parsed)), hasIntercept: true);
    }

    private static void Measured(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [outcome], parsed, report);
        CrossValidationMeasure measure = parsed.Choose(("mse", CrossValidationMeasure.SquaredError), ("mae", CrossValidationMeasure.AbsoluteError));
        Describe(
            report, columns, CrossValidatedLasso.FitGaussian(values, complete.Numbers(outcome), FoldOfRow(new int[complete.RowCount], parsed), measure, columns, Settings(parsed)), hasIntercept: true);
    }

    private static void Cox(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [parsed.Need(Time), parsed.Need(Event)], parsed, report);
        SurvivalOutcome outcome = StatsSurvival.OutcomeOf(complete, parsed);
        CrossValidationMeasure measure = parsed.Choose(("deviance", CrossValidationMeasure.Deviance), ("concordance", CrossValidationMeasure.Concordance));
        Describe(
            report, columns, CrossValidatedLasso.FitCox(values, outcome, FoldOfRow([.. outcome.Events.Select(one => one ? 1 : 0)], parsed), measure, columns, Settings(parsed)), hasIntercept: false);
    }

    private static void Describe(StatsReport report, string[] columns, CrossValidatedLasso lasso, bool hasIntercept)
    {
        report.Table("cross-validation", "rule", "measure", "lambda", "mean", "se", "selected");
        foreach ((string rule, int place) in new[] { ("min", lasso.MinimumIndex), ("1se", lasso.OneStandardErrorIndex) })
        {
            report.Row(rule, lasso.Measure.ToString(), lasso.Lambdas[place], lasso.Mean[place], lasso.StandardError[place], lasso.NonZeroCounts[place]);
        }

        double[] atMinimum = lasso.Path.Coefficients(lasso.MinimumIndex);
        double[] atOne = lasso.Path.Coefficients(lasso.OneStandardErrorIndex);
        report.Table("coefficients", "feature", "at min", "at 1se");
        if (hasIntercept)
        {
            report.Row("(intercept)", lasso.Path.Intercepts[lasso.MinimumIndex], lasso.Path.Intercepts[lasso.OneStandardErrorIndex]);
        }

        for (int i = 0; i < columns.Length; i++)
        {
            report.Row(columns[i], atMinimum[i], atOne[i]);
        }
    }

    private static void Multinomial(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [outcome], parsed, report);
        string[] classes = complete.Levels(outcome);
        int[] own = [.. complete.Known(outcome).Select(label => Array.IndexOf(classes, label))];
        MultinomialPenalty penalty = parsed.Choose(("ungrouped", MultinomialPenalty.Ungrouped), ("grouped", MultinomialPenalty.Grouped));
        CrossValidatedMultinomial lasso = CrossValidatedMultinomial.Fit(
            values, own, classes, FoldOfRow(own, parsed), CrossValidationMeasure.Deviance, columns, penalty, Settings(parsed));
        report.Table("cross-validation", "rule", "measure", "lambda", "mean", "se", "selected");
        foreach ((string rule, int place) in new[] { ("min", lasso.MinimumIndex), ("1se", lasso.OneStandardErrorIndex) })
        {
            report.Row(rule, lasso.Measure.ToString(), lasso.Path.Lambdas[place], lasso.Mean[place], lasso.StandardError[place], lasso.Path.NonZeroCounts[place]);
        }

        report.Table("coefficients at min, one set a class", ["feature", .. classes]);
        report.Row(["(intercept)", .. lasso.Path.Intercepts(lasso.MinimumIndex).ToArray().Select(value => (object?)value)]);
        for (int j = 0; j < columns.Length; j++)
        {
            report.Row([columns[j], .. Enumerable.Range(0, classes.Length).Select(c => (object?)lasso.Path.Coefficients(lasso.MinimumIndex, c)[j])]);
        }
    }

    /// <summary>Folds of equal size within each class.</summary>
    private static int[] FoldOfRow(int[] classes, ParseResult parsed)
    {
        int folds = parsed.GetValue(Folds);
        if (folds < 3 || folds > classes.Length)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --folds is at least 3 and at most the number of rows, found {folds}");
        }

        int[] order = [.. Enumerable.Range(0, classes.Length)];
        RandomOf(parsed).Shuffle(order.AsSpan());
        int[] fold = new int[classes.Length];
        int next = 0;
        foreach (int row in order.OrderBy(row => classes[row]))
        {
            fold[row] = next++ % folds;
        }

        return fold;
    }
}
