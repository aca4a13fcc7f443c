using System.CommandLine;
using System.Globalization;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Numerics;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Areas, curves, thresholds and tables of calls.</summary>
internal static class StatsDiscrimination
{
    private const string Table = "samples/tables/predictions.csv --outcome high_grade";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "auc",
            "Area under the ROC curve with DeLong's error and interval, for each score",
            $"voxopsy stats auc {Table} --scores clinical,combined",
            [Outcome, Positive, Scores, Level],
            Areas),
        new(
            "delong",
            "DeLong's paired test of every two scores, Holm-adjusted; with --margin also non-inferiority and equivalence",
            $"voxopsy stats delong {Table} --scores combined,clinical,radiomics --margin 0.05",
            [Outcome, Positive, Scores, Level, Margin],
            DeLong),
        new(
            "roc",
            "Points of the ROC curve, best thresholds and partial areas of a score",
            $"voxopsy stats roc {Table} --scores combined",
            [Outcome, Positive, Scores],
            Roc),
        new(
            "pr",
            "Precision-recall curve and average precision of a score",
            $"voxopsy stats pr {Table} --scores combined",
            [Outcome, Positive, Scores],
            PrecisionRecall),
        new(
            "confusion",
            "Table of calls at a threshold: sensitivity, specificity and their kin with Wilson and Clopper-Pearson intervals",
            $"voxopsy stats confusion {Table} --scores combined --threshold 0.4",
            [Outcome, Positive, Scores, Threshold, Level],
            Confusion),
        new(
            "bootstrap",
            "Stratified bootstrap intervals (percentile, BCa) of the area of a score",
            $"voxopsy stats bootstrap {Table} --scores combined --resamples 500 --seed 7",
            [Outcome, Positive, Scores, Level, Resamples, Seed],
            Bootstrap),
    ];

    /// <summary>Scores and outcomes of the rows that have both.</summary>
    internal static (string[] Names, double[][] Scores, bool[] Events) Read(StatsInput input, ParseResult parsed, StatsReport report, int least = 1)
    {
        string outcome = parsed.Need(Outcome);
        string[] names = parsed.NeedList(Scores, least);
        StatsInput complete = input.Complete([outcome, .. names], report);
        double[][] scores = [.. names.Select(complete.Numbers)];
        string[] constant = [.. names.Where((_, i) => !scores[i].AsSpan().ContainsAnyExcept(scores[i][0]))];
        if (constant.Length > 0)
        {
            report.Note($"{string.Join(", ", constant.Distinct())} never varied and cannot tell anyone apart");
        }

        return (names, scores, complete.Events(outcome, parsed.GetValue(Positive)));
    }

    /// <summary>Predicted risks and outcomes of both classes.</summary>
    internal static (string[] Names, double[][] Risks, bool[] Events) ReadRisks(StatsInput input, ParseResult parsed, StatsReport report, int least = 1)
    {
        (string[] names, double[][] risks, bool[] events) = Read(input, parsed, report, least);
        for (int i = 0; i < names.Length; i++)
        {
            int outside = Array.FindIndex(risks[i], risk => risk is < 0 or > 1);
            if (outside >= 0)
            {
                throw new CommandFailure(
                    ExitCode.DataCheckFailed,
                    $"error data: '{names[i]}' is not a predicted risk\n  found     {StatsReport.Show(risks[i][outside])}\n  expected  values within 0 and 1\n  fix: name a column of probabilities, or fit one with voxopsy stats logistic");
            }
        }

        return events.Distinct().Count() == 2
            ? (names, risks, events)
            : throw new CommandFailure(
                ExitCode.DataCheckFailed,
                $"error data: '{parsed.Need(Outcome)}' has one class only   {events.Count(one => one)} of {events.Length} rows are events\n  expected  both classes\n  fix: check the outcome column, --positive and the rows kept");
    }

    private static void Areas(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = Read(input, parsed, report);
        double level = parsed.GetValue(Level);
        report.Table("area under the ROC curve", "score", "n", "events", "auc", "se", "lower", "upper", "p vs half");
        for (int i = 0; i < names.Length; i++)
        {
            AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(scores[i], events, level);
            report.Row(names[i], events.Length, events.Count(one => one), area.Value, area.StandardError, area.Lower, area.Upper, area.PAgainstHalf);
        }
    }

    private static void DeLong(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = Read(input, parsed, report, 2);
        (int A, int B)[] pairs = [.. Enumerable.Range(0, names.Length).SelectMany(a => Enumerable.Range(a + 1, names.Length - a - 1).Select(b => (a, b)))];
        PairedAreaComparison[] tests = Array.ConvertAll(pairs, pair => DeLongTest.Paired(scores[pair.A], scores[pair.B], events, parsed.GetValue(Level)));
        double[] holm = MultipleTesting.Holm([.. tests.Select(test => test.P)]);
        report.Table("paired DeLong tests", "a", "b", "auc a", "auc b", "difference", "lower", "upper", "z", "p", "p holm");
        for (int i = 0; i < pairs.Length; i++)
        {
            PairedAreaComparison test = tests[i];
            report.Row(names[pairs[i].A], names[pairs[i].B], test.AucA, test.AucB, test.Difference, test.Lower, test.Upper, test.Z, test.P, holm[i]);
        }

        if (parsed.GetValue(Margin) is { } margin)
        {
            report.Table("against the margin", "a", "b", "margin", "lower 90", "upper 90", "p noninferior", "p equivalent", "power noninferior", "power equivalent");
            for (int i = 0; i < pairs.Length; i++)
            {
                AreaEquivalence test = AreaEquivalence.Of(tests[i], margin);
                report.Row(
                    names[pairs[i].A], names[pairs[i].B], margin, test.Lower, test.Upper, test.PNonInferiority, test.PEquivalence, test.PowerNonInferiority, test.PowerEquivalence);
            }
        }

        report.Note("nested models fitted to the same rows must not be compared this way; use a likelihood-ratio test or data neither has seen");
    }

    private static void Roc(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = Read(input, parsed, report);
        RocCurve curve = RocCurve.From(scores[0], events);
        report.Table($"best thresholds of {names[0]}", "rule", "threshold", "sensitivity", "specificity");
        foreach (RocPoint point in curve.BestByYouden())
        {
            report.Row("youden", point.Threshold, point.Sensitivity, point.Specificity);
        }

        foreach (RocPoint point in curve.ClosestToCorner())
        {
            report.Row("closest to the corner", point.Threshold, point.Sensitivity, point.Specificity);
        }

        report.Table("partial areas", "over", "from", "to", "area", "standardized");
        foreach (double from in new[] { 0.8, 0.9 })
        {
            double specific = PartialArea.OverSpecificity(curve, from, 1);
            double sensitive = PartialArea.OverSensitivity(curve, from, 1);
            report.Row("specificity", from, 1.0, specific, PartialArea.Standardize(specific, from, 1));
            report.Row("sensitivity", from, 1.0, sensitive, PartialArea.Standardize(sensitive, from, 1));
        }

        report.Table("points", "threshold", "sensitivity", "specificity");
        foreach (RocPoint point in curve.Points)
        {
            report.Row(point.Threshold, point.Sensitivity, point.Specificity);
        }
    }

    private static void PrecisionRecall(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = Read(input, parsed, report);
        report.Table("average precision", "score", "average precision", "prevalence");
        PrecisionRecallCurve[] curves = Array.ConvertAll(scores, one => PrecisionRecallCurve.From(one, events));
        for (int i = 0; i < names.Length; i++)
        {
            report.Row(names[i], curves[i].AveragePrecision, curves[i].Prevalence);
        }

        report.Table($"points of {names[0]}", "threshold", "recall", "precision");
        foreach (PrecisionRecallPoint point in curves[0].Points)
        {
            report.Row(point.Threshold, point.Recall, point.Precision);
        }
    }

    private static void Confusion(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = Read(input, parsed, report);
        double level = parsed.GetValue(Level);
        for (int i = 0; i < names.Length; i++)
        {
            double threshold = parsed.GetValue(Threshold) ?? RocCurve.From(scores[i], events).YoudenThreshold();
            ConfusionMatrix matrix = ConfusionMatrix.At(scores[i], events, threshold) with { Level = level };
            (int tp, int fp, int fn, int tn) = (matrix.TruePositives, matrix.FalsePositives, matrix.FalseNegatives, matrix.TrueNegatives);
            report.Table(string.Create(CultureInfo.InvariantCulture, $"{names[i]} at {threshold:G5}"), "measure", "k", "n", "value", "wilson lower", "wilson upper", "exact lower", "exact upper");
            void Give(string measure, int k, int n)
            {
                ProportionEstimate wilson = Proportion.Wilson(k, n, level);
                ProportionEstimate exact = Proportion.ClopperPearson(k, n, level);
                report.Row(measure, k, n, wilson.Value, wilson.Lower, wilson.Upper, exact.Lower, exact.Upper);
            }

            Give("accuracy", tp + tn, matrix.Count);
            Give("sensitivity", tp, tp + fn);
            Give("specificity", tn, tn + fp);
            Give("ppv", tp, tp + fp);
            Give("npv", tn, tn + fn);
            report.Row("f1", null, null, matrix.F1.Value, matrix.F1.Lower, matrix.F1.Upper, null, null);
            report.Row("balanced accuracy", null, null, matrix.BalancedAccuracy, null, null, null, null);
            report.Row("matthews correlation", null, null, matrix.MatthewsCorrelation, null, null, null, null);
            report.Row("likelihood ratio +", null, null, matrix.PositiveLikelihoodRatio.Value, matrix.PositiveLikelihoodRatio.Lower, matrix.PositiveLikelihoodRatio.Upper, null, null);
            report.Row("likelihood ratio -", null, null, matrix.NegativeLikelihoodRatio.Value, matrix.NegativeLikelihoodRatio.Lower, matrix.NegativeLikelihoodRatio.Upper, null, null);
        }

        if (parsed.GetValue(Threshold) is null)
        {
            report.Note("the threshold was chosen on these rows, so its measures are too good; give --threshold from training rows");
        }
    }

    private static void Bootstrap(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = Read(input, parsed, report);
        double level = parsed.GetValue(Level);
        report.Table("stratified bootstrap of the area", "score", "auc", "se", "interval", "lower", "upper");
        for (int i = 0; i < names.Length; i++)
        {
            AreaBootstrap bootstrap = AreaBootstrap.Of(scores[i], events);
            BootstrapIntervals intervals = new(
                bootstrap.Stratified(parsed.GetValue(Resamples), new SeededRandom(parsed.GetValue(Seed)).For("stats/bootstrap")), bootstrap.Area);
            Interval percentile = intervals.Percentile(level);
            report.Row(names[i], bootstrap.Area, intervals.StandardError, "percentile", percentile.Lower, percentile.Upper);
            Interval bca = intervals.Bca(BootstrapIntervals.Acceleration(bootstrap.Jackknife()), level);
            report.Row(names[i], bootstrap.Area, intervals.StandardError, "bca", bca.Lower, bca.Upper);
        }
    }
}
