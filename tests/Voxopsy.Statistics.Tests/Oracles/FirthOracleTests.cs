using System.Globalization;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class FirthOracleTests
{
    /// <remarks>
    /// Under complete separation the reference's search may stop at a lower maximum, which puts a limit too far in; sixty starts of another
    /// optimizer confirm the limits found here (docs/methods/statistics-models.md). Hence not every value is asked for.
    /// </remarks>
    [Fact]
    [Trait("Category", "Oracle")]
    public void Firth_EveryCase_MatchesR() => StatisticsOracle.Run("firth", Answer, requiredShare: 0.996);

    private static bool Answer(OracleCase reference)
    {
        if (!reference.Has("terms"))
        {
            return false;
        }

        (Matrix predictors, string[] names, _) = FormulaCase.Design(reference, reference.Text("terms"));
        bool[] events = FormulaCase.Events(reference);
        FirthModel model = FirthRegression.Fit(predictors, events, names);
        foreach (FirthCoefficient coefficient in model.Coefficients)
        {
            reference.Answer("coef", coefficient.Name, "", coefficient.Estimate, 1e-7);
            reference.Answer("se", coefficient.Name, "", coefficient.StandardError, 1e-7);
            reference.Answer("odds_ratio", coefficient.Name, "", Math.Exp(coefficient.Estimate), 1e-7);
            reference.Answer("wald_p", coefficient.Name, "", Normal.TwoSidedP(coefficient.Estimate / coefficient.StandardError), 1e-6);
            reference.Answer("plr_chi2", coefficient.Name, "", coefficient.Test.ChiSquared, 1e-6);
            reference.Answer("plr_p", coefficient.Name, "", coefficient.Test.P, 1e-6, OracleTally.Measure.Relative);
            reference.Answer("profile_ci95_lower", coefficient.Name, "", coefficient.Lower, 1e-6);
            reference.Answer("profile_ci95_upper", coefficient.Name, "", coefficient.Upper, 1e-6);
        }

        reference.Answer("penalized_loglik", model.PenalizedLogLikelihood, 1e-7);
        reference.Answer("null_penalized_loglik", model.NullPenalizedLogLikelihood, 1e-7);
        for (int i = 0; i < events.Length; i++)
        {
            reference.Answer("fitted", (i + 1).ToString(CultureInfo.InvariantCulture), "", model.Predict(predictors.Row(i)), 1e-7);
        }

        bool separated = LogisticRegression.Fit(predictors, events, names).Separation is not null;
        reference.AnswerText("separation", "", "", separated ? "TRUE" : "FALSE");
        return true;
    }
}
