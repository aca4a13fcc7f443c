using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>How one model did on one cohort, judged by predictions for cases it did not learn from.</summary>
public sealed record CohortEvaluation
{
    /// <summary>Gets the cohort's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how the predictions came about.</summary>
    public required EvaluationKind Evaluation { get; init; }

    /// <summary>Gets the number of cases.</summary>
    public required int Cases { get; init; }

    /// <summary>Gets the number of cases with the outcome.</summary>
    public required int Events { get; init; }

    /// <summary>Gets the area under the ROC curve with DeLong's interval; with repeats, the mean over repeats of both.</summary>
    public required Estimate Auc { get; init; }

    /// <summary>Gets the area of each repeat; one value without repeats.</summary>
    public required ImmutableArray<double> AucOfRepeats { get; init; }

    /// <summary>Gets the threshold that decided; folds use their own, and this is then the final model's.</summary>
    public required ThresholdResult Threshold { get; init; }

    /// <summary>Gets counts at the threshold; with repeats, of the majority decision of each case.</summary>
    public required ConfusionCounts Confusion { get; init; }

    /// <summary>Gets the share decided rightly (Wilson interval).</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>Gets the sensitivity (Wilson interval).</summary>
    public required Estimate Sensitivity { get; init; }

    /// <summary>Gets the specificity (Wilson interval).</summary>
    public required Estimate Specificity { get; init; }

    /// <summary>Gets the positive predictive value (Wilson interval).</summary>
    public required Estimate Ppv { get; init; }

    /// <summary>Gets the negative predictive value (Wilson interval).</summary>
    public required Estimate Npv { get; init; }

    /// <summary>Gets the F1 score with its interval.</summary>
    public required Estimate F1 { get; init; }

    /// <summary>Gets the Brier score.</summary>
    public required double Brier { get; init; }

    /// <summary>Gets the Brier score of always predicting the cohort's own prevalence, for comparison.</summary>
    public required double BrierOfPrevalence { get; init; }

    /// <summary>Gets the calibration.</summary>
    public required CalibrationResult Calibration { get; init; }

    /// <summary>Gets the decision curve.</summary>
    public required DecisionCurveResult DecisionCurve { get; init; }

    /// <summary>Gets the ROC curve from (0, 0) to (1, 1).</summary>
    public required ImmutableArray<RocPoint> Roc { get; init; }

    /// <summary>Gets one score a case, in the order of the cohort; with repeats, the mean over repeats.</summary>
    public required ImmutableArray<CaseScore> Scores { get; init; }

    /// <summary>Gets the evaluation of subgroups, as the study asks.</summary>
    public required ImmutableArray<SubgroupEvaluation> Subgroups { get; init; }
}

/// <summary>How predictions came about.</summary>
public enum EvaluationKind
{
    /// <summary>Every case was predicted by a model that did not learn from its patient; scores of all folds are pooled.</summary>
    OutOfFold,

    /// <summary>The held-out part of a hold-out split.</summary>
    HeldOut,

    /// <summary>An external cohort, predicted by the frozen model.</summary>
    External,
}

/// <summary>Decisions against truth.</summary>
/// <param name="TruePositives">Called positive, with the outcome.</param>
/// <param name="FalsePositives">Called positive, without it.</param>
/// <param name="TrueNegatives">Called negative, without it.</param>
/// <param name="FalseNegatives">Called negative, with it.</param>
public sealed record ConfusionCounts(int TruePositives, int FalsePositives, int TrueNegatives, int FalseNegatives);

/// <summary>A point of a ROC curve.</summary>
/// <param name="FalsePositiveRate">1 − specificity.</param>
/// <param name="Sensitivity">Sensitivity.</param>
public sealed record RocPoint(double FalsePositiveRate, double Sensitivity);

/// <summary>The score of a case.</summary>
/// <param name="Case">Its identity.</param>
/// <param name="Outcome">Whether it has the outcome.</param>
/// <param name="Probability">What the model said, within [0, 1].</param>
public sealed record CaseScore(string Case, bool Outcome, double Probability);

/// <summary>A model on part of a cohort.</summary>
/// <param name="Column">The column that makes the parts.</param>
/// <param name="Level">The part.</param>
/// <param name="Cases">Its cases.</param>
/// <param name="Events">Its cases with the outcome.</param>
/// <param name="Auc">Area under the curve; undefined when only one class is there.</param>
public sealed record SubgroupEvaluation(string Column, string Level, int Cases, int Events, Estimate Auc);
