using System.Globalization;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Validation;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

/// <summary>The quantities of R's <c>val.prob</c> and its kin for a column of predicted probabilities.</summary>
internal static class ValidationProbabilityCase
{
    internal static void Answer(OracleCase reference)
    {
        double[] all = reference.Table.Numbers(reference.Text("predicted"));
        bool[] outcome = FormulaCase.Events(reference);
        int[] kept = [.. Enumerable.Range(0, all.Length).Where(i => !double.IsNaN(all[i]))];
        double[] p = [.. kept.Select(i => all[i])];
        bool[] events = [.. kept.Select(i => outcome[i])];
        AnswerIndices(reference, p, events);
        AnswerLine(reference, p, events);
        AnswerGroups(reference, p, events);
        AnswerCurves(reference, p, events);
    }

    private static void AnswerIndices(OracleCase reference, double[] p, bool[] events)
    {
        int n = p.Length;
        double[] logOdds = [.. p.Select(x => Math.Log(x / (1 - x)))];
        ValidationIndices indices = ValidationIndices.Of(logOdds, events);
        SpiegelhalterTest spiegelhalter = SpiegelhalterTest.Of(p, events);
        double[] distance = [.. Distances(p, events).Order()];
        double fall = (indices.Unreliability * n) + 2;
        double explained = (indices.Discrimination * n) + 1;
        Dictionary<string, double> exact = new()
        {
            ["Dxy"] = indices.Dxy,
            ["C (ROC)"] = indices.AreaUnderCurve,
            ["R2"] = indices.R2,
            ["D"] = indices.Discrimination,
            ["D:Chi-sq"] = explained,
            ["D:p"] = ChiSquared.Upper(explained, 1),
            ["U"] = indices.Unreliability,
            ["U:Chi-sq"] = fall,
            ["U:p"] = ChiSquared.Upper(fall, 2),
            ["Q"] = indices.Quality,
            ["Brier"] = indices.Brier,
            ["Intercept"] = indices.Intercept,
            ["Slope"] = indices.Slope,
            ["Emax"] = distance[^1],
            ["E90"] = Quantile.Type7OfSorted(distance, 0.9),
            ["Eavg"] = distance.Average(),
            ["S:z"] = spiegelhalter.Z,
            ["S:p"] = spiegelhalter.P,
        };
        reference.AnswerEach("exact", each => exact[each.Key1], 1e-8);

        // val.prob itself counts D from the predictions as they are, not as recalibrated, and leaves its p value out.
        double share = (double)events.Count(each => each) / n;
        double nullDeviance = -2 * n * ((share * Math.Log(share)) + ((1 - share) * Math.Log(1 - share)));
        exact["D:Chi-sq"] = explained - fall;
        exact["D"] = (explained - fall - 1) / n;
        exact["D:p"] = double.NaN;
        exact["Q"] = exact["D"] - exact["U"];
        exact["R2"] = (1 - Math.Exp(-exact["D:Chi-sq"] / n)) / (1 - Math.Exp(-nullDeviance / n));
        reference.AnswerEach("rms", each => exact[each.Key1], 1e-3);
        reference.Answer("observed_over_expected", events.Count(each => each) / p.Sum(), 1e-9);
        reference.Answer("log_loss", p.Select((x, i) => -Math.Log(events[i] ? x : 1 - x)).Average(), 1e-9);
        reference.Answer("scaled_brier", BrierScore.Scaled(p, events), 1e-9);
    }

    private static double[] Distances(double[] p, bool[] events)
    {
        int[] order = [.. Enumerable.Range(0, p.Length).OrderBy(i => p[i])];
        double[] x = [.. order.Select(i => p[i])];
        double[] smooth = Lowess.Smooth(x, [.. order.Select(i => events[i] ? 1.0 : 0.0)]);
        ILookup<double, double> atValue = Enumerable.Range(0, x.Length).ToLookup(i => x[i], i => smooth[i]);
        return [.. p.Select(value => Math.Abs(value - atValue[value].Average()))];
    }

    private static void AnswerLine(OracleCase reference, double[] p, bool[] events)
    {
        CalibrationLine line = CalibrationLine.Of(p, events);
        reference.Answer("calibration_in_the_large", line.Intercept, 1e-8);
        reference.Answer("calibration_in_the_large_se", line.InterceptStandardError, 1e-8);
        reference.Answer("slope_se", line.SlopeStandardError, 1e-8);
        reference.Answer("slope_intercept_se", line.SlopeInterceptStandardError, 1e-8);
        BinnedCalibration binned = BinnedCalibration.Of(p, events);
        reference.Answer("ece_10_equal_width", binned.Expected, 1e-9);
        reference.Answer("mce_10_equal_width", binned.Largest, 1e-9);
    }

    private static void AnswerGroups(OracleCase reference, double[] p, bool[] events)
    {
        foreach (string key in reference.Expected.Where(each => each.Quantity == "hosmer_lemeshow_chi2").Select(each => each.Key1))
        {
            HosmerLemeshow test = HosmerLemeshow.Of(p, events, int.Parse(key, CultureInfo.InvariantCulture));
            reference.Answer("hosmer_lemeshow_chi2", key, "", test.ChiSquared, 1e-10);
            reference.Answer("hosmer_lemeshow_df_groups_minus_2", key, "", test.DegreesOfFreedom, 0);
            reference.Answer("hosmer_lemeshow_p", key, "", test.P, 1e-10);
            reference.Answer("hosmer_lemeshow_p_df_g_external", key, "", test.ExternalP, 1e-10);
            for (int g = 0; g < test.Groups.Length; g++)
            {
                string group = (g + 1).ToString(CultureInfo.InvariantCulture);
                reference.Answer($"hl_g{key}_n", group, "", test.Groups[g].Count, 0);
                reference.Answer($"hl_g{key}_observed", group, "", test.Groups[g].Observed, 0);
                reference.Answer($"hl_g{key}_expected", group, "", test.Groups[g].Expected, 1e-10);
            }
        }
    }

    private static void AnswerCurves(OracleCase reference, double[] p, bool[] events)
    {
        CalibrationCurve curve = CalibrationCurve.Of(p, events);
        double[] interpolated = LocalRegression.FitInterpolated(p, [.. events.Select(each => each ? 1.0 : 0.0)], p);
        int[] order = [.. Enumerable.Range(0, p.Length).OrderBy(i => p[i])];
        double[] isotonic = IsotonicRegression.Fit([.. order.Select(i => events[i] ? 1.0 : 0.0)]);
        for (int i = 0; i < p.Length; i++)
        {
            string key = (i + 1).ToString(CultureInfo.InvariantCulture);
            reference.Answer("loess_direct_fit", key, "", curve.Fitted[i], 1e-9);
            reference.Answer("isotonic_fit", key, "", isotonic[i], 1e-9);
            reference.Answer("isotonic_note_sorted_p", key, "", p[order[i]], 1e-12);
            reference.Answer("loess_default_interpolate_fit_first20", key, "", interpolated[i], 1e-9);
        }

        reference.Answer("ici_loess", curve.Ici, 1e-9);
        reference.Answer("e50_loess", curve.E50, 1e-9);
    }
}
