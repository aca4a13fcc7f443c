using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>Every number of a run, in the order a reader meets them; what a report draws and nothing else.</summary>
/// <remarks>The same study, data and seed give an equal result whatever the number of jobs. Times and machines are in the provenance, not here.</remarks>
public sealed record StudyResult
{
    /// <summary>Gets the study's title, as its author wrote it.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the seed of every random draw.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets the language the study asks its report in: <c>en</c> or <c>zh</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Gets what is predicted.</summary>
    public required OutcomeSummary Outcome { get; init; }

    /// <summary>Gets how the models were validated.</summary>
    public required DesignSummary Design { get; init; }

    /// <summary>Gets who entered, who was set aside and why, and who ended where.</summary>
    public required PatientFlow Flow { get; init; }

    /// <summary>Gets table 1, or <see langword="null"/> when the study names no clinical variable.</summary>
    public required BaselineSummary? Baseline { get; init; }

    /// <summary>Gets one row a clinical term, each alone in a logistic model of the development patients; described, never used to choose.</summary>
    public required ImmutableArray<RegressionTerm> Univariable { get; init; }

    /// <summary>Gets the models in the order of the study file.</summary>
    public required ImmutableArray<ModelResult> Models { get; init; }

    /// <summary>Gets the comparisons of models on the same patients.</summary>
    public required ImmutableArray<ComparisonResult> Comparisons { get; init; }

    /// <summary>Gets how many models were tried, counted before looking at any result.</summary>
    public required int Tried { get; init; }

    /// <summary>Gets how well each feature that was measured again agrees with itself over the training cases of the frozen models; empty when none was.</summary>
    public ImmutableArray<StabilityResult> Stability { get; init; } = [];

    /// <summary>Gets how each network of the frozen models learned; empty when none did.</summary>
    public ImmutableArray<LearningCurve> LearningCurves { get; init; } = [];

    /// <summary>Gets what a careful reader should know, one entry a rule that spoke.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Gets each opening of a sealed cohort.</summary>
    public required ImmutableArray<CohortOpening> Openings { get; init; }

    /// <summary>Gets the version of Voxopsy that computed the numbers.</summary>
    public required string Version { get; init; }
}

/// <summary>What is predicted.</summary>
/// <param name="Name">In words, such as <c>high grade</c>.</param>
/// <param name="Column">The column of the cohort table.</param>
/// <param name="Positive">The values that count as an event.</param>
public sealed record OutcomeSummary(string Name, string Column, ImmutableArray<string> Positive);

/// <summary>How the models were validated.</summary>
/// <param name="Scheme">The scheme of the study file.</param>
/// <param name="Folds">Folds a repeat; 1 for a hold-out split; the number of centers for leave-one-center-out.</param>
/// <param name="Repeats">Repeats of the whole division.</param>
/// <param name="TestFraction">Share of patients held out; <see cref="double.NaN"/> for other schemes.</param>
/// <param name="Stratified">What the division keeps in proportion, such as <c>outcome</c> and <c>center</c>.</param>
/// <param name="CenterColumn">The column of centers; empty when not used.</param>
/// <param name="BootstrapResamples">Resamples behind each bootstrap interval.</param>
public sealed record DesignSummary(
    ValidationScheme Scheme, int Folds, int Repeats, double TestFraction, ImmutableArray<string> Stratified, string CenterColumn, int BootstrapResamples);

/// <summary>How patients are divided into those a model learns from and those it is judged on.</summary>
public enum ValidationScheme
{
    /// <summary>One random division, by patient.</summary>
    Holdout,

    /// <summary>k-fold cross-validation, once or repeated, by patient.</summary>
    KFold,

    /// <summary>Each center is held out in turn.</summary>
    LeaveOneCenterOut,

    /// <summary>All development patients teach; only external cohorts judge.</summary>
    External,
}

/// <summary>A sealed cohort met a frozen model.</summary>
/// <param name="Cohort">The cohort's name.</param>
/// <param name="FrozenModels">SHA-256 of the frozen models that opened it.</param>
/// <param name="Count">How often this cohort has been opened in this run folder, this time included.</param>
public sealed record CohortOpening(string Cohort, string FrozenModels, int Count);
