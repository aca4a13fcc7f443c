using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.Artifacts;

/// <summary><c>evaluation.json</c>: the shape other programs rely on; an undefined number is <c>null</c>.</summary>
internal static class EvaluationJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Text(StudyResult result)
    {
        JsonObject json = new()
        {
            ["study"] = result.Title,
            ["seed"] = result.Seed,
            ["models"] = Array(result.Models.Select(model => new JsonObject
            {
                ["name"] = model.Name,
                ["features"] = model.Features,
                ["candidates"] = model.Candidates,
                ["cohorts"] = Array(model.Cohorts.Select(Cohort)),
            })),
            ["comparisons"] = Array(result.Comparisons.Select(comparison => new JsonObject
            {
                ["cohort"] = comparison.Cohort,
                ["a"] = comparison.A,
                ["b"] = comparison.B,
                ["delta_auc"] = Interval(comparison.DeltaAuc),
                ["p"] = Number(comparison.P),
                ["p_adjusted"] = Number(comparison.PAdjusted),
            })),
            ["tried"] = result.Tried,
        };
        return json.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";
    }

    private static JsonObject Cohort(CohortEvaluation cohort)
    {
        JsonObject auc = Interval(cohort.Auc);
        auc["method"] = "delong";
        if (cohort.AucOfRepeats.Length > 1)
        {
            auc["repeats"] = Array(cohort.AucOfRepeats.Select(Number));
        }

        JsonObject json = new()
        {
            ["name"] = cohort.Name,
            ["evaluation"] = cohort.Evaluation switch
            {
                EvaluationKind.OutOfFold => "out-of-fold",
                EvaluationKind.HeldOut => "held-out",
                _ => "external",
            },
            ["n"] = cohort.Cases,
            ["events"] = cohort.Events,
            ["auc"] = auc,
            ["threshold"] = new JsonObject { ["value"] = Number(cohort.Threshold.Value), ["rule"] = cohort.Threshold.Rule, ["learned_on"] = cohort.Threshold.LearnedOn },
            ["confusion"] = new JsonObject
            {
                ["tp"] = cohort.Confusion.TruePositives,
                ["fp"] = cohort.Confusion.FalsePositives,
                ["tn"] = cohort.Confusion.TrueNegatives,
                ["fn"] = cohort.Confusion.FalseNegatives,
            },
            ["accuracy"] = Interval(cohort.Accuracy),
            ["sensitivity"] = Interval(cohort.Sensitivity),
            ["specificity"] = Interval(cohort.Specificity),
            ["ppv"] = Interval(cohort.Ppv),
            ["npv"] = Interval(cohort.Npv),
            ["f1"] = Interval(cohort.F1),
            ["brier"] = Number(cohort.Brier),
            ["calibration"] = new JsonObject
            {
                ["intercept"] = Number(cohort.Calibration.Intercept.Value),
                ["intercept_lower"] = Number(cohort.Calibration.Intercept.Lower),
                ["intercept_upper"] = Number(cohort.Calibration.Intercept.Upper),
                ["slope"] = Number(cohort.Calibration.Slope.Value),
                ["slope_lower"] = Number(cohort.Calibration.Slope.Lower),
                ["slope_upper"] = Number(cohort.Calibration.Slope.Upper),
                ["ici"] = Number(cohort.Calibration.Ici),
                ["e50"] = Number(cohort.Calibration.E50),
                ["e90"] = Number(cohort.Calibration.E90),
                ["emax"] = Number(cohort.Calibration.Maximum),
            },
            ["net_benefit"] = Array(cohort.DecisionCurve.Points.Select(point => new JsonObject
            {
                ["threshold"] = Number(point.Threshold),
                ["value"] = Number(point.NetBenefit.Value),
                ["lower"] = Number(point.NetBenefit.Lower),
                ["upper"] = Number(point.NetBenefit.Upper),
                ["treat_all"] = Number(point.TreatAll),
            })),
        };
        if (!cohort.Subgroups.IsEmpty)
        {
            json["subgroups"] = Array(cohort.Subgroups.Select(subgroup => new JsonObject
            {
                ["column"] = subgroup.Column,
                ["level"] = subgroup.Level,
                ["n"] = subgroup.Cases,
                ["events"] = subgroup.Events,
                ["auc"] = Interval(subgroup.Auc),
            }));
        }

        return json;
    }

    private static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    private static JsonObject Interval(Estimate estimate) =>
        new() { ["value"] = Number(estimate.Value), ["lower"] = Number(estimate.Lower), ["upper"] = Number(estimate.Upper) };

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
