using System.Collections.Immutable;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Regression;
using Voxopsy.Study.Results;
using CalibrationPoint = Voxopsy.Study.Results.CalibrationPoint;

namespace Voxopsy.Study.Evaluations;

/// <summary>Calibration of frozen probabilities: line, smooth curve, groups.</summary>
internal static class CalibrationSummary
{
    private const double Normal975 = 1.959963984540054;
    private const int Groups = 10;

    /// <summary>Undefined where probabilities do not differ or separate the outcomes.</summary>
    internal static CalibrationResult Of(double[] probabilities, bool[] outcomes)
    {
        ImmutableArray<CalibrationGroup> groups = GroupsOf(probabilities, outcomes);
        if (probabilities.Distinct().Count() < 3)
        {
            return new CalibrationResult(Estimate.Undefined, Estimate.Undefined, double.NaN, double.NaN, double.NaN, double.NaN, [], groups);
        }

        try
        {
            CalibrationCurve curve = CalibrationCurve.Of(probabilities, outcomes);
            return new CalibrationResult(
                Wald(curve.Line.Intercept, curve.Line.InterceptStandardError),
                Wald(curve.Line.Slope, curve.Line.SlopeStandardError),
                curve.Ici,
                curve.E50,
                curve.E90,
                curve.Emax,
                [.. curve.Points.Select(point => new CalibrationPoint(point.Predicted, point.Observed))],
                groups);
        }
        catch (UnfittableModelException)
        {
            // Probabilities that separate the outcomes have no calibration line; undefined is the true answer.
            return new CalibrationResult(Estimate.Undefined, Estimate.Undefined, double.NaN, double.NaN, double.NaN, double.NaN, [], groups);
        }
    }

    private static Estimate Wald(double value, double error) => new(value, value - (Normal975 * error), value + (Normal975 * error));

    /// <summary>Ten groups by predicted probability, fewer for few cases; cases of one probability stay together.</summary>
    private static ImmutableArray<CalibrationGroup> GroupsOf(double[] probabilities, bool[] outcomes)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Length).OrderBy(i => probabilities[i])];
        int groups = Math.Clamp(probabilities.Length / 10, 1, Groups);
        List<CalibrationGroup> found = [];
        int start = 0;
        for (int group = 1; group <= groups && start < order.Length; group++)
        {
            int end = Math.Max(start + 1, (int)Math.Round((double)group * order.Length / groups));
            while (end < order.Length && probabilities[order[end]] == probabilities[order[end - 1]])
            {
                end++;
            }

            int[] members = order[start..end];
            ProportionEstimate observed = Proportion.Wilson(members.Count(i => outcomes[i]), members.Length);
            found.Add(new CalibrationGroup(members.Average(i => probabilities[i]), new Estimate(observed.Value, observed.Lower, observed.Upper), members.Length));
            start = end;
        }

        return [.. found];
    }
}
