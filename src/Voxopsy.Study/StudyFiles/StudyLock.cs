using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Voxopsy.Study.Results;

namespace Voxopsy.Study.StudyFiles;

/// <summary><c>study.lock.yaml</c>: the study with every default written out; a study file of its own that reads back to the same study.</summary>
internal static class StudyLock
{
    /// <summary>The text; paths are relative to the folder it will lie in.</summary>
    internal static string Text(StudyDefinition study, string folder)
    {
        StringBuilder text = new();
        text.Append("# The study as it was run, every default written out. Paths are relative to this file.\n");
        text.Append("voxopsy: 1\n");
        text.Append(CultureInfo.InvariantCulture, $"study: {{title: {Quote(study.Title)}, seed: {study.Seed}, language: {study.Language}, simulated: {Flag(study.Simulated)}}}\n");
        text.Append("cohorts:\n");
        foreach (CohortDefinition cohort in study.Cohorts)
        {
            text.Append($"  {Quote(cohort.Name)}: {{table: {Quote(Relative(folder, cohort.Table))}");
            text.Append(cohort.Where.Length > 0 ? $", where: {Quote(cohort.Where)}" : string.Empty);
            text.Append(double.IsNaN(cohort.Prevalence) ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", prevalence: {cohort.Prevalence}"));
            text.Append($", sealed: {Flag(cohort.Sealed)}}}\n");
        }

