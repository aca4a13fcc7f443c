using System.CommandLine;

namespace Voxopsy.Cli.Commands;

/// <summary>The options statistical commands share; each command takes those it needs.</summary>
internal static class StatsOptions
{
    internal static Argument<FileInfo> File { get; } = new("file") { Description = "Table (CSV or XLSX), one subject a row" };

    internal static Option<string?> Outcome { get; } = new("--outcome") { Description = "Column of the binary outcome" };

    internal static Option<string?> Positive { get; } = new("--positive") { Description = "Value of the outcome that is the event; 1, TRUE and yes need not be named" };

    internal static Option<string?> Scores { get; } = new("--scores") { Description = "Columns of scores or predicted risks, separated by commas; higher speaks for the event" };

    internal static Option<string?> Columns { get; } = new("--columns") { Description = "Columns, separated by commas" };

    internal static Option<string?> Group { get; } = new("--group") { Description = "Column that names the group of each subject" };

    internal static Option<double> Level { get; } = new("--level") { Description = "Confidence level", DefaultValueFactory = _ => 0.95 };

    internal static Option<double?> Threshold { get; } = new("--threshold") { Description = "Score at and above which a subject is called an event; Youden's when left out" };

    internal static Option<double?> Margin { get; } = new("--margin") { Description = "Largest difference of areas that does not matter, for non-inferiority and equivalence" };

    internal static Option<string> RiskRange { get; } = new("--thresholds") { Description = "Risk thresholds as from:to:step", DefaultValueFactory = _ => "0.05:0.6:0.05" };

    internal static Option<double?> Prevalence { get; } = new("--prevalence") { Description = "Prevalence in the population, for a case-control sample" };

    internal static Option<string?> Cutoffs { get; } = new("--cutoffs") { Description = "Risks between risk groups, separated by commas; none counts every change" };

    internal static Option<string?> Continuous { get; } = new("--continuous") { Description = "Measured columns, separated by commas" };

    internal static Option<string?> Categorical { get; } = new("--categorical") { Description = "Columns of categories, separated by commas" };

    internal static Option<int> Count { get; } = new("--count") { Description = "How many", DefaultValueFactory = _ => 10 };

    internal static Option<int> Resamples { get; } = new("--resamples") { Description = "Number of bootstrap resamples", DefaultValueFactory = _ => 2000 };

    internal static Option<long> Seed { get; } = new("--seed") { Description = "Seed of random draws", DefaultValueFactory = _ => 1 };

    internal static Option<double> Limit { get; } = new("--limit") { Description = "Largest |correlation| allowed", DefaultValueFactory = _ => 0.9 };

    internal static Option<string> Kind { get; } = new("--kind") { Description = "Which variant; the help of the command names them", DefaultValueFactory = _ => string.Empty };

    internal static Option<string?> Time { get; } = new("--time") { Description = "Column of the time to the event or the end of follow-up" };

    internal static Option<string?> Event { get; } = new("--event") { Description = "Column that says whether the event ended the time: 1, TRUE or yes" };

    internal static Option<string?> Times { get; } = new("--times") { Description = "Times of interest, separated by commas, in the unit of the time column" };

    internal static Option<string?> Model { get; } = new("--model")
    {
        Description = "Right side of the model as in R: age + sex, age * size_mm, rcs(age, 4); text columns become factors",
    };

    internal static Option<int> Folds { get; } = new("--folds") { Description = "Number of folds", DefaultValueFactory = _ => 10 };

    internal static Option<double> Alpha { get; } = new("--alpha") { Description = "Mixture of penalties: 1 lasso, between elastic net, 0 ridge", DefaultValueFactory = _ => 1 };

    /// <summary>Numbers separated by commas, or a message that shows how.</summary>
    internal static double[] NeedNumbers(this ParseResult parsed, Option<string?> option) =>
    [
        .. parsed.NeedList(option).Select(text =>
            double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw new CommandFailure(ExitCode.WrongUse, $"error: {option.Name} is a list of numbers separated by commas, found '{text}'")),
    ];

    /// <summary>A needed option, or a message that names it.</summary>
    internal static string Need(this ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { Length: > 0 } value
        ? value
        : throw new CommandFailure(ExitCode.WrongUse, $"error: {option.Name} is needed: {option.Description}");

    /// <summary>A needed list, split at commas.</summary>
    internal static string[] NeedList(this ParseResult parsed, Option<string?> option, int least = 1)
    {
        string[] names = Split(parsed.Need(option));
        return names.Length >= least
            ? names
            : throw new CommandFailure(ExitCode.WrongUse, $"error: {option.Name} needs at least {least} names separated by commas, found '{parsed.Need(option)}'");
    }

    internal static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Thresholds from:to:step.</summary>
    internal static double[] Thresholds(this ParseResult parsed)
    {
        string text = parsed.GetValue(RiskRange)!;
        double[] parts = [.. text.Split(':').Select(part =>
            double.TryParse(part, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        if (parts.Length != 3 || !(parts[0] >= 0 && parts[1] < 1 && parts[0] <= parts[1] && parts[2] > 0))
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --thresholds is from:to:step within [0, 1), such as 0.05:0.6:0.05, found '{text}'");
        }

        int count = (int)Math.Floor(((parts[1] - parts[0]) / parts[2]) + 1e-9) + 1;
        return [.. Enumerable.Range(0, count).Select(i => Math.Round(parts[0] + (i * parts[2]), 12))];
    }

    /// <summary>One of the variants a command has.</summary>
    internal static T Choose<T>(this ParseResult parsed, params (string Name, T Value)[] variants)
    {
        string named = parsed.GetValue(Kind)!;
        return named.Length == 0
            ? variants[0].Value
            : variants.Any(variant => variant.Name == named)
                ? variants.First(variant => variant.Name == named).Value
                : throw new CommandFailure(
                    ExitCode.WrongUse, $"error: --kind is one of {string.Join(", ", variants.Select(variant => variant.Name))}, found '{named}'");
    }
}
