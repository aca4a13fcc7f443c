using System.Collections.Immutable;
using System.CommandLine;
using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Times to an event.</summary>
internal static class StatsSurvival
{
    private const string Table = "samples/tables/follow-up.csv --time time_months --event event";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "kaplan-meier",
            "Kaplan-Meier survival by group: median, and survival at --times with log-log intervals; --kind loglog (default), log or plain",
            $"voxopsy stats kaplan-meier {Table} --group arm --times 12,24,36",
            [Time, Event, Group, Times, Level, Kind],
            Curves),
        new(
            "logrank",
            "Log-rank test of groups; --kind logrank (default) or peto, which weighs early events more",
            $"voxopsy stats logrank {Table} --group arm",
            [Time, Event, Group, Kind],
            LogRank),
        new(
            "cox",
            "Cox regression: hazard ratios, tests of the model, proportional hazards; --kind efron (default) or breslow for ties",
            $"voxopsy stats cox {Table} --model 'age+marker+arm'",
            [Time, Event, Model, Level, Kind],
            Cox),
        new(
            "concordance",
            "Harrell's and Uno's concordance of scores; higher scores speak for earlier events",
            $"voxopsy stats concordance {Table} --scores marker,risk_24",
            [Time, Event, Scores],
            Concordance),
        new(
            "time-auc",
            "Time-dependent area under the ROC curve of scores at --times; for risks within 0 and 1 also the Brier score",
            $"voxopsy stats time-auc {Table} --scores risk_24,marker --times 24",
            [Time, Event, Scores, Times],
            Areas),
        new(
            "survival-decision-curve",
            "Net benefit of predicted risks of an event by one of --times, with censored follow-up",
            $"voxopsy stats survival-decision-curve {Table} --scores risk_24 --times 24 --thresholds 0.1:0.6:0.1",
            [Time, Event, Scores, Times, RiskRange],
            DecisionCurves),
        new(
            "survival-cutpoint",
            "The cut of a score with the largest log-rank statistic; for description only",
            $"voxopsy stats survival-cutpoint {Table} --scores marker",
            [Time, Event, Scores],
            CutPoints),
    ];

    /// <summary>Times and events of rows that have both.</summary>
    internal static SurvivalOutcome OutcomeOf(StatsInput complete, ParseResult parsed)
    {
        double[] times = complete.Numbers(parsed.Need(Time));
        int negative = Array.FindIndex(times, time => time < 0);
        return negative < 0
            ? SurvivalOutcome.Of(times, complete.Events(parsed.Need(Event), null))
            : throw new CommandFailure(
                ExitCode.DataCheckFailed,
                $"error data: '{parsed.Need(Time)}' is negative   line {complete.LineOf(negative)}\n  found     {StatsReport.Show(times[negative])}\n  expected  a time of 0 and more\n  fix: correct the cell, or leave the row out");
    }

    private static (string[] Names, double[][] Scores, SurvivalOutcome Outcome) Read(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] names = parsed.NeedList(Scores);
        StatsInput complete = input.Complete([parsed.Need(Time), parsed.Need(Event), .. names], report);
        return (names, [.. names.Select(complete.Numbers)], WithEvents(OutcomeOf(complete, parsed), parsed));
    }

    private static SurvivalOutcome WithEvents(SurvivalOutcome outcome, ParseResult parsed) => outcome.EventCount > 0
        ? outcome
        : throw new CommandFailure(
            ExitCode.DataCheckFailed,
            $"error data: none of {outcome.Count} rows has the event in '{parsed.Need(Event)}'\n  expected  1, TRUE or yes in some rows\n  fix: check the event column and the rows kept");

    private static void Curves(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string? group = parsed.GetValue(Group);
        string[] needed = [parsed.Need(Time), parsed.Need(Event)];
        StatsInput complete = input.Complete(group is null ? needed : [.. needed, group], report);
        SurvivalOutcome outcome = OutcomeOf(complete, parsed);
        string[] groups = group is null ? [.. Enumerable.Repeat("all", outcome.Count)] : complete.Known(group);
        SurvivalScale scale = parsed.Choose(("loglog", SurvivalScale.LogLog), ("log", SurvivalScale.Log), ("plain", SurvivalScale.Plain));
        double level = parsed.GetValue(Level);
        (string Name, KaplanMeier Curve, SurvivalOutcome Own)[] curves =
        [
            .. groups.Distinct().Order(StringComparer.Ordinal).Select(name =>
            {
                SurvivalOutcome own = outcome.Rows([.. Enumerable.Range(0, groups.Length).Where(row => groups[row] == name)]);
                return (name, KaplanMeier.Of(own), own);
            }),
        ];
        if (outcome.EventCount == 0)
        {
            report.Note($"none of {outcome.Count} rows has the event in '{parsed.Need(Event)}'");
        }

        report.Table("median survival", "group", "n", "events", "median", "lower", "upper");
        foreach ((string name, KaplanMeier curve, SurvivalOutcome own) in curves)
        {
            (double median, double lower, double upper) = curve.Median(scale, level);
            report.Row(name, own.Count, own.EventCount, median, lower, upper);
        }

        double[] times = parsed.GetValue(Times) is null ? [.. outcome.Times.Where((_, i) => outcome.Events[i]).Distinct().Order()] : parsed.NeedNumbers(Times);
        report.Table("survival", "group", "time", "at risk", "survival", "lower", "upper");
        foreach ((string name, KaplanMeier curve, SurvivalOutcome own) in curves)
        {
            ImmutableArray<(double Lower, double Upper)> limits = curve.Limits(scale, level);
            foreach (double time in times)
            {
                int place = curve.Points.Count(point => point.Time <= time) - 1;
                int atRisk = own.Times.Count(each => each >= time);
                report.Row(name, time, atRisk, curve.At(time), place < 0 ? 1.0 : limits[place].Lower, place < 0 ? 1.0 : limits[place].Upper);
            }
        }
    }

    private static void LogRank(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string group = parsed.Need(Group);
        StatsInput complete = input.Complete([parsed.Need(Time), parsed.Need(Event), group], report);
        if (complete.Levels(group) is { Length: < 2 } only)
        {
            throw new CommandFailure(ExitCode.DataCheckFailed, $"error data: '{group}' names one group only, {string.Join(", ", only)}\n  expected  two or more\n  fix: name another column with --group");
        }

        LogRankTest test = LogRankTest.Of(WithEvents(OutcomeOf(complete, parsed), parsed), complete.Known(group), parsed.Choose(("logrank", 0.0), ("peto", 1.0)));
        report.Table("groups", "group", "observed", "expected");
        foreach (LogRankGroup one in test.Groups)
        {
            report.Row(one.Group, one.Observed, one.Expected);
        }

        report.Table("test", "chi-squared", "df", "p");
        report.Row(test.ChiSquared, test.DegreesOfFreedom, test.P);
    }

    private static void Cox(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (ImmutableArray<ModelTerm> terms, Matrix values, string[] names, StatsInput complete) =
            StatsModels.ReadTerms(input, [parsed.Need(Time), parsed.Need(Event)], parsed, report);
        SurvivalOutcome outcome = OutcomeOf(complete, parsed);
        CoxModel model = CoxRegression.Fit(values, outcome, names, parsed.Choose(("efron", CoxTies.Efron), ("breslow", CoxTies.Breslow)));
        ImmutableArray<CoefficientInterval> ratios = model.HazardRatios(parsed.GetValue(Level));
        report.Table("coefficients", "term", "coefficient", "se", "z", "p", "hazard ratio", "lower", "upper");
        for (int j = 0; j < names.Length; j++)
        {
            report.Row(names[j], model.Coefficients[j], model.StandardErrors[j], model.Z[j], model.P[j], ratios[j].Estimate, ratios[j].Lower, ratios[j].Upper);
        }

        report.Table("model", "test", "chi-squared", "df", "p");
        report.Row("likelihood ratio", model.LikelihoodRatio.ChiSquared, model.LikelihoodRatio.DegreesOfFreedom, model.LikelihoodRatio.P);
        report.Row("score", model.ScoreTest.ChiSquared, model.ScoreTest.DegreesOfFreedom, model.ScoreTest.P);
        report.Table("proportional hazards", "term", "chi-squared", "df", "p");
        foreach (ProportionalHazardsTest test in ProportionalHazardsTest.Of(model, terms))
        {
            report.Row(test.Term, test.ChiSquared, test.DegreesOfFreedom, test.P);
        }

        if (outcome.EventCount < 10 * names.Length)
        {
            report.Note($"{outcome.EventCount} events for {names.Length} parameters is few");
        }
    }

    private static void Concordance(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, SurvivalOutcome outcome) = Read(input, parsed, report);
        report.Table("concordance", "score", "kind", "value", "se");
        for (int i = 0; i < names.Length; i++)
        {
            double[] longer = Array.ConvertAll(scores[i], score => -score);
            SurvivalConcordance harrell = SurvivalConcordance.Of(outcome, longer);
            SurvivalConcordance uno = SurvivalConcordance.Of(outcome, longer, PairWeight.InverseCensoring);
            report.Row(names[i], "harrell", harrell.Value, harrell.StandardError);
            report.Row(names[i], "uno", uno.Value, uno.StandardError);
        }
    }

    private static void Areas(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, SurvivalOutcome outcome) = Read(input, parsed, report);
        report.Table("time-dependent areas", "score", "time", "auc", "cases", "controls", "brier");
        for (int i = 0; i < names.Length; i++)
        {
            double[] score = scores[i];
            bool isRisk = Array.TrueForAll(score, value => value is >= 0 and <= 1);
            foreach (double time in parsed.NeedNumbers(Times))
            {
                TimeDependentArea area = TimeDependentArea.At(outcome, score, time);
                double? brier = isRisk ? SurvivalBrierScore.At(outcome, Array.ConvertAll(score, value => 1 - value), time) : null;
                report.Row(names[i], time, area.Area, area.Cases, area.Controls, brier);
                if (double.IsNaN(area.Area))
                {
                    report.Note($"'{names[i]}' has no area at {StatsReport.Show(time)}: {area.Cases} subjects had the event by then and {area.Controls} were followed for longer");
                }
            }
        }
    }

    private static void DecisionCurves(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, SurvivalOutcome outcome) = Read(input, parsed, report);
        double horizon = parsed.NeedNumbers(Times)[0];
        report.Table("net benefit", "model", "threshold", "treated share", "event risk", "net benefit", "treat all");
        for (int i = 0; i < names.Length; i++)
        {
            if (Array.Exists(scores[i], score => score is < 0 or > 1))
            {
                throw new CommandFailure(ExitCode.DataCheckFailed, $"error: '{names[i]}' holds values outside 0 to 1; a decision curve is of predicted risks");
            }

            foreach (SurvivalDecisionPoint point in SurvivalDecisionCurve.From(scores[i], outcome.Times.AsSpan(), outcome.Events.AsSpan(), horizon, parsed.Thresholds()).Points)
            {
                report.Row(names[i], point.Threshold, point.TreatedShare, point.EventRisk, point.NetBenefit, point.TreatAll);
            }
        }
    }

    private static void CutPoints(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, SurvivalOutcome outcome) = Read(input, parsed, report);
        report.Table("cut-points", "score", "cut", "chi-squared");
        for (int i = 0; i < names.Length; i++)
        {
            SurvivalCutPoint cut = SurvivalCutPoint.Search(outcome, scores[i]);
            report.Row(names[i], cut.Cut, cut.ChiSquared);
        }

        report.Note("the cut was chosen for its statistic, so no p value belongs to it");
    }
}
