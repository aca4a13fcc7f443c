using System.CommandLine;
using System.Globalization;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Nomogram;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Validation;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Internal validation, nomograms, parts of the ROC curve and equivalence.</summary>
internal static class StatsValidation
{
    private const string Patients = "samples/tables/patients.csv --outcome high_grade";
    private const string Risks = "samples/tables/predictions.csv --outcome high_grade";

    private static readonly Option<string> Range = new("--range") { Description = "Range as from:to, within 0 and 1", DefaultValueFactory = _ => "0.8:1" };

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "validate",
            "Optimism bootstrap of a logistic model: apparent, training, test and corrected indices",
            $"voxopsy stats validate {Patients} --model 'age+sex+size_mm' --resamples 200",
            [Outcome, Positive, Model, Resamples, Seed],
            Validate),
        new(
            "nomogram",
            "Nomogram of a logistic model: points of predictor values, total points to probability",
            $"voxopsy stats nomogram {Patients} --model 'age+size_mm+texture_1'",
            [Outcome, Positive, Model],
            Nomogram),
        new(
            "partial-auc",
            "Area under a part of the ROC curve; --kind specificity (default) or sensitivity names the axis of --range",
            $"voxopsy stats partial-auc {Risks} --scores clinical,combined --range 0.8:1",
            [Outcome, Positive, Scores, Range, Kind],
            Partial),
        new(
            "equivalence",
            "Non-inferiority and equivalence of two areas within --margin, with power: --scores NEW,OLD",
            $"voxopsy stats equivalence {Risks} --scores combined,clinical --margin 0.05",
            [Outcome, Positive, Scores, Margin, Level],
            Equivalence),
    ];

    private static void Validate(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (_, Matrix values, string[] names, bool[] events) = StatsModels.Read(input, parsed, report);
        SeededRandom random = new SeededRandom(parsed.GetValue(Seed)).For("stats/validate");
        int[][] resamples = [.. Enumerable.Range(0, parsed.GetValue(Resamples)).Select(_ =>
        {
            int[] resample = new int[events.Length];
            Resampling.Draw(random, resample);
            return resample;
        })];
        Finite(LogisticRegression.Fit(values, events, names));
        OptimismBootstrap bootstrap = OptimismBootstrap.Run(values, events, names, resamples);
        if (bootstrap.FailedCount == resamples.Length)
        {
            throw new CommandFailure(
                ExitCode.DataCheckFailed,
                $"error data: none of {resamples.Length} resamples has a fit (one class, separation or collinear columns)\n  found     {events.Count(one => one)} events in {events.Length} rows for {names.Length} columns\n  fix: leave out columns, or use a penalized model");
        }

        (double[] apparent, double[] training, double[] test, double[] corrected) =
            (bootstrap.Apparent.ToArray(), bootstrap.MeanTraining, bootstrap.MeanTest, bootstrap.Corrected);
        report.Table("indices", "index", "apparent", "training", "test", "optimism", "corrected");
        report.Row("AUC", (apparent[0] + 1) / 2, (training[0] + 1) / 2, (test[0] + 1) / 2, (training[0] - test[0]) / 2, (corrected[0] + 1) / 2);
        for (int i = 0; i < ValidationIndices.Names.Count; i++)
        {
            report.Row(ValidationIndices.Names[i], apparent[i], training[i], test[i], training[i] - test[i], corrected[i]);
        }

        if (bootstrap.FailedCount > 0)
        {
            report.Note(string.Create(CultureInfo.InvariantCulture, $"{bootstrap.FailedCount} of {resamples.Length} resamples had no fit (one class, separation or collinear columns) and are left out"));
        }

        report.Note("only refitting is corrected for; variables chosen by looking at these rows make it too good still");
    }

    private static LogisticModel Finite(LogisticModel model) => model.Separation is { } separation
        ? throw new CommandFailure(
            ExitCode.DataCheckFailed,
            $"error data: {StatsModels.Separate(separation)} the outcomes, so the model has no finite coefficients\n  fix: leave them out, merge categories, or use voxopsy stats firth or lasso")
        : model;

    private static void Nomogram(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (_, Matrix values, string[] names, bool[] events) = StatsModels.Read(input, parsed, report);
        LogisticModel model = Finite(LogisticRegression.Fit(values, events, names));
        NomogramScale scale = NomogramScale.From(
            model, [.. names.Select((name, j) => NomogramPredictor.FromValues(name, values.Column(j)))], model.LinearPredictor(values));
        report.Table("points", "predictor", "value", "points");
        foreach (NomogramAxis axis in scale.Axes)
        {
            foreach (NomogramTick tick in axis.Ticks)
            {
                report.Row(axis.Name, tick.Label, tick.Points);
            }
        }

        report.Table("total points", "total", "linear predictor", "probability");
        foreach (double total in scale.TotalTicks)
        {
            report.Row(total, scale.LinearPredictor(total), scale.Probability(total));
        }
    }

    private static void Partial(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.Read(input, parsed, report);
        string text = parsed.GetValue(Range)!;
        double[] ends = [.. text.Split(':').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        if (ends.Length != 2 || !(ends[0] >= 0 && ends[1] <= 1 && ends[0] < ends[1]))
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --range is from:to within 0 and 1, such as 0.8:1, found '{text}'");
        }

        Func<RocCurve, double, double, double> part = parsed.Choose(
            ("specificity", (Func<RocCurve, double, double, double>)PartialArea.OverSpecificity), ("sensitivity", PartialArea.OverSensitivity));
        report.Table("partial area", "score", "from", "to", "area", "largest possible", "standardized");
        for (int i = 0; i < names.Length; i++)
        {
            double area = part(RocCurve.From(scores[i], events), ends[0], ends[1]);
            report.Row(names[i], ends[0], ends[1], area, ends[1] - ends[0], PartialArea.Standardize(area, ends[0], ends[1]));
        }
    }

    private static void Equivalence(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.Read(input, parsed, report, 2);
        double margin = parsed.GetValue(Margin) is > 0 and double given
            ? given
            : throw new CommandFailure(ExitCode.WrongUse, "error: --margin is needed: the largest difference of areas that does not matter, above 0, set before looking");
        PairedAreaComparison comparison = DeLongTest.Paired(scores[0], scores[1], events, parsed.GetValue(Level));
        AreaEquivalence test = AreaEquivalence.Of(comparison, margin);
        report.Table($"{names[0]} against {names[1]}", "question", "difference", "margin", "lower 90", "upper 90", "p", "power if equal");
        report.Row("not worse", test.Difference, margin, test.Lower, test.Upper, test.PNonInferiority, test.PowerNonInferiority);
        report.Row("equivalent", test.Difference, margin, test.Lower, test.Upper, test.PEquivalence, test.PowerEquivalence);
    }
}
