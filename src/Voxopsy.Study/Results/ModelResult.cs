using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>One model of the study: what it is made of, and how it did on each cohort.</summary>
public sealed record ModelResult
{
    /// <summary>Gets the name from the study file.</summary>
    public required string Name { get; init; }

    /// <summary>Gets how it is fitted.</summary>
    public required ModelKind Kind { get; init; }

    /// <summary>Gets what it is made of, as the study file says: <c>clinical</c>, <c>rad</c>, <c>models.clinical</c>, ….</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Gets the number of columns it could choose from.</summary>
    public required int Candidates { get; init; }

    /// <summary>Gets the number of columns in the final model.</summary>
    public required int Features { get; init; }

    /// <summary>Gets the intercept of the final model.</summary>
    public required double Intercept { get; init; }

    /// <summary>Gets the terms of the final model, fitted on all training patients of the design.</summary>
    public required ImmutableArray<RegressionTerm> Terms { get; init; }

    /// <summary>Gets what each selection step of the final model kept, in order.</summary>
    public required ImmutableArray<SelectionStepResult> Selection { get; init; }

    /// <summary>Gets how often each column was selected over the folds, most often first; empty when nothing is selected or there is one fold.</summary>
    public required ImmutableArray<SelectionShare> SelectionShares { get; init; }

    /// <summary>Gets the LASSO path of the final model, or <see langword="null"/> when it has none.</summary>
    public required LassoResult? Lasso { get; init; }

    /// <summary>Gets the nomogram, or <see langword="null"/> when the study asks for none or the model has no terms.</summary>
    public required NomogramResult? Nomogram { get; init; }

    /// <summary>Gets the frozen threshold of the final model.</summary>
    public required ThresholdResult Threshold { get; init; }

    /// <summary>Gets the evaluation on each cohort, development first.</summary>
    public required ImmutableArray<CohortEvaluation> Cohorts { get; init; }
}

/// <summary>How a model is fitted.</summary>
public enum ModelKind
{
    /// <summary>Logistic regression on all its columns.</summary>
    Logistic,

    /// <summary>Logistic regression on the columns that stepwise selection keeps.</summary>
    Stepwise,

    /// <summary>Selection steps, then LASSO: the linear predictor is the signature.</summary>
    Signature,

    /// <summary>Steps, then a classifier, its probabilities calibrated on out-of-fold scores.</summary>
    Classifier,
}

/// <summary>A threshold and where it comes from.</summary>
/// <param name="Value">Probability at or above which a case is called positive.</param>
/// <param name="Rule">The rule, such as <c>youden</c>.</param>
/// <param name="LearnedOn">The cohort it was learned on.</param>
public sealed record ThresholdResult(double Value, string Rule, string LearnedOn);

/// <summary>What a selection step kept.</summary>
/// <param name="Step">The step, such as <c>univariable p &lt; 0.05</c>.</param>
/// <param name="Before">Columns before it.</param>
/// <param name="After">Columns after it.</param>
public sealed record SelectionStepResult(string Step, int Before, int After);

/// <summary>How often a column was selected.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Share">Share of the fits of the validation that kept it, within (0, 1].</param>
public sealed record SelectionShare(string Feature, double Share);

/// <summary>A LASSO path and its cross-validation.</summary>
/// <param name="Lambdas">Penalties, largest first.</param>
/// <param name="MeanDeviance">Cross-validated binomial deviance at each penalty.</param>
/// <param name="StandardError">Its standard error at each penalty.</param>
/// <param name="NonZero">Columns in the model at each penalty.</param>
/// <param name="MinimumIndex">Position of the penalty with the least deviance.</param>
/// <param name="OneStandardErrorIndex">Position of the largest penalty within one standard error of it.</param>
/// <param name="ChosenIndex">Position of the penalty that was used.</param>
/// <param name="Paths">Standardised coefficients of the columns that ever enter, one value a penalty.</param>
public sealed record LassoResult(
    ImmutableArray<double> Lambdas,
    ImmutableArray<double> MeanDeviance,
    ImmutableArray<double> StandardError,
    ImmutableArray<int> NonZero,
    int MinimumIndex,
    int OneStandardErrorIndex,
    int ChosenIndex,
    ImmutableArray<LassoCoefficientPath> Paths);

/// <summary>The coefficient of one column along the path.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Coefficients">Log odds per standard deviation, one a penalty.</param>
public sealed record LassoCoefficientPath(string Feature, ImmutableArray<double> Coefficients);