        text.Append($"patient: {Quote(study.Patient)}\n");
        text.Append(study.Case.IsEmpty ? string.Empty : $"case: {List(study.Case)}\n");
        text.Append(study.Dictionary is null ? string.Empty : $"dictionary: {Quote(Relative(folder, study.Dictionary))}\n");
        text.Append($"outcome: {{column: {Quote(study.Outcome.Column)}, positive: {List(study.Outcome.Positive)}");
        text.Append(study.Outcome.Negative.IsEmpty ? string.Empty : $", negative: {List(study.Outcome.Negative)}");
        text.Append($", name: {Quote(study.Outcome.Name)}}}\n");
        Sources(text, study, folder);
        text.Append(FittingPart(study));
        text.Append(CultureInfo.InvariantCulture, $"report: {{formats: {List(study.Report.Formats)}, figures: {List(study.Report.FigureFormats)}, checklists: {List(study.Report.Checklists)}}}\n");
        return text.ToString();
    }

    /// <summary>The part of a study that decides what is fitted and how it is judged; a fit made under another one is another fit.</summary>
    internal static string FittingPart(StudyDefinition study)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"missing: {{impute: {Imputation(study)}, max_fraction: {study.MaximumMissing}}}\n");
        ValidationDefinition validation = study.Validation;
        string scheme = validation.Scheme switch
        {
            ValidationScheme.Holdout => "holdout",
            ValidationScheme.LeaveOneCenterOut => "leave-one-center-out",
            ValidationScheme.External => "external",
            _ => "kfold",
        };
        text.Append(CultureInfo.InvariantCulture, $"validation: {{scheme: {scheme}, test_fraction: {validation.TestFraction}, folds: {validation.Folds}, repeats: {validation.Repeats}, stratify: {List(validation.Stratify)}");
        text.Append(validation.Center.Length > 0 ? $", center: {Quote(validation.Center)}" : string.Empty);
        text.Append($", group: {(validation.GroupByRow ? "row" : "patient")}}}\n");
        text.Append("select: [").AppendJoin(", ", study.Selection.Select(FittingText.Step)).Append("]\n");
        text.Append("models:\n");
        foreach (ModelDefinition model in study.Models)
        {
            text.Append($"  {Quote(model.Name)}: {{from: {List(model.From)}{FittingText.Model(model)}, nomogram: {Flag(model.Nomogram)}}}\n");
        }

        EvaluationDefinition evaluation = study.Evaluation;
        string threshold = evaluation.ThresholdRule == "fixed" ? evaluation.FixedThreshold.ToString(CultureInfo.InvariantCulture) : evaluation.ThresholdRule;
        text.Append(CultureInfo.InvariantCulture, $"evaluate: {{threshold: {threshold}, bootstrap: {evaluation.Bootstrap}, decision_curve: {{from: {evaluation.DecisionFrom}, to: {evaluation.DecisionTo}, step: {evaluation.DecisionStep}}}");
        text.Append(evaluation.Subgroups.IsEmpty ? string.Empty : $", subgroups: {List(evaluation.Subgroups)}");
        text.Append(evaluation.Compare.IsEmpty ? ", compare: none}\n" : $", compare: [{string.Join(", ", evaluation.Compare.Select(pair => List([pair.A, pair.B])))}]}}\n");
        return text.ToString();
    }

    private static void Sources(StringBuilder text, StudyDefinition study, string folder)
    {
        text.Append(study.Images.IsEmpty ? string.Empty : "images:\n");
        foreach (ImageDefinition image in study.Images)
        {
            text.Append($"  {Quote(image.Name)}: {{path: {Quote(Relative(folder, image.Template))}{Optional("modality", image.Modality)}{Optional("register_to", image.RegisterTo)}}}\n");
        }

        text.Append(study.Masks.IsEmpty ? string.Empty : "masks:\n");
        foreach (MaskDefinition mask in study.Masks)
        {
            string labels = mask.Labels.IsEmpty ? string.Empty : $", label: [{string.Join(", ", mask.Labels)}]";
            text.Append($"  {Quote(mask.Name)}: {{path: {Quote(Relative(folder, mask.Template))}{labels}{Optional("on", mask.On)}{(mask.Readers.IsEmpty ? string.Empty : $", readers: {List([.. mask.Readers.Select(path => Relative(folder, path))])}")}}}\n");
        }

        text.Append(study.Clinical.IsEmpty ? string.Empty : "clinical:\n");
        foreach (ClinicalDefinition variable in study.Clinical)
        {
            string levels = variable.Levels.IsEmpty ? string.Empty : $", levels: {List(variable.Levels)}";
            text.Append($"  {Quote(variable.Name)}: {{type: {(variable.Category ? "category" : "number")}, column: {Quote(variable.Column)}{Optional("unit", variable.Unit)}{levels}, known: {(variable.KnownAfter ? "after" : "before")}}}\n");
        }

        text.Append(study.Features.IsEmpty ? string.Empty : "features:\n");
        foreach (FeatureSetDefinition set in study.Features)
        {
            string columns = (set.Columns.IsEmpty ? string.Empty : $", columns: {List(set.Columns)}") + (set.Exclude.IsEmpty ? string.Empty : $", exclude: {List(set.Exclude)}");
            text.Append(set.Source == FeatureSource.Table
                ? $"  {Quote(set.Name)}: {{kind: table, path: {Quote(Relative(folder, set.Path))}, id: {List(set.Id)}{columns}}}\n"
                : set.Deep is { } deep ? $"  {Quote(set.Name)}: {{kind: deep{Optional("roi", set.Mask)}, images: {List(set.Images)}{DeepText.Of(deep, Relative(folder, deep.Weights))}}}\n"
                : $"  {Quote(set.Name)}: {{kind: radiomics, roi: {Quote(set.Mask)}{(set.Images.IsEmpty ? string.Empty : $", images: {List(set.Images)}")}{(set.Families.IsEmpty ? string.Empty : $", families: {List(set.Families)}")}{RadiomicsText.Of(set.Radiomics, Quote(Relative(folder, set.Radiomics.ParameterFile)))}{(set.Perturb is null ? string.Empty : ", perturb: " + set.Perturb.Text())}}}\n");
        }
    }

    private static string Imputation(StudyDefinition study) => study.Imputation switch
    {
        ImputationKind.Neighbors => string.Create(CultureInfo.InvariantCulture, $"knn, neighbors: {study.ImputationNeighbors}"),
        ImputationKind.Chained => "chained",
        _ => "median",
    };

    private static string Relative(string folder, string path) => path.Length == 0 ? string.Empty : Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');

    private static string Optional(string key, string value) => value.Length > 0 ? $", {key}: {Quote(value)}" : string.Empty;

    internal static string List(ImmutableArray<string> values) => "[" + string.Join(", ", values.Select(Quote)) + "]";

    internal static string Flag(bool value) => value ? "true" : "false";

    internal static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
