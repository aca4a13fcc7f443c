using System.Collections.Immutable;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.StudyFiles;

/// <summary>What the user asked for, every default written out; paths are absolute.</summary>
public sealed record StudyDefinition
{
    /// <summary>Gets the study file.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the title.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the seed of every random draw.</summary>
    public required long Seed { get; init; }

    /// <summary>Gets the language of the report, <c>en</c> or <c>zh</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Gets whether the patients are simulated.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Gets the cohorts, development first.</summary>
    public required ImmutableArray<CohortDefinition> Cohorts { get; init; }

    /// <summary>Gets the column that names the patient.</summary>
    public required string Patient { get; init; }

    /// <summary>Gets the columns that name the row; empty when each patient has one.</summary>
    public required ImmutableArray<string> Case { get; init; }

    /// <summary>Gets the column dictionary, or <see langword="null"/>.</summary>
    public required string? Dictionary { get; init; }

    /// <summary>Gets the outcome.</summary>
    public required OutcomeDefinition Outcome { get; init; }

    /// <summary>Gets the images by name.</summary>
    public required ImmutableArray<ImageDefinition> Images { get; init; }

    /// <summary>Gets the masks by name.</summary>
    public required ImmutableArray<MaskDefinition> Masks { get; init; }

    /// <summary>Gets the clinical variables.</summary>
    public required ImmutableArray<ClinicalDefinition> Clinical { get; init; }

    /// <summary>Gets the largest share of missing values a column may have.</summary>
    public required double MaximumMissing { get; init; }

    /// <summary>Gets how missing values are filled.</summary>
    public ImputationKind Imputation { get; init; }

    /// <summary>Gets the rows that are averaged, for the nearest neighbors.</summary>
    public int ImputationNeighbors { get; init; } = 5;

    /// <summary>Gets the validation.</summary>
    public required ValidationDefinition Validation { get; init; }

    /// <summary>Gets the feature sets.</summary>
    public required ImmutableArray<FeatureSetDefinition> Features { get; init; }

    /// <summary>Gets the selection steps, in order.</summary>
    public required ImmutableArray<SelectionDefinition> Selection { get; init; }

    /// <summary>Gets the models.</summary>
    public required ImmutableArray<ModelDefinition> Models { get; init; }

    /// <summary>Gets how models are judged.</summary>
    public required EvaluationDefinition Evaluation { get; init; }

    /// <summary>Gets what the report is made of.</summary>
    public required ReportDefinition Report { get; init; }
}

/// <summary>A cohort: rows of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">Its table.</param>
/// <param name="Where">Condition on the rows; empty for all.</param>
/// <param name="Sealed">Opened by frozen models only.</param>
public sealed record CohortDefinition(string Name, string Table, string Where, bool Sealed)
{
    /// <summary>Gets the share of events that frozen models are told to expect in this external cohort; <see cref="double.NaN"/> for that of training.</summary>
    public double Prevalence { get; init; } = double.NaN;
}

/// <summary>The outcome.</summary>
/// <param name="Column">The column.</param>
/// <param name="Positive">Values that are events.</param>
/// <param name="Negative">Values that are not; empty for all others.</param>
/// <param name="Name">In words.</param>
public sealed record OutcomeDefinition(string Column, ImmutableArray<string> Positive, ImmutableArray<string> Negative, string Name);

/// <summary>An image of each case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Template">Its path with columns in braces.</param>
/// <param name="Modality">CT, MR, …; empty when not said.</param>
/// <param name="RegisterTo">The image it is registered to; empty for none.</param>
public sealed record ImageDefinition(string Name, string Template, string Modality, string RegisterTo);

/// <summary>A mask of each case.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Template">Its path with columns in braces.</param>
/// <param name="Labels">Labels that belong to it; empty for every label above 0.</param>
/// <param name="On">The image whose grid it lies on; empty when there is none.</param>
public sealed record MaskDefinition(string Name, string Template, ImmutableArray<int> Labels, string On)
{
    /// <summary>Gets the paths of the masks that other readers drew, with columns in braces; a case without such a file was not read again.</summary>
    public ImmutableArray<string> Readers { get; init; } = [];
}

