using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class SurvivalOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Survival_EveryCase_MatchesR() => StatisticsOracle.Run("survival", Answer);

    private static bool Answer(OracleCase reference)
    {
        string kind = reference.Call;
        Action<OracleCase>? answer =
            kind.StartsWith("survfit", StringComparison.Ordinal) ? AnswerCurves
            : kind.StartsWith("survdiff", StringComparison.Ordinal) ? AnswerLogRank
            : kind.StartsWith("coxph", StringComparison.Ordinal) ? AnswerCox
            : kind.StartsWith("survival::concordance", StringComparison.Ordinal) ? AnswerConcordance
            : reference.Has("marker") ? AnswerArea
            : kind.StartsWith("Cox survival predictions", StringComparison.Ordinal) ? AnswerBrier
            : reference.Has("min_proportion") ? AnswerCut
            : null;
        answer?.Invoke(reference);
        return answer is not null;
    }

    private static SurvivalOutcome Outcome(OracleCase reference, int[]? rows = null)
    {
        double[] times = reference.Table.Numbers(reference.Text("time"));
        bool[] events = [.. reference.Table.Numbers(reference.Text("event")).Select(value => value == 1)];
        rows ??= [.. Enumerable.Range(0, times.Length)];
        return SurvivalOutcome.Of([.. rows.Select(row => times[row])], [.. rows.Select(row => events[row])]);
    }

    private static void AnswerCurves(OracleCase reference)
    {
        SurvivalOutcome all = Outcome(reference);
        string[] groups = reference.Has("group") ? reference.Table.Text(reference.Text("group")) : [.. Enumerable.Repeat("all", all.Count)];
        double bound = groups.Distinct().Min(group => Enumerable.Range(0, all.Count).Where(i => groups[i] == group).Max(i => all.Times[i]));
        reference.Answer("rmst_tau", bound, 1e-9);
        foreach (string group in groups.Distinct())
        {
            KaplanMeier curve = KaplanMeier.Of(all.Rows([.. Enumerable.Range(0, all.Count).Where(i => groups[i] == group)]));
            foreach (SurvivalPoint point in curve.Points)
            {
                string time = Key(point.Time);
                reference.Answer("n_risk", group, time, point.AtRisk, 0);
                reference.Answer("n_event", group, time, point.Events, 0);
                reference.Answer("survival", group, time, point.Survival, 1e-9);
                reference.Answer("std_err_survival", group, time, point.Survival * point.LogStandardError, 1e-9);
                reference.Answer("nelson_aalen", group, time, point.CumulativeHazard, 1e-9);
            }

            foreach ((string name, SurvivalScale scale) in new[] { ("plain", SurvivalScale.Plain), ("log", SurvivalScale.Log), ("log-log", SurvivalScale.LogLog) })
            {
                var limits = curve.Limits(scale);
                for (int i = 0; i < limits.Length; i++)
                {
                    reference.Answer($"lower_{name}", group, Key(curve.Points[i].Time), limits[i].Lower, 1e-9);
                    reference.Answer($"upper_{name}", group, Key(curve.Points[i].Time), limits[i].Upper, 1e-9);
                }

                (double median, double lower, double upper) = curve.Median(scale);
                reference.Answer($"median_{name}", group, "median", median, 1e-9);
                reference.Answer($"median_{name}", group, "lower", lower, 1e-9);
                reference.Answer($"median_{name}", group, "upper", upper, 1e-9);
            }

            (double mean, double error) = curve.RestrictedMean(bound);
            reference.Answer("rmst", group, "rmst", mean, 1e-9);
            reference.Answer("rmst", group, "se", error, 1e-9);
        }
    }

    private static void AnswerLogRank(OracleCase reference)
    {
        for (int rho = 0; rho < 2; rho++)
        {
            LogRankTest test = LogRankTest.Of(
                Outcome(reference), reference.Table.Text(reference.Text("group")), rho, reference.Has("strata") ? reference.Table.Text(reference.Text("strata")) : null);
            reference.Answer($"chi2_rho{rho}", test.ChiSquared, 1e-9);
            reference.Answer($"p_rho{rho}", test.P, 1e-8);
            foreach (LogRankGroup group in test.Groups)
            {
                reference.Answer($"observed_rho{rho}", group.Group, "", group.Observed, 1e-9);
                reference.Answer($"expected_rho{rho}", group.Group, "", group.Expected, 1e-9);
            }
        }
    }

    private static (CoxModel Model, Matrix Predictors, IReadOnlyList<ModelTerm> Terms, SurvivalOutcome Outcome) Fit(OracleCase reference)
    {
        (Matrix all, string[] names, IReadOnlyList<ModelTerm> terms) = FormulaCase.Design(reference, reference.Text("terms"));
        int[] complete = [.. Enumerable.Range(0, all.RowCount).Where(row => all.Row(row).All(double.IsFinite))];
        SurvivalOutcome outcome = Outcome(reference, complete);
        Matrix predictors = all.SelectRows(complete);
        CoxTies ties = reference.Has("ties") && reference.Text("ties") == "breslow" ? CoxTies.Breslow : CoxTies.Efron;
        return (CoxRegression.Fit(predictors, outcome, names, ties), predictors, terms, outcome);
    }

    private static void AnswerCox(OracleCase reference)
    {
        (CoxModel model, Matrix predictors, IReadOnlyList<ModelTerm> terms, SurvivalOutcome outcome) = Fit(reference);
        var ratios = model.HazardRatios();
        for (int j = 0; j < model.Names.Length; j++)
        {
            string name = model.Names[j];
            reference.Answer("coef", name, "", model.Coefficients[j], 1e-9);
            reference.Answer("se", name, "", model.StandardErrors[j], 1e-9);
            reference.Answer("z", name, "", model.Z[j], 1e-8);
            reference.Answer("p", name, "", model.P[j], 1e-8);
            reference.Answer("hazard_ratio", name, "", ratios[j].Estimate, 1e-9);
            reference.Answer("hr_ci95_lower", name, "", ratios[j].Lower, 1e-9);
            reference.Answer("hr_ci95_upper", name, "", ratios[j].Upper, 1e-9);
        }

        reference.Answer("loglik", "null", "", model.NullLogLikelihood, 1e-9);
        reference.Answer("loglik", "model", "", model.LogLikelihood, 1e-9);
        reference.Answer("aic", model.Aic, 1e-9);
        AnswerTest(reference, "lr_test", "", model.LikelihoodRatio.ChiSquared, model.LikelihoodRatio.DegreesOfFreedom, model.LikelihoodRatio.P);
        AnswerTest(reference, "score_test", "", model.ScoreTest.ChiSquared, model.ScoreTest.DegreesOfFreedom, model.ScoreTest.P);
        // R rounds this statistic to two decimals and takes p from the exact one.
        AnswerTest(reference, "wald_test", "R rounds the Wald chi2 to 2 decimals", Math.Round(model.Wald.Statistic, 2), model.Wald.DegreesOfFreedom, model.Wald.P);
        foreach (ProportionalHazardsTest test in ProportionalHazardsTest.Of(model, terms))
        {
            reference.Answer("zph_chi2", test.Term, "", test.ChiSquared, 1e-8);
            reference.Answer("zph_p", test.Term, "", test.P, 1e-8);
        }

        foreach (BaselineHazard place in model.Baseline)
        {
            reference.Answer("cumulative_baseline_hazard_at_zero", Key(place.Time), "", place.Hazard, 1e-9);
        }

        double[] linear = model.LinearPredictor(predictors);
        for (int i = 0; i < linear.Length; i++)
        {
            string key = (i + 1).ToString(CultureInfo.InvariantCulture);
            reference.Answer("linear_predictor_uncentred", key, "", linear[i], 1e-9);
            reference.Answer("martingale_residual", key, "", model.MartingaleResiduals[i], 1e-9);
        }

        double[] longer = [.. linear.Select(value => -value)];
        SurvivalConcordance harrell = SurvivalConcordance.Of(outcome, longer);
        AnswerPairs(reference, "concordance_counts", harrell);
        reference.Answer("concordance", harrell.Value, 1e-9);
        reference.Answer("concordance_se", harrell.StandardError, 1e-9);
        reference.Answer("uno_concordance_n_over_G2", SurvivalConcordance.Of(outcome, longer, PairWeight.InverseCensoring).Value, 1e-9);
    }

    private static void AnswerTest(OracleCase reference, string quantity, string key2, double statistic, int degrees, double p)
    {
        reference.Answer(quantity, "chi2", key2, statistic, 1e-9);
        reference.Answer(quantity, "df", key2, degrees, 0);
        reference.Answer(quantity, "p", key2, p, 1e-8);
    }

    private static void AnswerPairs(OracleCase reference, string quantity, SurvivalConcordance pairs)
    {
        (string Name, double Value)[] counts =
            [("concordant", pairs.Concordant), ("discordant", pairs.Discordant), ("tied.x", pairs.TiedScores), ("tied.y", pairs.TiedTimes), ("tied.xy", pairs.TiedBoth)];
        foreach ((string name, double value) in counts)
        {
            reference.Answer(quantity, name, "", value, 0);
        }
    }

    private static void AnswerConcordance(OracleCase reference)
    {
        double[] scores = reference.Table.Numbers(reference.Text("score"));
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => !double.IsNaN(scores[row]))];
        double sign = reference.Text("high_score_means") == "shorter survival" ? -1 : 1;
        SurvivalConcordance pairs = SurvivalConcordance.Of(Outcome(reference, rows), [.. rows.Select(row => sign * scores[row])]);
        reference.Answer("concordance", pairs.Value, 1e-9);
        reference.Answer("se", pairs.StandardError, 1e-9);
        AnswerPairs(reference, "counts", pairs);
    }

    private static void AnswerArea(OracleCase reference)
    {
        double[] marker = reference.Table.Numbers(reference.Text("marker"));
        int[] rows = [.. Enumerable.Range(0, marker.Length).Where(row => !double.IsNaN(marker[row]))];
        SurvivalOutcome outcome = Outcome(reference, rows);
        KaplanMeier curve = KaplanMeier.Of(outcome);
        foreach (double time in reference.Numbers("times"))
        {
            TimeDependentArea area = TimeDependentArea.At(outcome, [.. rows.Select(row => marker[row])], time);
            reference.Answer("auc_t", Key(time), "", area.Area, 1e-9);
            reference.Answer("cases", Key(time), "", area.Cases, 0);
            reference.Answer("controls", Key(time), "", area.Controls, 0);
            reference.Answer("event_probability", Key(time), "", 1 - curve.At(time), 1e-9);
        }
    }

    private static void AnswerBrier(OracleCase reference)
    {
        (CoxModel model, Matrix predictors, _, SurvivalOutcome outcome) = Fit(reference);
        double[] linear = model.LinearPredictor(predictors);
        foreach (double time in reference.Numbers("times"))
        {
            double[] survival = [.. linear.Select(value => model.Survival(value, time))];
            reference.Answer("brier", Key(time), "", SurvivalBrierScore.At(outcome, survival, time), 1e-9);
            for (int i = 0; i < survival.Length; i++)
            {
                reference.Answer("predicted_survival", (i + 1).ToString(CultureInfo.InvariantCulture), Key(time), survival[i], 1e-9);
            }
        }
    }

    private static void AnswerCut(OracleCase reference)
    {
        double[] scores = reference.Table.Numbers(reference.Text("score"));
        int[] rows = [.. Enumerable.Range(0, scores.Length).Where(row => !double.IsNaN(scores[row]))];
        SurvivalCutPoint best = SurvivalCutPoint.Search(Outcome(reference, rows), [.. rows.Select(row => scores[row])], reference.Number("min_proportion"));
        reference.Answer("best_cut", best.Cut, 1e-12);
        reference.Answer("best_chi2", best.ChiSquared, 1e-9);
        foreach ((double cut, double statistic) in best.Tried)
        {
            reference.Answer("chi2_at_cut", Key(cut), "", statistic, 1e-9);
        }
    }

    private static string Key(double value) => ExpectedQuantity.Key(value);
}
