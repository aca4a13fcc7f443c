using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Texts;

internal sealed partial class EnglishTexts
{
    internal override string DiscriminationTitle => "Discrimination";

    internal override string DiscriminationIntroduction =>
        "Can a model tell cases with the outcome from those without? Every prediction here is for a case whose patient the model did not learn from.";

    internal override string PooledNote =>
        "Scores of all folds are pooled. When there is nothing to find, pooled cross-validated scores are biased below 0.5: each fold's prevalence moves against that of the cases left out. A value somewhat below 0.5 is therefore no evidence of a reversed relation.";

    internal override string RepeatsNote(int repeats) =>
        $"The division was repeated {NumberText.Count(repeats)} times; the AUC and its interval are means over repeats. Repeating adds no patients, so it does not narrow the interval.";

    internal override string RocTitle(string cohort) => $"ROC curves, {cohort}";

    internal override string RocReading =>
        "Each point of a curve is a threshold: upwards more cases with the outcome are found, rightwards more others are called falsely. The dashed diagonal is guessing. The AUC is the area below a curve: 0.5 is guessing, 1 is perfect.";

    internal override string RocThreshold => "A dot marks the threshold that was locked in training.";

    internal override string FalsePositiveRate => "1 − specificity";

    internal override string Sensitivity => "Sensitivity";

    internal override string CohortCounts(string cohort, int cases, int events) => $"{cohort}: {NumberText.Count(cases)} cases, {NumberText.Count(events)} events";

    internal override string PerformanceTitle => "Performance at the locked threshold";

    internal override string PerformanceIntroduction =>
        "The threshold is part of the frozen model: it was learned on training patients and never moved to suit the cases it is judged on.";

    internal override string PerformanceCaption => "Performance of every model on every cohort; 95% intervals in brackets.";

    internal override string PerformanceNote =>
        "AUC with DeLong's interval; proportions with Wilson's. PPV and NPV depend on how common the outcome is and do not carry over to places where it is rarer or more common.";

    internal override string Threshold => "Threshold";

    internal override string ThresholdOrigin(ThresholdResult threshold) => $"Threshold: {Rule(threshold.Rule)}, learned on {threshold.LearnedOn}.";

    internal override string Accuracy => "Accuracy";

    internal override string Specificity => "Specificity";

    internal override string Ppv => "PPV";

    internal override string Npv => "NPV";

    internal override string F1 => "F1";

    internal override string ConfusionCaption => "Decisions against truth at the threshold.";

    internal override string TruePositives => "True positive";

    internal override string FalsePositives => "False positive";

    internal override string TrueNegatives => "True negative";

    internal override string FalseNegatives => "False negative";

    internal override string ComparisonsTitle => "Comparison of models";

    internal override string ComparisonsIntroduction =>
        "Paired DeLong tests on the same cases. A large p-value does not show that two models are equal: look at the interval of the difference.";

    internal override string ComparisonsCaption => "Differences in AUC; p-values adjusted by Holm's method for all comparisons on the same cohort.";

    internal override string Compared(string a, string b) => $"{a} − {b}";

    internal override string AreaDifference => "Difference in AUC (95% CI)";

    internal override string AdjustedP => "P (Holm)";

    internal override string CalibrationTitle => "Calibration";

    internal override string CalibrationIntroduction =>
        "Do probabilities mean what they say? Of cases given 30%, about 30 in 100 should have the outcome. Predictions are taken as they are; nothing was recalibrated on the cases judged.";

    internal override string CalibrationFigure(string model, string cohort) => $"Calibration of model {model}, {cohort}";

    internal override string CalibrationReading =>
        "On the dashed diagonal probabilities are right; above it the model says too little, below it too much. Dots are groups of cases with similar predictions. The bars below show how many cases were given each probability: where there are few, the curve means little.";

    internal override string CalibrationCaption => "Calibration and overall error.";

    internal override string PredictedProbability => "Predicted probability";

    internal override string ObservedProportion => "Observed proportion";

    internal override string SmoothCurve => "smooth curve";

    internal override string Groups => "groups (95% CI)";

    internal override string Ideal => "ideal";

    internal override string CalibrationIntercept => "Intercept (0 is right)";

    internal override string CalibrationSlope => "Slope (1 is right)";

    internal override string Ici => "ICI (mean distance)";

    internal override string Brier => "Brier score";

    internal override string BrierOfPrevalence => "Brier score of the prevalence";

    internal override string DecisionTitle => "Decision curves";

