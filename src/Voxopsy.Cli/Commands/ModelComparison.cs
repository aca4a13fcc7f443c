using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Reclassification;

namespace Voxopsy.Cli.Commands;

/// <summary>Several predictions of one outcome, and what a comparison says about them.</summary>
internal sealed class ModelComparison(string[] names, double[][] scores, bool[] events)
{
    internal double Margin { get; init; } = 0.05;

    internal double[] Thresholds { get; init; } = [];

    internal int Resamples { get; init; } = 2000;

    internal long Seed { get; init; } = 1;

    internal string[] Names => names;

    internal double[][] Scores => scores;

    internal bool[] Events => events;

    /// <summary>Whether a column can be read as risks; others are judged by discrimination alone.</summary>
    internal bool IsRisk(int model) => Array.TrueForAll(scores[model], score => score is >= 0 and <= 1);

    internal DecisionCurve DecisionCurveOf(int model) =>
        DecisionCurve.WithBootstrap(scores[model], events, Thresholds, Resamples, new SeededRandom(Seed).For($"compare/decision-curve/{names[model]}"));

    internal CalibrationCurve? CalibrationOf(int model) => events.Length >= 20 ? CalibrationCurve.Of(scores[model], events) : null;

    /// <summary>Every two models, the earlier one first.</summary>
    internal (int A, int B)[] Pairs() =>
        [.. Enumerable.Range(0, names.Length).SelectMany(a => Enumerable.Range(a + 1, names.Length - a - 1).Select(b => (a, b)))];

    /// <summary>DeLong's paired test of every two models.</summary>
    internal PairedAreaComparison[] Tests() => Array.ConvertAll(Pairs(), pair => DeLongTest.Paired(scores[pair.A], scores[pair.B], events));

    internal void Fill(StatsReport report)
    {
        Discrimination(report);
        Differences(report);
        Utility(report);
        foreach (string name in names.Where((_, model) => !IsRisk(model)))
        {
            report.Note($"'{name}' holds values outside 0 to 1, so it is judged by discrimination alone; calibrate it to a risk for the rest");
        }

        report.Note("all measures hold for these rows as they are: predictions of rows a model was fitted to are too good");
    }

    private void Discrimination(StatsReport report)
    {
        report.Table("models", "model", "n", "events", "auc", "lower", "upper", "average precision", "threshold", "sensitivity", "specificity", "accuracy");
        for (int i = 0; i < names.Length; i++)
        {
            AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(scores[i], events);
            double threshold = RocCurve.From(scores[i], events).YoudenThreshold();
            ConfusionMatrix matrix = ConfusionMatrix.At(scores[i], events, threshold);
            report.Row(
                names[i],
                events.Length,
                matrix.Events,
                area.Value,
                area.Lower,
                area.Upper,
                PrecisionRecallCurve.From(scores[i], events).AveragePrecision,
                threshold,
                matrix.Sensitivity.Value,
                matrix.Specificity.Value,
                matrix.Accuracy.Value);
        }

        report.Table("calibration", "model", "brier", "scaled brier", "intercept", "slope", "ici", "e90");
        for (int i = 0; i < names.Length; i++)
        {
            if (IsRisk(i) && CalibrationOf(i) is { } curve)
            {
                report.Row(names[i], curve.Brier, BrierScore.Scaled(scores[i], events), curve.Intercept, curve.Slope, curve.Ici, curve.E90);
            }
        }
    }

    private void Differences(StatsReport report)
    {
        (int A, int B)[] pairs = Pairs();
        if (pairs.Length == 0)
        {
            return;
        }

        PairedAreaComparison[] tests = Tests();
        double[] holm = MultipleTesting.Holm([.. tests.Select(test => test.P)]);
        report.Table("differences of areas (DeLong, Holm; margin of non-inferiority and equivalence)", "a", "b", "delta auc", "lower", "upper", "p", "p adjusted", "margin", "p noninferior", "p equivalent");
        for (int i = 0; i < pairs.Length; i++)
        {
            AreaEquivalence equivalence = AreaEquivalence.Of(tests[i], Margin);
            report.Row(
                names[pairs[i].A], names[pairs[i].B], tests[i].Difference, tests[i].Lower, tests[i].Upper, tests[i].P, holm[i], Margin, equivalence.PNonInferiority, equivalence.PEquivalence);
        }

        int[] others = [.. Enumerable.Range(1, names.Length - 1).Where(model => IsRisk(0) && IsRisk(model))];
        foreach (int model in others)
        {
            report.Table($"reclassification: {names[model]} over {names[0]}", "measure", "value", "se", "lower", "upper", "p");
            StatsUtility.AddReclassification(report, scores[0], scores[model], events, [], 0.95);
        }

        if (others.Length > 0)
        {
            report.Note(NetReclassification.Warning);
        }
    }

    private void Utility(StatsReport report)
    {
        report.Table("net benefit", "model", "threshold", "net benefit", "lower", "upper", "treat all", "avoided per 100");
        for (int i = 0; i < names.Length; i++)
        {
            if (IsRisk(i))
            {
                foreach (DecisionPoint point in DecisionCurveOf(i).Points)
                {
                    report.Row(names[i], point.Threshold, point.NetBenefit, point.Lower, point.Upper, point.TreatAll, point.InterventionsAvoidedPer100);
                }
            }
        }
    }
}
