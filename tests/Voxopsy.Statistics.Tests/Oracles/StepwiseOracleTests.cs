using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class StepwiseOracleTests
{
    [Fact]
    [Trait("Category", "Oracle")]
    public void Stepwise_EveryCase_MatchesR() => StatisticsOracle.Run("stepwise", Answer);

    private static bool Answer(OracleCase reference)
    {
        IReadOnlyList<ModelTerm> candidates = FormulaCase.Design(reference, string.Join(" + ", reference.Texts("candidates").Select(name => $"`{name}`"))).Terms;
        bool[] events = FormulaCase.Events(reference);
        StepwiseDirection direction = Enum.Parse<StepwiseDirection>(reference.Text("direction"), ignoreCase: true);
        StepwiseResult result;
        if (reference.Has("penalty_k"))
        {
            double penalty = reference.Text("penalty_k") == "log(n)" ? Math.Log(events.Length) : double.Parse(reference.Text("penalty_k"), CultureInfo.InvariantCulture);
            result = StepwiseSelection.ByAic(candidates, events, new StepwiseSettings
            {
                Direction = direction,
                Start = Enum.Parse<StepwiseStart>(reference.Text("start"), ignoreCase: true),
                Penalty = penalty,
            });
            AnswerPath(reference, result);
        }
        else if (reference.Has("p_enter"))
        {
            result = StepwiseSelection.ByP(candidates, events, direction, reference.Number("p_enter"), reference.Number("p_remove"));
            AnswerSteps(reference, result);
        }
        else
        {
            return false;
        }

        AnswerModel(reference, result, candidates, events);
        return true;
    }

    private static void AnswerPath(OracleCase reference, StepwiseResult result)
    {
        for (int i = 0; i < result.Path.Length; i++)
        {
            StepwiseStep step = result.Path[i];
            string key = i.ToString(CultureInfo.InvariantCulture);
            string text = step.Action switch
            {
                StepwiseAction.Start => "start",
                StepwiseAction.Add => $"+ {step.Term}",
                _ => $"- {step.Term}",
            };
            reference.AnswerText("path_step", key, "", text);
            reference.Answer("path_aic", key, "", step.Criterion, 1e-8);
            reference.Answer("path_resid_deviance", key, "", step.Deviance, 1e-8);
            reference.Answer("path_resid_df", key, "", step.ResidualDegreesOfFreedom, 0);
        }
    }

    private static void AnswerSteps(OracleCase reference, StepwiseResult result)
    {
        for (int i = 1; i < result.Path.Length; i++)
        {
            StepwiseStep step = result.Path[i];
            string key = i.ToString(CultureInfo.InvariantCulture);
            reference.AnswerText(step.Action == StepwiseAction.Add ? "step_add" : "step_remove", key, "", step.Term);
            reference.Answer("step_p", key, "", step.P, 1e-8);
        }
    }

    private static void AnswerModel(OracleCase reference, StepwiseResult result, IReadOnlyList<ModelTerm> candidates, bool[] events)
    {
        Matrix predictors = result.Terms.Aggregate(
            Matrix.Empty(events.Length), (matrix, name) => matrix.Append(candidates.Single(candidate => candidate.Name == name).Values));
        // The reference runs glm with epsilon = 1e-14 and reports standard errors of its last iteration.
        LogisticModel model = LogisticRegression.Fit(predictors, events, result.Model.Names, InformationPoint.LastIteration(1e-14));
        reference.Answer("selected_count", result.Terms.Length, 0);
        // R sorts by locale; identical sets are what counts, so each name answers its own place.
        foreach (ExpectedQuantity expected in reference.Expected.Where(expected => expected.Quantity == "selected_terms"))
        {
            reference.AnswerText("selected_terms", expected.Key1, "", result.Terms.Contains(expected.Text) ? expected.Text : $"not selected: {expected.Text}");
        }

        reference.Answer("aic", model.Aic, 1e-8);
        reference.Answer("deviance", model.Deviance, 1e-8);
        reference.Answer("coef", "(Intercept)", "", model.Intercept, 1e-8);
        reference.Answer("se", "(Intercept)", "", model.InterceptStandardError, 1e-8);
        reference.Answer("p", "(Intercept)", "", model.InterceptP, 1e-8);
        for (int j = 0; j < model.Names.Length; j++)
        {
            reference.Answer("coef", model.Names[j], "", model.Coefficients[j], 1e-8);
            reference.Answer("se", model.Names[j], "", model.StandardErrors[j], 1e-8);
            reference.Answer("p", model.Names[j], "", model.P[j], 1e-8);
        }
    }
}