/// <summary>A clinical variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Column">Its column.</param>
/// <param name="Category">Whether it is a category; else a number.</param>
/// <param name="Unit">Its unit; empty for none.</param>
/// <param name="Levels">Levels of a category, the reference first; empty for those of the development cohort in alphabetical order.</param>
/// <param name="KnownAfter">Whether it is known only after the moment of prediction.</param>
/// <param name="Line">Line of the study file.</param>
public sealed record ClinicalDefinition(
    string Name, string Column, bool Category, string Unit, ImmutableArray<string> Levels, bool KnownAfter, int Line);

/// <summary>How patients are divided.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="TestFraction">Share held out, for hold-out.</param>
/// <param name="Folds">Folds, for cross-validation; also the folds inside a training set.</param>
/// <param name="Repeats">Repeats of the cross-validation.</param>
/// <param name="Stratify">Columns kept in proportion; <c>outcome</c> stands for the outcome and <c>center</c> for the center.</param>
/// <param name="Center">The column of centers; empty for none.</param>
/// <param name="GroupByRow">Whether the study asks to treat rows as if they were patients.</param>
public sealed record ValidationDefinition(
    ValidationScheme Scheme, double TestFraction, int Folds, int Repeats, ImmutableArray<string> Stratify, string Center, bool GroupByRow);

/// <summary>Where a feature set comes from.</summary>
public enum FeatureSource
{
    /// <summary>Computed from a mask and images.</summary>
    Radiomics,

    /// <summary>A table made elsewhere.</summary>
    Table,

    /// <summary>A network.</summary>
    Deep,
}

/// <summary>A feature set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Mask">The mask, for radiomics.</param>
/// <param name="Images">The images, for radiomics.</param>
/// <param name="Families">The families, for radiomics.</param>
/// <param name="Path">The table; empty for others.</param>
/// <param name="Id">Columns that name the case in the table.</param>
/// <param name="Columns">Patterns of feature columns; empty for all numeric ones.</param>
/// <param name="Exclude">Patterns of columns that are no features.</param>
/// <param name="Line">Line of the study file.</param>
public sealed record FeatureSetDefinition(
    string Name,
    FeatureSource Source,
    string Mask,
    ImmutableArray<string> Images,
    ImmutableArray<string> Families,
    string Path,
    ImmutableArray<string> Id,
    ImmutableArray<string> Columns,
    ImmutableArray<string> Exclude,
    int Line)
{
    /// <summary>Gets how radiomics are computed.</summary>
    public RadiomicsDefinition Radiomics { get; init; } = new();

    /// <summary>Gets what the network is and how it learns; null for other sources.</summary>
    public DeepDefinition? Deep { get; init; }

    /// <summary>Gets how regions are perturbed for the stability of features, or <see langword="null"/> for not at all.</summary>
    public PerturbationDefinition? Perturb { get; init; }
}

/// <summary>How models are judged.</summary>
/// <param name="ThresholdRule"><c>youden</c>, <c>prevalence</c> or <c>fixed</c>.</param>
/// <param name="FixedThreshold">The threshold of the rule <c>fixed</c>.</param>
/// <param name="Bootstrap">Resamples of each bootstrap interval.</param>
/// <param name="DecisionFrom">First threshold probability.</param>
/// <param name="DecisionTo">Last threshold probability.</param>
/// <param name="DecisionStep">Step between them.</param>
/// <param name="Subgroups">Columns whose levels are judged on their own.</param>
/// <param name="Compare">Pairs of models to compare.</param>
public sealed record EvaluationDefinition(
    string ThresholdRule,
    double FixedThreshold,
    int Bootstrap,
    double DecisionFrom,
    double DecisionTo,
    double DecisionStep,
    ImmutableArray<string> Subgroups,
    ImmutableArray<(string A, string B)> Compare);

/// <summary>What the report is made of.</summary>
/// <param name="Formats"><c>html</c>, <c>pdf</c>.</param>
/// <param name="FigureFormats"><c>svg</c>, <c>png</c>.</param>
/// <param name="Checklists"><c>tripod+ai</c>, <c>clear</c>.</param>
public sealed record ReportDefinition(ImmutableArray<string> Formats, ImmutableArray<string> FigureFormats, ImmutableArray<string> Checklists);
