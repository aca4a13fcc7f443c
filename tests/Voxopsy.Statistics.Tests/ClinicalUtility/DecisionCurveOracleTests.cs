using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.ClinicalUtility;

[Trait("Category", "Oracle")]
public sealed class DecisionCurveOracleTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Dca_EveryCase_AgreesWithItsDefinition() => StatisticsOracle.Run("dca", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Has("time"))
        {
            Survival(asked);
            return true;
        }

        if (!asked.Has("outcome"))
        {
            return false;
        }

        string[] labels = asked.Table.Text(asked.Text("outcome"));
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] != "NA")];
        bool[] events = [.. rows.Select(row => labels[row] == asked.Text("positive"))];
        foreach (string model in asked.Texts("predictions"))
        {
            double[] values = asked.Table.Numbers(model);
            DecisionSettings settings = DecisionSettings.Default with
            {
                Prevalence = asked.Has("prevalence_given") ? asked.Number("prevalence_given") : double.NaN,
                Harm = asked.Has("harm") && asked.Settings.GetProperty("harm").TryGetProperty(model, out var harm) ? harm.GetDouble() : 0,
            };
            ExpectedQuantity[] keys = [.. asked.Expected.Where(expected => expected.Quantity == "net_benefit" && expected.Key2 == model)];
            DecisionCurve curve = DecisionCurve.From(
                [.. rows.Select(row => values[row])], events, [.. keys.Select(key => key.NumericKey1)], settings);
            for (int i = 0; i < keys.Length; i++)
            {
                DecisionPoint point = curve.Points[i];
                string at = keys[i].Key1;
                asked.Answer("net_benefit", at, model, point.NetBenefit, Tolerance);
                asked.Answer("true_positive_rate", at, model, point.TruePositiveRate, Tolerance);
                asked.Answer("false_positive_rate", at, model, point.FalsePositiveRate, Tolerance);
                asked.Answer("standardized_net_benefit", at, model, point.StandardizedNetBenefit, Tolerance);
                asked.Answer("interventions_avoided_per_100", at, model, point.InterventionsAvoidedPer100, Tolerance);
                asked.Answer("net_benefit", at, "all", point.TreatAll, Tolerance);
                asked.Answer("net_benefit", at, "none", DecisionPoint.TreatNone, Tolerance);
            }

            asked.Answer("prevalence", curve.Points[0].Prevalence, Tolerance);
        }

        return true;
    }

    private static void Survival(OracleCase asked)
    {
        bool[] events = asked.Table.Equal(asked.Text("status"), asked.Text("event"));
        double[] times = asked.Table.Numbers(asked.Text("time"));
        foreach (string model in asked.Texts("predictions"))
        {
            ExpectedQuantity[] keys = [.. asked.Expected.Where(expected => expected.Quantity == "net_benefit" && expected.Key2 == model)];
            SurvivalDecisionCurve curve = SurvivalDecisionCurve.From(
                asked.Table.Numbers(model), times, events, asked.Number("horizon"), [.. keys.Select(key => key.NumericKey1)]);
            asked.Answer("event_risk_at_horizon", curve.EventRisk, Tolerance);
            for (int i = 0; i < keys.Length; i++)
            {
                asked.Answer("net_benefit", keys[i].Key1, model, curve.Points[i].NetBenefit, Tolerance);
                asked.Answer("net_benefit", keys[i].Key1, "all", curve.Points[i].TreatAll, Tolerance);
                asked.Answer("net_benefit", keys[i].Key1, "none", DecisionPoint.TreatNone, Tolerance);
            }
        }
    }
}
