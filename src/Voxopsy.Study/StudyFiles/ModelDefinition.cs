using System.Collections.Immutable;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.StudyFiles;

/// <summary>A model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">Its sources.</param>
/// <param name="Kind">How it is fitted.</param>
/// <param name="StepwiseDirection"><c>both</c>, <c>forward</c> or <c>backward</c>.</param>
/// <param name="Nomogram">Whether a nomogram is drawn.</param>
/// <param name="Line">Line of the study file.</param>
public sealed record ModelDefinition(
    string Name, ImmutableArray<string> From, ModelKind Kind, string StepwiseDirection, bool Nomogram, int Line)
{
    /// <summary>Gets whether stepwise selection goes by p values of likelihood ratios rather than by AIC.</summary>
    public bool StepwiseByP { get; init; }

    /// <summary>Gets the p value below which a term enters.</summary>
    public double EnterP { get; init; } = 0.05;

    /// <summary>Gets the p value from which on a term leaves.</summary>
    public double RemoveP { get; init; } = 0.1;

    /// <summary>Gets the classifier.</summary>
    public ClassifierKind Classifier { get; init; }

    /// <summary>Gets what inner folds choose from.</summary>
    public TuningDefinition Tuning { get; init; } = new();

    /// <summary>Gets how the log odds are corrected.</summary>
    public RecalibrationKind Recalibration { get; init; }
}

/// <summary>How the log odds of a model are corrected, learned on out-of-fold scores of the training rows.</summary>
public enum RecalibrationKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A new intercept.</summary>
    Intercept,

    /// <summary>A new intercept and a slope.</summary>
    Logistic,
}

/// <summary>A classifier.</summary>
public enum ClassifierKind
{
    /// <summary>None: regression.</summary>
    None,

    /// <summary>A support vector machine.</summary>
    SupportVectors,

    /// <summary>A random forest.</summary>
    RandomForest,

    /// <summary>Gradient-boosted trees.</summary>
    GradientBoosting,

    /// <summary>Nearest neighbors.</summary>
    Neighbors,

    /// <summary>Linear discriminant analysis, shrunk.</summary>
    LinearDiscriminant,

    /// <summary>Logistic regression on the columns that the steps keep.</summary>
    Logistic,

    /// <summary>Logistic regression with a squared penalty.</summary>
    Ridge,
}

/// <summary>The settings of a classifier that inner folds choose from; one value fixes a setting.</summary>
public sealed record TuningDefinition
{
    /// <summary>Gets costs of errors (support vectors) or inverse penalties (ridge).</summary>
    public ImmutableArray<double> Cost { get; init; } = [0.01, 0.1, 1, 10];

    /// <summary>Gets kernels of support vectors, <c>linear</c> and <c>rbf</c>.</summary>
    public ImmutableArray<string> Kernel { get; init; } = ["rbf"];

    /// <summary>Gets numbers of neighbors.</summary>
    public ImmutableArray<int> Neighbors { get; init; } = [5, 9, 15, 25];

    /// <summary>Gets depths of boosted trees.</summary>
    public ImmutableArray<int> Depth { get; init; } = [1, 2, 3];

    /// <summary>Gets least rows of a leaf of a random forest.</summary>
    public ImmutableArray<int> Leaf { get; init; } = [1, 5, 10];

    /// <summary>Gets shrinkages of the covariance of a linear discriminant.</summary>
    public ImmutableArray<double> Shrinkage { get; init; } = [0.1, 0.5, 0.9];

    /// <summary>Gets the number of trees.</summary>
    public int Trees { get; init; } = 300;
}
