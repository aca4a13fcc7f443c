using System.Text;
using System.Text.Json;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Reclassification;

namespace Voxopsy.Cli.Commands;

/// <summary>comparison.json: the fields of evaluation.json for each model, and every two models compared.</summary>
internal static class CompareDocument
{
    internal static string Write(string outcome, ModelComparison comparison)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("outcome", outcome);
            json.WriteNumber("n", comparison.Events.Length);
            json.WriteNumber("events", comparison.Events.Count(one => one));
            json.WriteNumber("seed", comparison.Seed);
            json.WriteStartArray("models");
            for (int model = 0; model < comparison.Names.Length; model++)
            {
                Model(json, comparison, model);
            }

            json.WriteEndArray();
            Comparisons(json, comparison);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Model(Utf8JsonWriter json, ModelComparison comparison, int model)
    {
        (double[] scores, bool[] events) = (comparison.Scores[model], comparison.Events);
        AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(scores, events);
        double threshold = RocCurve.From(scores, events).YoudenThreshold();
        ConfusionMatrix matrix = ConfusionMatrix.At(scores, events, threshold);
        json.WriteStartObject();
        json.WriteString("name", comparison.Names[model]);
        json.WriteStartObject("auc");
        Limits(json, area.Value, area.Lower, area.Upper);
        json.WriteString("method", "delong");
        json.WriteEndObject();
        Number(json, "average_precision", PrecisionRecallCurve.From(scores, events).AveragePrecision);
        json.WriteStartObject("threshold");
        Number(json, "value", threshold);
        json.WriteString("rule", "youden");
        json.WriteString("learned_on", "these rows");
        json.WriteEndObject();
        foreach ((string name, ProportionEstimate one) in new[]
            {
                ("accuracy", matrix.Accuracy), ("sensitivity", matrix.Sensitivity), ("specificity", matrix.Specificity),
                ("ppv", matrix.Ppv), ("npv", matrix.Npv), ("f1", matrix.F1),
            })
        {
            Estimate(json, name, one.Value, one.Lower, one.Upper);
        }

        if (comparison.IsRisk(model))
        {
            Number(json, "brier", BrierScore.Of(scores, events));
            if (comparison.CalibrationOf(model) is { } curve)
            {
                json.WriteStartObject("calibration");
                Number(json, "intercept", curve.Intercept);
                Number(json, "slope", curve.Slope);
                Number(json, "ici", curve.Ici);
                json.WriteEndObject();
            }

            json.WriteStartArray("net_benefit");
            foreach (DecisionPoint point in comparison.DecisionCurveOf(model).Points)
            {
                json.WriteStartObject();
                Number(json, "threshold", point.Threshold);
                Limits(json, point.NetBenefit, point.Lower, point.Upper);
                Number(json, "treat_all", point.TreatAll);
                Number(json, "interventions_avoided_per_100", point.InterventionsAvoidedPer100);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Comparisons(Utf8JsonWriter json, ModelComparison comparison)
    {
        (int A, int B)[] pairs = comparison.Pairs();
        PairedAreaComparison[] tests = comparison.Tests();
        double[] holm = MultipleTesting.Holm([.. tests.Select(test => test.P)]);
        json.WriteStartArray("comparisons");
        for (int i = 0; i < pairs.Length; i++)
        {
            (int a, int b) = pairs[i];
            AreaEquivalence equivalence = AreaEquivalence.Of(tests[i], comparison.Margin);
            json.WriteStartObject();
            json.WriteString("a", comparison.Names[a]);
            json.WriteString("b", comparison.Names[b]);
            Estimate(json, "delta_auc", tests[i].Difference, tests[i].Lower, tests[i].Upper);
            Number(json, "z", tests[i].Z);
            Number(json, "p", tests[i].P);
            Number(json, "p_adjusted", holm[i]);
            json.WriteStartObject("non_inferiority");
            Number(json, "margin", comparison.Margin);
            Number(json, "p", equivalence.PNonInferiority);
            Number(json, "p_equivalence", equivalence.PEquivalence);
            json.WriteEndObject();
            if (comparison.IsRisk(a) && comparison.IsRisk(b))
            {
                NetReclassification nri = NetReclassification.Continuous(comparison.Scores[a], comparison.Scores[b], comparison.Events);
                ReclassificationEstimate idi = NetReclassification.IntegratedDiscrimination(comparison.Scores[a], comparison.Scores[b], comparison.Events);
                Estimate(json, "nri_b_over_a", nri.Nri.Value, nri.Nri.Lower, nri.Nri.Upper);
                Number(json, "nri_events", nri.Events.Value);
                Number(json, "nri_non_events", nri.NonEvents.Value);
                Estimate(json, "idi_b_over_a", idi.Value, idi.Lower, idi.Upper);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Estimate(Utf8JsonWriter json, string name, double value, double lower, double upper)
    {
        json.WriteStartObject(name);
        Limits(json, value, lower, upper);
        json.WriteEndObject();
    }

    private static void Limits(Utf8JsonWriter json, double value, double lower, double upper)
    {
        Number(json, "value", value);
        Number(json, "lower", lower);
        Number(json, "upper", upper);
    }

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
