using System.Collections.Immutable;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.ClinicalUtility;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Cohorts;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles;
using RocPoint = Voxopsy.Study.Results.RocPoint;

namespace Voxopsy.Study.Evaluations;

/// <summary>Judges frozen predictions; recalibrates nothing, chooses nothing.</summary>
internal sealed class Evaluator(StudyDefinition study)
{
    /// <summary>Everything about one model on one cohort.</summary>
    internal CohortEvaluation Evaluate(CohortPredictions predictions, Cohort cohort)
    {
        bool[] outcomes = [.. predictions.Outcomes];
        double[] mean = predictions.MeanProbabilities();
        ConfusionMatrix confusion = Decide(predictions);
        double prevalence = (double)outcomes.Count(outcome => outcome) / outcomes.Length;
        ImmutableArray<double> ofRepeats = [.. predictions.Repeats.Select(repeat => AreaUnderCurve.Value(repeat.Probabilities.AsSpan(), outcomes))];
        return new CohortEvaluation
        {
            Name = predictions.Cohort,
            Evaluation = predictions.Kind,
            Cases = outcomes.Length,
            Events = confusion.Events,
            Auc = Auc(predictions.Repeats, outcomes),
            AucOfRepeats = ofRepeats,
            Threshold = new ThresholdResult(predictions.Threshold, study.Evaluation.ThresholdRule, study.Cohorts[0].Name),
            Confusion = new ConfusionCounts(confusion.TruePositives, confusion.FalsePositives, confusion.TrueNegatives, confusion.FalseNegatives),
            Accuracy = Of(confusion.Accuracy),
            Sensitivity = Of(confusion.Sensitivity),
            Specificity = Of(confusion.Specificity),
            Ppv = Of(confusion.Ppv),
            Npv = Of(confusion.Npv),
            F1 = Of(confusion.F1),
            Brier = BrierScore.Of(mean, outcomes),
            BrierOfPrevalence = prevalence * (1 - prevalence),
            Calibration = CalibrationSummary.Of(mean, outcomes),
            DecisionCurve = DecisionCurveOf(predictions, mean, outcomes),
            Roc = [.. RocCurve.From(mean, outcomes).Points
                .Select(point => new RocPoint(1 - point.Specificity, point.Sensitivity))
                .OrderBy(point => point.FalsePositiveRate)
                .ThenBy(point => point.Sensitivity)],
            Scores = [.. predictions.Cases.Select((id, i) => new CaseScore(id, outcomes[i], mean[i]))],
            Subgroups = [.. Subgroups(predictions, cohort)],
        };
    }

    /// <summary>Mean over repeats of DeLong's area and of its standard error: repeating adds no patients, so the error does not shrink.</summary>
    internal static Estimate Auc(ImmutableArray<RepeatPredictions> repeats, bool[] outcomes)
    {
        AreaUnderCurveEstimate[] estimates = [.. repeats.Select(repeat => AreaUnderCurve.DeLong(repeat.Probabilities.AsSpan(), outcomes))];
        if (estimates.Length == 1)
        {
            return new Estimate(estimates[0].Value, estimates[0].Lower, estimates[0].Upper);
        }

        double value = estimates.Average(estimate => estimate.Value);
        double margin = 1.959963984540054 * estimates.Average(estimate => estimate.StandardError);
        return new Estimate(value, Math.Max(0, value - margin), Math.Min(1, value + margin));
    }

    private static Estimate Of(ProportionEstimate estimate) => new(estimate.Value, estimate.Lower, estimate.Upper);

    /// <summary>Counts of decisions by each fold's own threshold; with repeats the majority decides, a draw counts as positive.</summary>
    private static ConfusionMatrix Decide(CohortPredictions predictions)
    {
        int truePositives = 0;
        int falsePositives = 0;
        int falseNegatives = 0;
        int trueNegatives = 0;
        for (int i = 0; i < predictions.Cases.Length; i++)
        {
            bool positive = 2 * predictions.Repeats.Count(repeat => repeat.Positive[i]) >= predictions.Repeats.Length;
            ref int count = ref predictions.Outcomes[i]
                ? ref positive ? ref truePositives : ref falseNegatives
                : ref positive ? ref falsePositives : ref trueNegatives;
            count++;
        }

        return new ConfusionMatrix(truePositives, falsePositives, falseNegatives, trueNegatives);
    }

    private DecisionCurveResult DecisionCurveOf(CohortPredictions predictions, double[] mean, bool[] outcomes)
    {
        EvaluationDefinition settings = study.Evaluation;
        int steps = (int)Math.Round((settings.DecisionTo - settings.DecisionFrom) / settings.DecisionStep);
        double[] thresholds = [.. Enumerable.Range(0, steps + 1).Select(i => settings.DecisionFrom + (i * (settings.DecisionTo - settings.DecisionFrom) / Math.Max(1, steps)))];
        SeededRandom random = new SeededRandom(study.Seed).For($"decision curve {predictions.Model} {predictions.Cohort}");
        DecisionCurve curve = settings.Bootstrap >= 2
            ? DecisionCurve.WithBootstrap(mean, outcomes, thresholds, settings.Bootstrap, random)
            : DecisionCurve.From(mean, outcomes, thresholds);
        return new DecisionCurveResult([.. curve.Points.Select(point => new DecisionCurvePoint(
            point.Threshold, new Estimate(point.NetBenefit, point.Lower, point.Upper), point.TreatAll, point.InterventionsAvoidedPer100))]);
    }

    private IEnumerable<SubgroupEvaluation> Subgroups(CohortPredictions predictions, Cohort cohort)
    {
        foreach (string column in study.Evaluation.Subgroups)
        {
            Dictionary<string, int> rowOf = cohort.Cases.ToDictionary(found => found.Id, found => found.Row);
            string[] levels = [.. predictions.Cases.Select(id => cohort.Table[rowOf[id], column])];
            foreach (string level in levels.Distinct().Order(StringComparer.Ordinal))
            {
                int[] members = [.. Enumerable.Range(0, levels.Length).Where(i => levels[i] == level)];
                bool[] outcomes = [.. members.Select(i => predictions.Outcomes[i])];
                int events = outcomes.Count(outcome => outcome);
                ImmutableArray<RepeatPredictions> part = [.. predictions.Repeats.Select(repeat => new RepeatPredictions(
                    [.. members.Select(i => repeat.Folds[i])], [.. members.Select(i => repeat.Probabilities[i])], [.. members.Select(i => repeat.Positive[i])]))];
                yield return new SubgroupEvaluation(
                    column, level, members.Length, events, events == 0 || events == members.Length ? Estimate.Undefined : Auc(part, outcomes));
            }
        }
    }
}
