using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Ordered grades, one variable at a time, and risks carried to another place.</summary>
internal static class StatsGrades
{
    private const string Risks = "samples/tables/predictions.csv --outcome high_grade --scores combined";

    private static readonly Option<string?> Levels = new("--levels") { Description = "Grades from lowest to highest, separated by commas; by number or name when left out" };

    private static readonly Option<double?> From = new("--from") { Description = "Prevalence where the model was fitted; the share of events in the table when left out" };

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "ordinal",
            "Proportional odds regression of ordered grades: odds ratios of a higher grade, cut-points",
            "voxopsy stats ordinal samples/tables/follow-up.csv --outcome grade --model 'marker+size_mm+arm'",
            [Outcome, Model, Levels, Level],
            Ordinal),
        new(
            "univariable",
            "One logistic regression a column: coefficient, Wald and likelihood-ratio p values",
            "voxopsy stats univariable samples/tables/patients.csv --outcome high_grade --columns texture_1,texture_2,size_mm",
            [Outcome, Positive, Columns],
            Univariable),
        new(
            "recalibrate",
            "Learns a recalibration of predicted risks; --kind line (default), intercept or isotonic",
            $"voxopsy stats recalibrate {Risks}",
            [Outcome, Positive, Scores, Kind],
            Recalibrate),
        new(
            "prevalence-shift",
            "Risks carried from --from to the --prevalence of another place",
            $"voxopsy stats prevalence-shift {Risks} --prevalence 0.1",
            [Outcome, Positive, Scores, From, Prevalence],
            Shift),
    ];

    private static void Ordinal(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        (_, Matrix values, string[] names, StatsInput complete) = StatsModels.ReadTerms(input, [outcome], parsed, report);
        string[] grades = parsed.GetValue(Levels) is { } list ? Split(list) : complete.Levels(outcome);
        if (grades.Length < 2)
        {
            throw new CommandFailure(ExitCode.DataCheckFailed, $"error data: '{outcome}' holds one grade only, {string.Join(", ", grades)}\n  expected  two or more\n  fix: check the outcome column and the rows kept");
        }

        int[] own = [.. complete.Known(outcome).Select(label => Array.IndexOf(grades, label) is >= 0 and int place
            ? place
            : throw new CommandFailure(ExitCode.WrongUse, $"error: --levels does not name '{label}', which column '{outcome}' holds"))];
        ProportionalOddsModel model = ProportionalOddsRegression.Fit(values, own, grades, names);
        ImmutableArray<OddsRatio> ratios = model.OddsRatios(parsed.GetValue(Level));
        report.Table("coefficients", "term", "coefficient", "se", "z", "p", "odds ratio", "lower", "upper");
        for (int j = 0; j < names.Length; j++)
        {
            report.Row(names[j], model.Coefficients[j], model.StandardErrors[j], model.Z[j], model.P[j], ratios[j].Estimate, ratios[j].Lower, ratios[j].Upper);
        }

        report.Table("cut-points", "between", "value", "se");
        for (int k = 0; k < model.CutPoints.Length; k++)
        {
            report.Row($"{grades[k]}|{grades[k + 1]}", model.CutPoints[k], Math.Sqrt(model.Covariance[names.Length + k, names.Length + k]));
        }

        report.Table("model", "n", "deviance", "aic", "chi-squared", "df", "p");
        report.Row(own.Length, model.Deviance, model.Aic, model.LikelihoodRatio.ChiSquared, model.LikelihoodRatio.DegreesOfFreedom, model.LikelihoodRatio.P);
    }

    private static void Univariable(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string outcome = parsed.Need(Outcome);
        string[] columns = parsed.GetValue(Columns) is { } list ? Split(list) : input.NumericColumns(outcome);
        StatsInput complete = input.Complete([outcome, .. columns], report);
        report.Table("one model a column", "column", "coefficient", "se", "odds ratio", "p wald", "p likelihood ratio");
        bool[] events = complete.Events(outcome, parsed.GetValue(Positive));
        StatsModels.NoteFewEvents(events, 1, report);
        Matrix values = Matrix.FromTable(complete.Features(columns));
        foreach (UnivariableFit fit in UnivariableScreen.Fit(values, events, columns))
        {
            if (double.IsNaN(fit.Coefficient))
            {
                ReadOnlySpan<double> column = values.Column(Array.IndexOf(columns, fit.Name));
                report.Note(column.ContainsAnyExcept(column[0]) ? $"'{fit.Name}' separates the outcomes, so it has no finite coefficient" : $"'{fit.Name}' never varied, so it has no coefficient");
            }

            report.Row(fit.Name, fit.Coefficient, fit.StandardError, Math.Exp(fit.Coefficient), fit.WaldP, fit.Test.P);
        }
    }

    private static void Recalibrate(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.ReadRisks(input, parsed, report);
        RecalibrationKind kind = parsed.Choose(
            ("line", RecalibrationKind.InterceptAndSlope), ("intercept", RecalibrationKind.Intercept), ("isotonic", RecalibrationKind.Isotonic));
        Recalibration[] maps = Array.ConvertAll(scores, one => Recalibration.Fit(one, events, kind));
        report.Table("recalibration of the log odds", "model", "intercept", "slope", "brier before", "brier after");
        for (int i = 0; i < names.Length; i++)
        {
            report.Row(
                names[i], maps[i].Intercept, maps[i].Slope, BrierScore.Of(scores[i], events), BrierScore.Of(Array.ConvertAll(scores[i], maps[i].Apply), events));
        }

        report.Table("map", ["predicted", .. names]);
        foreach (double p in new[] { 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95 })
        {
            report.Row([p, .. maps.Select(map => (object?)map.Apply(p))]);
        }

        report.Note("learned and judged on the same rows; in a study it is learned on training rows and frozen");
    }

    private static void Shift(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.ReadRisks(input, parsed, report);
        double from = parsed.GetValue(From) ?? (double)events.Count(one => one) / events.Length;
        double to = parsed.GetValue(Prevalence) ?? throw new CommandFailure(ExitCode.WrongUse, "error: --prevalence is needed: the share of events where the risks will be used");
        if (from is not (> 0 and < 1) || to is not (> 0 and < 1))
        {
            throw new CommandFailure(ExitCode.WrongUse, $"error: --from and --prevalence lie between 0 and 1, found {StatsReport.Show(from)} and {StatsReport.Show(to)}");
        }

        report.Table(string.Create(CultureInfo.InvariantCulture, $"risks at a prevalence of {to:G4} instead of {from:G4}"), ["row", .. names.SelectMany(name => new[] { name, name + " shifted" })]);
        for (int row = 0; row < events.Length; row++)
        {
            report.Row([row + 1, .. scores.SelectMany(one => new object?[] { one[row], PrevalenceShift.Apply(one[row], from, to) })]);
        }

        report.Note("right only if patients with the event look alike in both places, and those without");
    }
}
