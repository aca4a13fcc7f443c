using System.Collections.Immutable;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Tests.Figures;

/// <summary>Plausible numbers from plain formulas, so that a drawing depends on nothing but the drawing code.</summary>
internal static class SampleNumbers
{
    /// <summary>A fixed sequence within [0, 1) without visible order (additive recurrence of the golden ratio).</summary>
    internal static IEnumerable<double> Sequence(int count, double start) =>
        Enumerable.Range(1, count).Select(i => ((i * 0.6180339887498949) + start + (0.37 * Math.Sin(i * 1.7))) % 1).Select(value => value < 0 ? value + 1 : value);

    internal static ImmutableArray<RocPoint> Roc(double power, int steps = 60) =>
        [.. Enumerable.Range(0, steps + 1).Select(i => (double)i / steps).Select(x => new RocPoint(x, Math.Round(Math.Pow(x, power) * 40) / 40))];

    internal static ImmutableArray<CaseScore> Scores(int count, double separation)
    {
        double[] draws = [.. Sequence(count, 0.11)];
        return [.. draws.Select((draw, i) =>
        {
            bool outcome = i % 5 < 2;
            double logit = (Math.Log((draw + 0.02) / (1.02 - draw)) * 0.8) + (outcome ? separation : -separation);
            return new CaseScore($"P{i:000}", outcome, 1 / (1 + Math.Exp(-logit)));
        })];
    }

    internal static CalibrationResult Calibration() => new(
        new Estimate(-0.04, -0.31, 0.23),
        new Estimate(0.91, 0.66, 1.16),
        0.031,
        0.024,
        0.067,
        0.11,
        [.. Enumerable.Range(4, 85).Select(i => i / 100.0).Select(p => new CalibrationPoint(p, Math.Clamp(p + (0.07 * Math.Sin(6 * p)) - 0.02, 0, 1)))],
        [.. Enumerable.Range(0, 8).Select(i =>
        {
            double p = 0.08 + (i * 0.11);
            double observed = Math.Clamp(p + (0.09 * Math.Cos(i * 2.1)), 0.01, 0.99);
            return new CalibrationGroup(p, new Estimate(observed, Math.Max(0, observed - 0.15), Math.Min(1, observed + 0.16)), 29);
        })]);

    internal static DecisionCurveResult DecisionCurve(double lift) => new(
        [.. Enumerable.Range(5, 56).Select(i =>
        {
            double t = i / 100.0;
            double all = 0.4 - (0.6 * t / (1 - t));
            double benefit = Math.Max(all, 0.4 * Math.Exp(-2.2 * t / lift)) - 0.01;
            return new DecisionCurvePoint(t, new Estimate(benefit, benefit - 0.05, benefit + 0.05), all, 100 * (benefit - all) * (1 - t) / t);
        })]);

    internal static LassoResult Lasso()
    {
        const int Count = 50;
        double[] lambdas = [.. Enumerable.Range(0, Count).Select(i => 0.21 * Math.Pow(0.001, i / (Count - 1.0)))];
        string[] names =
        [
            "tumour.shape_sphericity", "tumour.shape_maximum_3d_diameter", "tumour.firstorder_10th_percentile_of_a_very_long_name", "kidney.glcm_contrast",
            "tumour.glszm_zone_entropy", "age", "tumour.firstorder_skewness", "kidney.shape_flatness", "bmi", "tumour.ngtdm_busyness",
        ];
        return new LassoResult(
            [.. lambdas],
            [.. lambdas.Select((_, i) => 1.34 - (0.16 * Math.Exp(-Math.Pow((i - 27) / 13.0, 2))) + (i > 36 ? (i - 36) * 0.008 : 0))],
            [.. lambdas.Select((_, i) => 0.025 + (0.0004 * i))],
            [.. lambdas.Select((_, i) => names.Where((_, k) => i > 2 + (k * 5)).Count())],
            27,
            18,
            27,
            [.. names.Select((name, k) => new LassoCoefficientPath(
                name,
                [.. lambdas.Select((_, i) => i <= 2 + (k * 5) ? 0 : (k % 3 == 1 ? -1 : 1) * (1 - Math.Exp(-(i - 2 - (k * 5)) / 14.0)) * (0.9 - (0.07 * k)))]))]);
    }

    internal static NomogramResult Nomogram() => new(
        [
            new NomogramAxisResult("age", "year", [.. Enumerable.Range(0, 8).Select(i => new NomogramMark($"{20 + (i * 10)}", i * 3.2))]),
            new NomogramAxisResult("sex", "", [new("F", 0), new("M", 8)]),
            new NomogramAxisResult("radiographic size", "cm", [.. Enumerable.Range(0, 11).Select(i => new NomogramMark($"{i * 2}", i * 10.0))]),
            new NomogramAxisResult("symptoms at presentation", "", [new("none", 0), new("local", 4), new("systemic, with weight loss", 9)]),
        ],
        140,
        [.. new[] { 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95 }.Select(p => new NomogramTotal(70 + (18 * Math.Log(p / (1 - p))), p))]);
}
