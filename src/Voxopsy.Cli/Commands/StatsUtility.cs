using System.CommandLine;
using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Reclassification;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Decision curves and reclassification.</summary>
internal static class StatsUtility
{
    private const string Table = "samples/tables/predictions.csv --outcome high_grade";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "decision-curve",
            "Net benefit of predicted risks over thresholds, with bootstrap intervals, beside treating all and none",
            $"voxopsy stats decision-curve {Table} --scores clinical,combined --thresholds 0.1:0.5:0.1 --resamples 200",
            [Outcome, Positive, Scores, RiskRange, Prevalence, Level, Resamples, Seed],
            Curve),
        new(
            "reclassification",
            "NRI and IDI of a new model over an old one: --scores OLD,NEW",
            $"voxopsy stats reclassification {Table} --scores clinical,combined --cutoffs 0.2,0.5",
            [Outcome, Positive, Scores, Cutoffs, Level],
            Reclassify),
    ];

    internal static void AddReclassification(StatsReport report, double[] before, double[] after, bool[] events, double[] cutoffs, double level)
    {
        void Row(string measure, ReclassificationEstimate one) => report.Row(measure, one.Value, one.StandardError, one.Lower, one.Upper, one.P);
        NetReclassification continuous = NetReclassification.Continuous(before, after, events, level);
        Row("continuous NRI", continuous.Nri);
        Row("continuous NRI, events", continuous.Events);
        Row("continuous NRI, non-events", continuous.NonEvents);
        if (cutoffs.Length > 0)
        {
            NetReclassification categorical = NetReclassification.Categorical(before, after, events, cutoffs, level);
            Row("categorical NRI", categorical.Nri);
            Row("categorical NRI, events", categorical.Events);
            Row("categorical NRI, non-events", categorical.NonEvents);
        }

        Row("IDI", NetReclassification.IntegratedDiscrimination(before, after, events, level));
    }

    private static void Curve(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.ReadRisks(input, parsed, report);
        DecisionSettings settings = DecisionSettings.Default with
        {
            Level = parsed.GetValue(Level),
            Prevalence = parsed.GetValue(Prevalence) ?? double.NaN,
        };
        report.Table("net benefit", "model", "threshold", "net benefit", "lower", "upper", "treat all", "avoided per 100");
        for (int i = 0; i < names.Length; i++)
        {
            DecisionCurve curve = DecisionCurve.WithBootstrap(
                scores[i], events, parsed.Thresholds(), parsed.GetValue(Resamples), new SeededRandom(parsed.GetValue(Seed)).For("stats/decision-curve"), settings);
            foreach (DecisionPoint point in curve.Points)
            {
                report.Row(names[i], point.Threshold, point.NetBenefit, point.Lower, point.Upper, point.TreatAll, point.InterventionsAvoidedPer100);
            }
        }
    }

    private static void Reclassify(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.ReadRisks(input, parsed, report, 2);
        double[] cutoffs = parsed.GetValue(Cutoffs) is { } list
            ? [.. Split(list).Select(text => double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value)
                ? value
                : throw new CommandFailure(ExitCode.WrongUse, $"error: --cutoffs are risks between 0 and 1 separated by commas, found '{text}'"))]
            : [];
        report.Table($"{names[1]} over {names[0]}", "measure", "value", "se", "lower", "upper", "p");
        AddReclassification(report, scores[0], scores[1], events, cutoffs, parsed.GetValue(Level));
        report.Note(NetReclassification.Warning);
    }
}
