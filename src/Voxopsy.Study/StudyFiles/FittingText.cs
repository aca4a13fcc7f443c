using System.Globalization;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Steps and models as a study file writes them, every default written out.</summary>
internal static class FittingText
{
    internal static string Step(SelectionDefinition step) => step.Kind switch
    {
        SelectionKind.Variance => "variance",
        SelectionKind.Duplicates => "duplicates",
        SelectionKind.Harmonize => Harmonize(step.Harmonization!),
        SelectionKind.ScaleStandard => "{scale: standard}",
        SelectionKind.ScaleRobust => "{scale: robust}",
        SelectionKind.YeoJohnson => "{scale: yeo-johnson}",
        SelectionKind.Stable => Text($"{{stable: {{icc_lower: {step.Limit}, level: {step.Level}}}}}"),
        SelectionKind.Univariable => Text($"{{univariable: {{p: {step.Limit}, test: mann-whitney}}}}"),
        SelectionKind.UnivariableWelch => Text($"{{univariable: {{p: {step.Limit}, test: welch}}}}"),
        SelectionKind.Correlation => Text($"{{correlation: {{spearman: {step.Limit}}}}}"),
        SelectionKind.Mrmr => Text($"{{mrmr: {{count: {step.Maximum}, scheme: {SelectionReader.Schemes.First(pair => pair.Value == step.Scheme).Key}}}}}"),
        SelectionKind.ReliefF => Text($"{{relieff: {{count: {step.Maximum}, neighbors: {step.Limit}}}}}"),
        SelectionKind.Components => step.Maximum > 0 ? Text($"{{pca: {{components: {step.Maximum}}}}}") : Text($"{{pca: {{variance: {step.Limit}}}}}"),
        _ => Text($"{{lasso: {{folds: {step.Limit}, rule: {(step.Kind == SelectionKind.LassoMinimum ? "min" : "1se")}{(step.Maximum > 0 ? Text($", max: {step.Maximum}") : string.Empty)}}}}}"),
    };

    internal static string Model(ModelDefinition model) => Fit(model) + (model.Recalibration == RecalibrationKind.None && model.Kind != ModelKind.Classifier
        ? string.Empty
        : ", recalibrate: " + model.Recalibration.ToString().ToLowerInvariant());

    private static string Fit(ModelDefinition model) => model.Kind switch
    {
        ModelKind.Signature => ", signature: true",
        ModelKind.Stepwise when model.StepwiseByP => Text($", stepwise: {{p: {model.StepwiseDirection}, enter: {model.EnterP}, remove: {model.RemoveP}}}"),
        ModelKind.Stepwise => $", stepwise: aic-{model.StepwiseDirection}",
        ModelKind.Classifier => $", classifier: {ModelReader.Classifiers.First(pair => pair.Kind == model.Classifier).Word}{Tuning(model)}",
        _ => string.Empty,
    };

    private static string Tuning(ModelDefinition model)
    {
        TuningDefinition tuning = model.Tuning;
        string text = model.Classifier switch
        {
            ClassifierKind.SupportVectors => $"cost: [{List(tuning.Cost)}], kernel: [{string.Join(", ", tuning.Kernel)}]",
            ClassifierKind.RandomForest => Text($"leaf: [{List(tuning.Leaf)}], trees: {tuning.Trees}"),
            ClassifierKind.GradientBoosting => Text($"depth: [{List(tuning.Depth)}], trees: {tuning.Trees}"),
            ClassifierKind.Neighbors => $"neighbors: [{List(tuning.Neighbors)}]",
            ClassifierKind.LinearDiscriminant => $"shrinkage: [{List(tuning.Shrinkage)}]",
            ClassifierKind.Ridge => $"cost: [{List(tuning.Cost)}]",
            _ => string.Empty,
        };
        return text.Length == 0 ? string.Empty : $", tune: {{{text}}}";
    }

    private static string Harmonize(HarmonizationDefinition sites)
    {
        string covariates = sites.Covariates.IsEmpty ? string.Empty : $", covariates: {StudyLock.List(sites.Covariates)}";
        string reference = sites.Reference.Length == 0 ? string.Empty : $", reference: {StudyLock.Quote(sites.Reference)}";
        string prior = sites.Prior switch { SiteEffectPrior.NonParametric => "non-parametric", SiteEffectPrior.None => "none", _ => "parametric" };
        return $"{{harmonize: {{by: {StudyLock.Quote(sites.By)}{covariates}, prior: {prior}, mean_only: {StudyLock.Flag(sites.MeanOnly)}{reference}, unseen: {sites.Unseen.ToString().ToLowerInvariant()}}}}}";
    }

    private static string List<T>(IEnumerable<T> values)
        where T : IFormattable => string.Join(", ", values.Select(value => value.ToString(null, CultureInfo.InvariantCulture)));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
