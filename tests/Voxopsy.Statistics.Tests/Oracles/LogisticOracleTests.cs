using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class LogisticOracleTests
{
    // The reference runs glm with epsilon = 1e-15 and reports standard errors of its last iteration.
    private static readonly InformationPoint Glm = InformationPoint.LastIteration(1e-15);

    /// <remarks>R replaces probabilities beyond 1 − 2e-16 by that value, so residuals of such rows differ in the ninth decimal.</remarks>
    [Fact]
    [Trait("Category", "Oracle")]
    public void Logistic_EveryCase_MatchesR() => StatisticsOracle.Run("logistic", Answer, requiredShare: 0.999);

    private static bool Answer(OracleCase reference)
    {
        if (reference.Has("terms"))
        {
            AnswerFit(reference, reference.Text("terms"), "");
            return true;
        }

        if (!reference.Has("candidates"))
        {
            return false;
        }

        List<string> kept = [];
        foreach (string candidate in reference.Texts("candidates"))
        {
            LogisticModel model = AnswerFit(reference, $"`{candidate}`", $"uni_{candidate}_");
            if (model.LikelihoodRatio.P < reference.Number("alpha"))
            {
                kept.Add(candidate);
            }
        }

        for (int i = 0; i < kept.Count; i++)
        {
            reference.AnswerText("selected", Key(i + 1), "", kept[i]);
        }

        AnswerFit(reference, string.Join(" + ", kept.Select(name => $"`{name}`")), "multi_");
        return true;
    }

    private static LogisticModel AnswerFit(OracleCase reference, string formula, string tag)
    {
        // The folder's own exception: a conditioning case.
        double tight = reference.Id.Contains("conditioning", StringComparison.Ordinal) ? 1e-7 : 1e-9;
        double loose = Math.Max(tight, 1e-8);
        (Matrix predictors, string[] names, IReadOnlyList<ModelTerm> terms) = FormulaCase.Design(reference, formula);
        bool[] events = FormulaCase.Events(reference);
        LogisticModel model = LogisticRegression.Fit(predictors, events, names, Glm);
        double[] probabilities = model.Predict(predictors);
        double[] errors = [model.InterceptStandardError, .. model.StandardErrors];
        double[] z = [model.InterceptZ, .. model.Z];
        double[] p = [model.InterceptP, .. model.P];
        ImmutableArray<CoefficientInterval> wald = model.WaldIntervals();
        ImmutableArray<CoefficientInterval> profile = ProfileLikelihood.Intervals(model, predictors, events);
        for (int j = 0; j < wald.Length; j++)
        {
            string name = wald[j].Name;
            reference.Answer(tag + "coef", name, "", wald[j].Estimate, tight);
            reference.Answer(tag + "se", name, "", errors[j], tight);
            reference.Answer(tag + "z", name, "", z[j], loose);
            reference.Answer(tag + "p", name, "", p[j], loose);
            reference.Answer(tag + "odds_ratio", name, "", Math.Exp(wald[j].Estimate), tight);
            reference.Answer(tag + "wald_ci95_lower", name, "", wald[j].Lower, tight);
            reference.Answer(tag + "wald_ci95_upper", name, "", wald[j].Upper, tight);
            reference.Answer(tag + "or_wald_ci95_lower", name, "", Math.Exp(wald[j].Lower), tight);
            reference.Answer(tag + "or_wald_ci95_upper", name, "", Math.Exp(wald[j].Upper), tight);
            reference.Answer(tag + "profile_ci95_lower", name, "", profile[j].Lower, 1e-7);
            reference.Answer(tag + "profile_ci95_upper", name, "", profile[j].Upper, 1e-7);
            for (int k = 0; k < wald.Length; k++)
            {
                reference.Answer(tag + "vcov", name, wald[k].Name, model.Covariance[j, k], tight);
            }
        }

        AnswerSummary(reference, tag, model, ExplainedVariation.Of(model, probabilities, events), BrierScore.Of(probabilities, events), tight);
        if (reference.Asks(tag + "leverage"))
        {
            AnswerTerms(reference, tag, model, terms, events, loose);
            AnswerRows(reference, tag, RowDiagnostics.Of(model, predictors, events, Glm), tight);
        }

        return model;
    }

    private static void AnswerSummary(OracleCase reference, string tag, LogisticModel model, ExplainedVariation explained, double brier, double tight)
    {
        reference.Answer(tag + "deviance", model.Deviance, tight);
        reference.Answer(tag + "null_deviance", model.NullDeviance, tight);
        reference.Answer(tag + "loglik", model.LogLikelihood, tight);
        reference.Answer(tag + "df_residual", model.RowCount - model.Coefficients.Length - 1, 0);
        reference.Answer(tag + "aic", model.Aic, tight);
        reference.Answer(tag + "bic", model.Bic, tight);
        reference.Answer(tag + "n", model.RowCount, 0);
        reference.Answer(tag + "lr_chi2", model.LikelihoodRatio.ChiSquared, tight);
        reference.Answer(tag + "lr_df", model.LikelihoodRatio.DegreesOfFreedom, 0);
        reference.Answer(tag + "lr_p", model.LikelihoodRatio.P, 1e-8);
        reference.Answer(tag + "mcfadden_r2", explained.McFadden, tight);
        reference.Answer(tag + "cox_snell_r2", explained.CoxSnell, tight);
        reference.Answer(tag + "nagelkerke_r2", explained.Nagelkerke, tight);
        reference.Answer(tag + "tjur_r2", explained.Tjur, tight);
        reference.Answer(tag + "brier", brier, tight);
    }

    private static void AnswerTerms(OracleCase reference, string tag, LogisticModel model, IReadOnlyList<ModelTerm> terms, bool[] events, double loose)
    {
        foreach (TermTest test in TermTest.DropEach(terms, events))
        {
            reference.Answer(tag + "drop1_lrt", test.Term, "", test.Test.ChiSquared, 1e-9);
            reference.Answer(tag + "drop1_df", test.Term, "", test.Test.DegreesOfFreedom, 0);
            reference.Answer(tag + "drop1_p", test.Term, "", test.Test.P, 1e-8);
            reference.Answer(tag + "drop1_aic", test.Term, "", test.Aic, 1e-9);
        }

        foreach (VarianceInflation factor in terms.Count > 1 ? VarianceInflation.Of(model, terms) : [])
        {
            reference.Answer(tag + "vif", factor.Term, "", factor.Factor, loose);
            reference.Answer(tag + "gvif", factor.Term, "", factor.Factor, loose);
            reference.Answer(tag + "gvif_df", factor.Term, "", factor.DegreesOfFreedom, 0);
            reference.Answer(tag + "gvif_1_over_2df", factor.Term, "", factor.PerColumn, loose);
        }
    }

    private static void AnswerRows(OracleCase reference, string tag, ImmutableArray<RowDiagnostics> rows, double tight)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            string key = Key(i + 1);
            reference.Answer(tag + "fitted", key, "", rows[i].Fitted, tight);
            reference.Answer(tag + "linear_predictor", key, "", rows[i].LinearPredictor, tight);
            reference.Answer(tag + "leverage", key, "", rows[i].Leverage, tight);
            reference.Answer(tag + "deviance_residual", key, "", rows[i].DevianceResidual, tight);
            reference.Answer(tag + "pearson_residual", key, "", rows[i].PearsonResidual, tight);
            reference.Answer(tag + "cooks_distance", key, "", rows[i].CooksDistance, tight);
        }
    }

    private static string Key(int value) => value.ToString(CultureInfo.InvariantCulture);
}
