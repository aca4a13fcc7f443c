using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Reads a model.</summary>
internal static class ModelReader
{
    internal static ImmutableArray<(string Word, ClassifierKind Kind)> Classifiers { get; } =
    [
        ("svm", ClassifierKind.SupportVectors), ("random-forest", ClassifierKind.RandomForest), ("gradient-boosting", ClassifierKind.GradientBoosting),
        ("knn", ClassifierKind.Neighbors), ("lda", ClassifierKind.LinearDiscriminant), ("logistic", ClassifierKind.Logistic), ("ridge", ClassifierKind.Ridge),
    ];

    internal static ModelDefinition Read(string name, StudySection section)
    {
        StudySection byP = section.Section("stepwise");
        string stepwise = byP.Node("p") is null ? section.Text("stepwise", "aic-both") : "p-" + byP.Text("p");
        ClassifierKind classifier = Classifiers.FirstOrDefault(pair => pair.Word == section.Text("classifier")).Kind;
        ModelKind kind = classifier != ClassifierKind.None ? ModelKind.Classifier
            : section.Flag("signature") ? ModelKind.Signature
            : section.Node("stepwise") is null ? ModelKind.Logistic : ModelKind.Stepwise;
        return new ModelDefinition(name, section.Texts("from"), kind, stepwise[(stepwise.IndexOf('-', StringComparison.Ordinal) + 1)..], section.Flag("nomogram"), section.Line)
        {
            StepwiseByP = stepwise.StartsWith("p-", StringComparison.Ordinal),
            EnterP = byP.Number("enter", 0.05),
            RemoveP = byP.Number("remove", 0.1),
            Classifier = classifier,
            Tuning = Tuning(section.Section("tune")),
            Recalibration = section.Text("recalibrate", classifier is ClassifierKind.None or ClassifierKind.Logistic ? "none" : "logistic") switch
            {
                "intercept" => RecalibrationKind.Intercept,
                "logistic" => RecalibrationKind.Logistic,
                _ => RecalibrationKind.None,
            },
        };
    }

    private static TuningDefinition Tuning(StudySection section)
    {
        TuningDefinition usual = new();
        return new TuningDefinition
        {
            Cost = Numbers(section, "cost", usual.Cost),
            Kernel = section.Texts("kernel") is { IsEmpty: false } kernels ? kernels : usual.Kernel,
            Neighbors = Wholes(section, "neighbors", usual.Neighbors),
            Depth = Wholes(section, "depth", usual.Depth),
            Leaf = Wholes(section, "leaf", usual.Leaf),
            Shrinkage = Numbers(section, "shrinkage", usual.Shrinkage),
            Trees = section.Whole("trees", usual.Trees),
        };
    }

    private static ImmutableArray<double> Numbers(StudySection section, string key, ImmutableArray<double> otherwise) => section.Texts(key) is { IsEmpty: false } texts
        ? [.. texts.Select(text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))]
        : otherwise;

    private static ImmutableArray<int> Wholes(StudySection section, string key, ImmutableArray<int> otherwise) => section.Texts(key) is { IsEmpty: false } texts
        ? [.. texts.Select(text => (int)double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))]
        : otherwise;
}