    internal override string DecisionFigure(string cohort) => $"Decision curves, {cohort}";

    internal override string DecisionReading =>
        "Choose the probability at which you would act (threshold probability): at 20% you accept four needless actions for one that was needed. The highest curve there does most good. A model is of use only where it lies above both treating all and treating none. Bands are 95% intervals; with many models only the last has one, and the table holds all.";

    internal override string DecisionCaption => "Net benefit at selected threshold probabilities.";

    internal override string ThresholdProbability => "Threshold probability";

    internal override string NetBenefit => "Net benefit";

    internal override string TreatAll => "treat all";

    internal override string TreatNone => "treat none";

    internal override string LearningTitle => "How the networks learned";

    internal override string LearningFigure(string set) => $"Learning curves of the networks of {set}";

    internal override string LearningReading =>
        "Each network learns from a part of the training patients. The loss on patients it learns from falls as long as it learns; where the loss on the inner part rises again, it learns by heart, and the weights of the best epoch are kept. Held-out patients play no part here.";

    internal override string LearningEpoch => "Epoch";

    internal override string LearningLoss => "Loss";

    internal override string LearningTaught => "patients it learns from";

    internal override string LearningJudged => "inner part";

    internal override string LearningKept => "epoch that was kept";

    internal override string LearningNetwork(int number) => $"Network {number}";

    internal override string ScoresTitle => "Predicted probabilities case by case";

    internal override string ScoresFigure(string model, string cohort) => $"Predictions of model {model}, {cohort}";

    internal override string ScoresReading =>
        "One bar a case, sorted by predicted probability, drawn from the threshold. Above the line a case is called positive. A colour on the wrong side is a wrong call.";

    internal override string ScoresAxis => "Cases, sorted by predicted probability";

    internal override string ThresholdAt(string value) => $"threshold {value}";

    internal override string SubgroupsTitle => "Subgroups";

    internal override string SubgroupsFigure(string model, string cohort) => $"AUC of model {model} in subgroups, {cohort}";

    internal override string SubgroupsReading =>
        "Each row is a part of the cohort. Intervals of small parts are wide; overlapping intervals are no evidence that a model works differently there.";

    internal override string AreaAxis => "AUC";

    internal override string SubgroupRow(SubgroupEvaluation subgroup) =>
        $"{subgroup.Column} = {subgroup.Level}: {NumberText.Count(subgroup.Events)} of {NumberText.Count(subgroup.Cases)}";

    internal override string FindingsTitle => "Further findings and warnings";

    internal override string TriedTitle => "What was tried";

    internal override string Tried(int models) => models == 1
        ? "One model was tried; all its results are shown."
        : $"{NumberText.Count(models)} models were tried, counted before any result was seen; all their results are shown. The best of several looks better than it is: the more were tried, the more so.";

    internal override string TriedNames(string models) => $"Models: {models}.";

    internal override string Openings => "Openings of sealed cohorts.";

    internal override string Opening(CohortOpening opening) => opening.Count == 1
        ? $"{opening.Cohort} was opened once, by frozen models with SHA-256 {opening.FrozenModels}."
        : $"{opening.Cohort} has been opened {NumberText.Count(opening.Count)} times in this run folder, last by frozen models with SHA-256 {opening.FrozenModels}; only the first opening was blind.";

    internal override string ChecklistTitle => "Reporting checklist (TRIPOD+AI)";

    internal override string ChecklistIntroduction =>
        "Items of TRIPOD+AI (Collins and others, BMJ 2024;385:e078378) in our own words. Answers come from this run where it knows them; the rest is for the authors.";

    internal override string ChecklistCaption => "TRIPOD+AI items.";

    internal override string Item => "Item";

    internal override string Topic => "What is asked";

    internal override string AnswerHeading => "Answer from this run";

    internal override string NotAnswered => "Not answered by the run: for the authors.";

    internal override string SeeSection(string title) => $"See “{title}”.";

    internal override string ProvenanceTitle => "Provenance";

    internal override string Quantity => "Quantity";

    internal override string Value => "Value";

    internal override string Seed => "Seed";

    internal override string Version => "Voxopsy version";

    internal override string Validation => "Validation";

    internal override string Stratified => "Kept in proportion";

    internal override string Resamples => "Bootstrap resamples";

    internal override string OutcomeColumn => "Outcome column";

    internal override string PositiveValues => "Values that count as an event";

    internal override string ProvenanceNote =>
        "The same study file, data and seed give the same numbers. Hashes of all inputs are in provenance.json beside this report's folder.";
}
