using Voxopsy.Statistics.Discrimination;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Discrimination;

[Trait("Category", "Oracle")]
public sealed class RocOracleTests
{
    private const double Exact = 1e-12;
    private const double DeLong = 1e-10;
    private const double P = 1e-9;
    private const double Binormal = 1e-6;

    [Fact]
    public void Roc_EveryCase_AgreesWithPRoc() => StatisticsOracle.Run("roc", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Has("score1"))
        {
            Pair(asked);
        }
        else if (asked.Has("group"))
        {
            Unpaired(asked);
        }
        else if (asked.Has("features"))
        {
            Screen(asked);
        }
        else if (asked.Has("scores"))
        {
            ManyClasses(asked);
        }
        else if (asked.Call.StartsWith("pROC::power.roc.test", StringComparison.Ordinal))
        {
            RocPlanningAnswers.Give(asked);
        }
        else if (asked.Has("score"))
        {
            OneCurve(asked);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void OneCurve(OracleCase asked)
    {
        (double[][] scores, bool[] events) = TestOutcomes.Read(
            asked.Table, asked.Text("outcome"), asked.Text("negative"), asked.Text("positive"), asked.Text("score"));
        ScoreDirection direction = asked.Text("direction") == "<" ? ScoreDirection.HigherIsEvent : ScoreDirection.LowerIsEvent;
        double[] towardsEvent = direction == ScoreDirection.HigherIsEvent ? scores[0] : TestOutcomes.Negate(scores[0]);
        RocCurve curve = RocCurve.From(scores[0], events, direction);
        AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(towardsEvent, events);
        AreaUnderCurveEstimate area90 = AreaUnderCurve.DeLong(towardsEvent, events, 0.9);
        AreaUnderCurveEstimate logit = area.OnLogitScale();
        double pairs = (double)curve.Cases * curve.Controls;
        double w = pairs * area.Value;

        asked.Answer("n_cases", curve.Cases, 0);
        asked.Answer("n_controls", curve.Controls, 0);
        asked.Answer("auc", area.Value, Exact, Measure.Absolute);
        for (int i = 0; i < curve.Points.Length; i++)
        {
            string key = ExpectedQuantity.Key(i + 1);
            asked.Answer("points_threshold", key, "", curve.Points[i].Threshold, Exact);
            asked.Answer("points_sensitivity", key, "", curve.Points[i].Sensitivity, Exact, Measure.Absolute);
            asked.Answer("points_specificity", key, "", curve.Points[i].Specificity, Exact, Measure.Absolute);
        }

        asked.Answer("delong_variance", area.StandardError * area.StandardError, DeLong, Measure.Relative);
        asked.Answer("delong_ci95_lower", area.Lower, DeLong, Measure.Relative);
        asked.Answer("delong_ci95_upper", area.Upper, DeLong, Measure.Relative);
        asked.Answer("delong_ci90_lower", area90.Lower, DeLong, Measure.Relative);
        asked.Answer("delong_ci90_upper", area90.Upper, DeLong, Measure.Relative);
        asked.Answer("logit_ci95_lower", logit.Lower, DeLong, Measure.Relative);
        asked.Answer("logit_ci95_upper", logit.Upper, DeLong, Measure.Relative);
        asked.Answer("hanley_mcneil_se", AreaUnderCurve.HanleyMcNeilStandardError(area.Value, curve.Cases, curve.Controls), DeLong, Measure.Relative);
        asked.Answer("z_vs_half_delong", (area.Value - 0.5) / area.StandardError, DeLong, Measure.Relative);
        asked.Answer("p_vs_half_delong", area.PAgainstHalf, P, Measure.Relative);
        RankAnswers.Give(asked, scores[0], events, direction == ScoreDirection.HigherIsEvent ? w : pairs - w);
        if (BinormalFit.Of(curve) is { } fit)
        {
            asked.Answer("obuchowski_variance", fit.Variance, Binormal);
            asked.Answer("binormal_smooth_auc", fit.Area, Binormal);
            asked.Answer("binormal_smooth_intercept_a", fit.Intercept, Binormal);
            asked.Answer("binormal_smooth_slope_b", fit.Slope, Binormal);
        }

        Best(asked, curve, "best_youden", curve.BestByYouden());
        Best(asked, curve, "best_closest.topleft", curve.ClosestToCorner());
        Best(asked, curve, "best_youden_cost2_prev0.3", curve.BestByYouden(2, 0.3));
        Partial(asked, curve, "specificity", PartialArea.OverSpecificity);
        Partial(asked, curve, "sensitivity", PartialArea.OverSensitivity);
        asked.AnswerEach("specificity_at_sensitivity", expected => curve.SpecificityAt(expected.NumericKey1), Exact, Measure.Absolute);
        asked.AnswerEach("sensitivity_at_specificity", expected => curve.SensitivityAt(expected.NumericKey1), Exact, Measure.Absolute);
    }

    private static void Best(OracleCase asked, RocCurve curve, string quantity, IReadOnlyList<RocPoint> best)
    {
        int listed = asked.Expected.Where(expected => expected.Quantity == quantity).Select(expected => expected.Key1).Distinct().Count();
        if (listed != best.Count)
        {
            asked.Fail($"{quantity}: {listed} tied optima expected, {best.Count} found");
        }

        for (int i = 0; i < best.Count; i++)
        {
            RocPoint point = best[i];
            double tp = point.Sensitivity * curve.Cases;
            double tn = point.Specificity * curve.Controls;
            double fn = curve.Cases - tp;
            double fp = curve.Controls - tn;
            void Give(string name, double value) => asked.Answer(quantity, ExpectedQuantity.Key(i + 1), name, value, Exact);
            Give("threshold", point.Threshold);
            Give("sensitivity", point.Sensitivity);
            Give("specificity", point.Specificity);
            Give("accuracy", (tp + tn) / (curve.Cases + curve.Controls));
            Give("ppv", tp / (tp + fp));
            Give("npv", tn / (tn + fn));
            Give("tp", tp);
            Give("fp", fp);
            Give("tn", tn);
            Give("fn", fn);
            Give("youden", point.YoudenIndex + 1);
            Give("closest.topleft", RocCurve.DistanceToCorner(point));
        }
    }

    private static void Partial(OracleCase asked, RocCurve curve, string focus, Func<RocCurve, double, double, double> area)
    {
        asked.AnswerEach($"pauc_{focus}", expected => area(curve, expected.NumericKey2, expected.NumericKey1), Exact, Measure.Absolute);
        asked.AnswerEach(
            $"pauc_corrected_{focus}",
            expected => PartialArea.Standardize(
                area(curve, expected.NumericKey2, expected.NumericKey1), expected.NumericKey2, expected.NumericKey1),
            Exact,
            Measure.Absolute);
    }

    private static void Pair(OracleCase asked)
    {
        (double[][] scores, bool[] events) = TestOutcomes.Read(
            asked.Table, asked.Text("outcome"), asked.Text("negative"), asked.Text("positive"), asked.Text("score1"), asked.Text("score2"));
        double[] a = asked.Text("direction1") == "<" ? scores[0] : TestOutcomes.Negate(scores[0]);
        double[] b = asked.Text("direction2") == "<" ? scores[1] : TestOutcomes.Negate(scores[1]);
        PairedAreaComparison test = DeLongTest.Paired(a, b, events);
        asked.Answer("auc1", test.AucA, Exact, Measure.Absolute);
        asked.Answer("auc2", test.AucB, Exact, Measure.Absolute);
        asked.Answer("z", test.Z, DeLong, Measure.Relative);
        asked.Answer("p_two_sided", test.P, P, Measure.Relative);
        asked.Answer("p_less", test.PLess, P, Measure.Relative);
        asked.Answer("p_greater", test.PGreater, P, Measure.Relative);
        asked.Answer("difference_ci95_lower", test.Lower, DeLong, Measure.Relative);
        asked.Answer("difference_ci95_upper", test.Upper, DeLong, Measure.Relative);
        asked.Answer("var1", test.VarianceA, DeLong, Measure.Relative);
        asked.Answer("var2", test.VarianceB, DeLong, Measure.Relative);
        asked.Answer("covariance", test.Covariance, DeLong, Measure.Relative);
        asked.Answer("correlation", test.Covariance / Math.Sqrt(test.VarianceA * test.VarianceB), DeLong, Measure.Relative);
    }

    private static void Unpaired(OracleCase asked)
    {
        string[] groups = asked.Table.Text(asked.Text("group"));
        string[] labels = asked.Table.Text(asked.Text("outcome"));
        double[] scores = asked.Table.Numbers(asked.Text("score"));
        (double[] Scores, bool[] Events) Group(string name)
        {
            int[] rows = [.. Enumerable.Range(0, groups.Length).Where(row => groups[row] == name && !double.IsNaN(scores[row])
                && (labels[row] == asked.Text("negative") || labels[row] == asked.Text("positive")))];
            double sign = asked.Text("direction") == "<" ? 1 : -1;
            return ([.. rows.Select(row => sign * scores[row])], [.. rows.Select(row => labels[row] == asked.Text("positive"))]);
        }

        (double[] first, bool[] firstEvents) = Group(asked.Text("group1"));
        (double[] second, bool[] secondEvents) = Group(asked.Text("group2"));
        UnpairedAreaComparison test = DeLongTest.Unpaired(first, firstEvents, second, secondEvents);
        asked.Answer("auc1", test.AucA, Exact, Measure.Absolute);
        asked.Answer("auc2", test.AucB, Exact, Measure.Absolute);
        asked.Answer("D", test.D, DeLong, Measure.Relative);
        asked.Answer("df", test.DegreesOfFreedom, DeLong, Measure.Relative);
        asked.Answer("p_two_sided", test.P, P, Measure.Relative);
    }

    private static void Screen(OracleCase asked)
    {
        string outcome = asked.Text("outcome");
        foreach (string feature in asked.Table.Columns.Where(column => column != "ID" && column != outcome))
        {
            (double[][] scores, bool[] events) = TestOutcomes.Read(asked.Table, outcome, asked.Text("negative"), asked.Text("positive"), feature);
            ScoreDirection direction = ScoreDirections.ByMedians(scores[0], events);
            double[] towardsEvent = direction == ScoreDirection.HigherIsEvent ? scores[0] : TestOutcomes.Negate(scores[0]);
            AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(towardsEvent, events);
            asked.Answer("auc", feature, "", area.Value, Exact, Measure.Absolute);
            asked.AnswerText("direction", feature, "", direction == ScoreDirection.HigherIsEvent ? "<" : ">");
            asked.Answer("delong_variance", feature, "", area.StandardError * area.StandardError, DeLong, Measure.Relative);
        }
    }

    private static void ManyClasses(OracleCase asked)
    {
        string[] classes = asked.Table.Text(asked.Text("outcome"));
        foreach (string score in asked.Text("scores").Split(';'))
        {
            double[] values = asked.Table.Numbers(score);
            int[] rows = [.. Enumerable.Range(0, values.Length).Where(row => classes[row] != "NA" && !double.IsNaN(values[row]))];
            string[] kept = [.. rows.Select(row => classes[row])];
            double area = AreaUnderCurve.HandTill([.. rows.Select(row => values[row])], kept, [.. kept.Distinct().Order(StringComparer.Ordinal)]);
            asked.Answer("multiclass_auc", score, "", area, Exact, Measure.Absolute);
        }
    }
}
