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

    private static readonly Option<string?> FoldColumn = new("--fold-column")
    {
        Description = "Column that names the fold each row is left out with: folds made elsewhere, centers; takes the place of --folds and --seed",
    };

    private static readonly Option<string?> Lambdas = new("--lambdas") { Description = "Penalties, separated by commas; glmnet's sequence from the data when left out" };

    private static readonly Option<string?> Unpenalized = new("--unpenalized") { Description = "Columns that are never penalized, separated by commas" };

    private static readonly Option<bool> Path = new("--path") { Description = "Also the error and the coefficients at every penalty" };

    private static readonly Option<bool> Raw = new("--raw") { Description = "Penalize coefficients in the columns' own units; without it columns are standardized inside" };

    private static readonly Option[] Shared = [Alpha, Folds, Seed, FoldColumn, Lambdas, Unpenalized, Raw, Path];

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "lasso",
            "Cross-validated lasso of a binary outcome; with --alpha below 1 elastic net; --kind deviance (default), auc or class is what chooses the penalty",
            "voxopsy stats lasso samples/tables/patients.csv --outcome high_grade --columns age,size_mm,texture_1,texture_2,texture_3 --folds 5 --seed 3",
            [Outcome, Positive, Columns, Kind, .. Shared],
            Binary)
        {
            Further =
            [
                "voxopsy stats lasso samples/tables/patients.csv --outcome high_grade --columns age,size_mm,texture_1,texture_2,texture_3 --fold-column center --lambdas 0.2,0.1,0.05,0.02 --path",
            ],
        },
        new(
            "lasso-linear",
            "Cross-validated lasso or elastic net of a measured outcome; --kind mse (default) or mae",
            $"voxopsy stats lasso-linear {FollowUp} --outcome size_mm --columns age,marker,grade --folds 5",
            [Outcome, Columns, Kind, .. Shared],
            Measured),
        new(
            "lasso-cox",
            "Cross-validated lasso or elastic net of survival; --kind deviance (default) or concordance",
            $"voxopsy stats lasso-cox {FollowUp} --time time_months --event event --columns age,marker,size_mm,grade --folds 5",
            [Time, Event, Columns, Kind, .. Shared],
            Cox),
        new(
            "lasso-multinomial",
            "Cross-validated lasso or elastic net of several classes; --kind ungrouped (default) or grouped, where a column enters for all classes at once",
            $"voxopsy stats lasso-multinomial {FollowUp} --outcome subtype --columns age,marker,size_mm --folds 5",
            [Outcome, Columns, Kind, .. Shared],
            Multinomial),
    ];

    private static (StatsInput Complete, string[] Columns, Matrix Values) Read(StatsInput input, string[] outcome, ParseResult parsed, StatsReport report)
    {
        string[] others = parsed.GetValue(FoldColumn) is { Length: > 0 } fold ? [.. outcome, fold] : outcome;
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : [.. input.NumericColumns().Except(others)];
        if (columns.Intersect(others).FirstOrDefault() is { } both)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: '{both}' is the outcome or the fold, so it cannot be one of --columns");
        }

        StatsInput complete = input.Complete([.. others, .. columns], report);
        Matrix values = Matrix.FromTable(complete.Features(columns));
        string[] constant = [.. columns.Where((_, j) => values.RowCount > 0 && !values.Column(j).ContainsAnyExcept(values[0, j]))];
        if (constant.Length == columns.Length)
        {
            throw new CommandFailure(
                ExitCode.DataCheckFailed, $"error data: {string.Join(", ", constant.Take(20))} never vary in the {values.RowCount} rows used\n  expected  a column that varies\n  fix: name other columns with --columns");
        }

        if (constant.Length > 0)
        {
            report.Note($"{string.Join(", ", constant)} never varied and stayed out");
        }

        foreach ((int first, int second) in Repeats(values))
        {
            report.Note($"'{columns[second]}' tells the same as '{columns[first]}' but for its unit; no data can share the effect out between them");
        }

        return (complete, columns, values);
    }

    /// <summary>Columns that are the same but for unit and sign; only those with nearly the same product with one fixed vector are compared.</summary>
    private static IEnumerable<(int First, int Second)> Repeats(Matrix values)
    {
        int n = values.RowCount;
        double[][] columns = [.. Enumerable.Range(0, values.ColumnCount).Select(j => Unit(values.Column(j)))];
        double[] probe = Unit([.. Enumerable.Range(0, n).Select(i => Math.Sin(1 + (i * 1.7)))]);
        (int Column, double Product)[] order =
        [
            .. columns.Select((column, j) => (j, Math.Abs(Dot(column, probe)))).Where(pair => !double.IsNaN(pair.Item2)).OrderBy(pair => pair.Item2).ThenBy(pair => pair.j),
        ];
        for (int a = 0; a < order.Length; a++)
        {
            for (int b = a + 1; b < order.Length && order[b].Product - order[a].Product < 1e-9; b++)
            {
                if (Math.Abs(Math.Abs(Dot(columns[order[a].Column], columns[order[b].Column])) - 1) < 1e-12)
                {
                    yield return (Math.Min(order[a].Column, order[b].Column), Math.Max(order[a].Column, order[b].Column));
                    break;
                }
            }
        }
    }

    /// <summary>A column less its mean, of length 1; NaN where it is constant.</summary>
    private static double[] Unit(ReadOnlySpan<double> column)
    {
        double[] centered = column.ToArray();
        double mean = centered.Average();
        double length = Math.Sqrt(centered.Sum(value => (value - mean) * (value - mean)));
        return [.. centered.Select(value => (value - mean) / length)];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static ElasticNetSettings Settings(ParseResult parsed, string[] columns)
    {
        double alpha = parsed.GetValue(Alpha) is >= 0 and <= 1 and double given
            ? given
            : throw new CommandFailure(ExitCode.WrongUse, $"error: --alpha lies between 0 (ridge) and 1 (lasso), found {StatsReport.Show(parsed.GetValue(Alpha))}");
        string[] free = Split(parsed.GetValue(Unpenalized) ?? string.Empty);
        if (free.Except(columns).FirstOrDefault() is { } unknown)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --unpenalized names '{unknown}', which is none of the columns {string.Join(", ", columns.Take(20))}");
        }

        double[] lambdas = parsed.GetValue(Lambdas) is null ? [] : [.. parsed.NeedNumbers(Lambdas).Distinct().OrderDescending()];
        return Array.Exists(lambdas, lambda => lambda < 0)
            ? throw new CommandFailure(ExitCode.WrongUse, "error: --lambdas are penalties of 0 and more")
            : new ElasticNetSettings
            {
                Alpha = alpha,
                Lambdas = [.. lambdas],
                PenaltyFactors = free.Length == 0 ? [] : [.. columns.Select(column => free.Contains(column) ? 0.0 : 1.0)],
                Standardize = !parsed.GetValue(Raw),
            };
    }

    private static SeededRandom RandomOf(ParseResult parsed) => new SeededRandom(parsed.GetValue(Seed)).For("stats/lasso");

    private static void Binary(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [outcome], parsed, report);
        bool[] events = complete.Events(outcome, parsed.GetValue(Positive));
        StatsModels.NoteFewEvents(events, columns.Length, report);
        CrossValidationMeasure measure = parsed.Choose(
            ("deviance", CrossValidationMeasure.Deviance), ("auc", CrossValidationMeasure.AreaUnderCurve), ("class", CrossValidationMeasure.Misclassification));
        Describe(report, columns, CrossValidatedLasso.Fit(values, events, FoldOfRow([.. events.Select(one => one ? 1 : 0)], complete, parsed), measure, columns, Settings(parsed, columns)), measure, hasIntercept: true, parsed);
    }

    private static void Measured(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [outcome], parsed, report);
        CrossValidationMeasure measure = parsed.Choose(("mse", CrossValidationMeasure.SquaredError), ("mae", CrossValidationMeasure.AbsoluteError));
        Describe(
            report, columns, CrossValidatedLasso.FitGaussian(values, complete.Numbers(outcome), FoldOfRow(new int[complete.RowCount], complete, parsed), measure, columns, Settings(parsed, columns)), measure, hasIntercept: true, parsed);
    }

    private static void Cox(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [parsed.Need(Time), parsed.Need(Event)], parsed, report);
        SurvivalOutcome outcome = StatsSurvival.OutcomeOf(complete, parsed);
        CrossValidationMeasure measure = parsed.Choose(("deviance", CrossValidationMeasure.Deviance), ("concordance", CrossValidationMeasure.Concordance));
        Describe(
            report, columns, CrossValidatedLasso.FitCox(values, outcome, FoldOfRow([.. outcome.Events.Select(one => one ? 1 : 0)], complete, parsed), measure, columns, Settings(parsed, columns)), measure, hasIntercept: false, parsed);
    }

    private static void Describe(StatsReport report, string[] columns, CrossValidatedLasso lasso, CrossValidationMeasure asked, bool hasIntercept, ParseResult parsed)
    {
        if (lasso.Measure != asked)
        {
            report.Note($"folds are too small for {asked}, so {lasso.Measure} chose the penalty; take fewer folds");
        }

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

        if (parsed.GetValue(Path))
        {
            report.Table("path", ["lambda", "mean", "se", "selected", "deviance ratio", .. hasIntercept ? ["(intercept)"] : Array.Empty<string>(), .. columns]);
            for (int k = 0; k < lasso.Lambdas.Length; k++)
            {
                report.Row(
                [
                    lasso.Lambdas[k], lasso.Mean[k], lasso.StandardError[k], lasso.NonZeroCounts[k], lasso.Path.DevianceRatios[k],
                    .. hasIntercept ? [lasso.Path.Intercepts[k]] : Array.Empty<object?>(), .. lasso.Path.Coefficients(k).Select(value => (object?)value),
                ]);
            }
        }
    }

    private static void Multinomial(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (StatsInput complete, string[] columns, Matrix values) = Read(input, [outcome], parsed, report);
        string[] classes = complete.Levels(outcome);
        if (classes.Length < 2)
        {
            throw new CommandFailure(ExitCode.DataCheckFailed, $"error data: '{outcome}' holds one class only, {string.Join(", ", classes)}\n  expected  two or more\n  fix: check the outcome column and the rows kept");
        }

        int[] own = [.. complete.Known(outcome).Select(label => Array.IndexOf(classes, label))];
        MultinomialPenalty penalty = parsed.Choose(("ungrouped", MultinomialPenalty.Ungrouped), ("grouped", MultinomialPenalty.Grouped));
        CrossValidatedMultinomial lasso = CrossValidatedMultinomial.Fit(
            values, own, classes, FoldOfRow(own, complete, parsed), CrossValidationMeasure.Deviance, columns, penalty, Settings(parsed, columns));
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

        if (parsed.GetValue(Path))
        {
            report.Table("path", ["lambda", "mean", "se", "selected", "class", "(intercept)", .. columns]);
            for (int k = 0; k < lasso.Path.Lambdas.Length; k++)
            {
                for (int c = 0; c < classes.Length; c++)
                {
                    report.Row(
                    [
                        lasso.Path.Lambdas[k], lasso.Mean[k], lasso.StandardError[k], lasso.Path.NonZeroCounts[k], classes[c], lasso.Path.Intercepts(k)[c],
                        .. lasso.Path.Coefficients(k, c).ToArray().Select(value => (object?)value),
                    ]);
                }
            }
        }
    }

    /// <summary>The folds given, or folds of equal size within each class.</summary>
    private static int[] FoldOfRow(int[] classes, StatsInput complete, ParseResult parsed)
    {
        if (parsed.GetValue(FoldColumn) is { Length: > 0 } column)
        {
            string[] names = complete.Levels(column);
            return names.Length >= 3
                ? [.. complete.Known(column).Select(name => Array.IndexOf(names, name))]
                : throw new CommandFailure(ExitCode.WrongUse, $"error: --fold-column '{column}' names {names.Length} folds; at least 3 are needed");
        }

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
