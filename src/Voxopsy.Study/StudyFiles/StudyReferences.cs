using System.Globalization;
using Voxopsy.Study.Results;
using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Whether every name a study file refers to is defined in it.</summary>
internal static class StudyReferences
{
    internal static void Check(StudyDefinition study, StudySection root, List<SchemaFault> faults)
    {
        string[] images = [.. study.Images.Select(image => image.Name)];
        string[] masks = [.. study.Masks.Select(mask => mask.Name)];
        foreach (MaskDefinition mask in study.Masks.Where(mask => mask.On.Length > 0))
        {
            Named($"masks.{mask.Name}.on", root.Section("masks").Section(mask.Name).Line, mask.On, images, "images", faults);
        }

        foreach (FeatureSetDefinition set in study.Features)
        {
            CheckFeatures(set, images, masks, [.. study.Clinical.Where(variable => !variable.KnownAfter).Select(variable => variable.Name)], faults);
        }

        if (study.Selection.Any(step => step.Kind == SelectionKind.Stable) && study.Features.All(set => set.Source != FeatureSource.Radiomics))
        {
            faults.Add(new SchemaFault(
                "select", root.Section("select").Line, "'stable' without a radiomics set", "regions that can be measured again", "Remove 'stable'; the features of a table were measured once."));
        }

        CheckSteps(study, root.Section("select").Line, faults);
        CheckModels(study, faults);
        CheckDesign(study, root, faults);
        CheckAvailable(study, root, faults);
    }

    /// <summary>What the format knows and this version cannot do is refused; nothing is silently left out.</summary>
    private static void CheckAvailable(StudyDefinition study, StudySection root, List<SchemaFault> faults)
    {
        foreach (ImageDefinition image in study.Images.Where(image => image.RegisterTo.Length > 0))
        {
            faults.Add(new SchemaFault(
                $"images.{image.Name}.register_to", root.Section("images").Section(image.Name).Line, "a registration", "images that lie on one another already",
                "Register the images first, and leave 'register_to' out."));
        }

        if (study.Report.FigureFormats.Contains("png"))
        {
            faults.Add(new SchemaFault("report.figures", root.Section("report").Line, "'png'", "svg", "Leave 'png' out; any browser or drawing program converts SVG."));
        }

        if (study.Report.Checklists.Contains("clear"))
        {
            faults.Add(new SchemaFault("report.checklists", root.Section("report").Line, "'clear'", "tripod+ai", "Leave 'clear' out."));
        }
    }

    private static void CheckFeatures(FeatureSetDefinition set, string[] images, string[] masks, string[] clinical, List<SchemaFault> faults)
    {
        string path = $"features.{set.Name}";
        switch (set.Source)
        {
            case FeatureSource.Radiomics:
                if (set.Mask.Length == 0)
                {
                    faults.Add(new SchemaFault(path + ".roi", set.Line, "no key 'roi'", "one of the masks " + Listed(masks), "Say which mask the features are computed in."));
                }
                else
                {
                    Named(path + ".roi", set.Line, set.Mask, masks, "masks", faults);
                }

                foreach (string image in set.Images)
                {
                    Named(path + ".images", set.Line, image, images, "images", faults);
                }

                if (set.Images.IsEmpty && set.Families.Contains("firstorder"))
                {
                    faults.Add(new SchemaFault(path + ".images", set.Line, "no images", "at least one image for the family 'firstorder'", "Name images, or keep the family 'shape' alone."));
                }

                break;
            case FeatureSource.Table when set.Perturb is not null:
                faults.Add(new SchemaFault(path + ".perturb", set.Line, "'perturb' for a table", "a radiomics set", "Remove 'perturb'; the features of a table were measured once."));
                break;
            case FeatureSource.Table when set.Path.Length == 0:
                faults.Add(new SchemaFault(path + ".path", set.Line, "no key 'path'", "the table of features", "Add 'path:'."));
                break;
            case FeatureSource.Deep:
                if (set.Mask.Length > 0)
                {
                    Named(path + ".roi", set.Line, set.Mask, masks, "masks", faults);
                }

                foreach (string image in set.Images)
                {
                    Named(path + ".images", set.Line, image, images, "images", faults);
                }

                foreach (string variable in set.Deep!.Clinical)
                {
                    Named(path + ".clinical", set.Line, variable, clinical, "clinical variables", faults);
                }

                break;
        }
    }

    private static void CheckModels(StudyDefinition study, List<SchemaFault> faults)
    {
        HashSet<string> earlier = [];
        foreach (ModelDefinition model in study.Models)
        {
            string path = $"models.{model.Name}.from";
            foreach (string source in model.From)
            {
                string[] parts = source.Split('.', 2);
                if (parts[0] == "models")
                {
                    Named(path, model.Line, parts.Length == 2 ? parts[1] : string.Empty, [.. earlier], "models above it", faults);
                }
                else if (parts[0] == "clinical")
                {
                    if (parts.Length == 2)
                    {
                        Named(path, model.Line, parts[1], [.. study.Clinical.Select(variable => variable.Name)], "clinical variables", faults);
                    }
                    else if (study.Clinical.IsEmpty)
                    {
                        faults.Add(new SchemaFault(path, model.Line, "'clinical'", "clinical variables in the study file", "Add a section 'clinical:' that names them."));
                    }
                }
                else
                {
                    Named(path, model.Line, parts[0], [.. study.Features.Select(set => set.Name), "clinical", "models"], "sources", faults);
                }
            }

            if (model.Kind == ModelKind.Signature && model.From.Any(source => source.StartsWith("models.", StringComparison.Ordinal)))
            {
                faults.Add(new SchemaFault(path, model.Line, "a signature made of other models", "feature sets or clinical variables", "Leave 'signature: true' out; the models are then combined by logistic regression."));
            }

            CheckFit(study, model, faults);
            earlier.Add(model.Name);
        }
    }

    /// <summary>Keys of a model that exclude each other.</summary>
    private static void CheckFit(StudyDefinition study, ModelDefinition model, List<SchemaFault> faults)
    {
        bool changes = model.Kind == ModelKind.Classifier || (model.Kind == ModelKind.Signature && Models.Pipeline.ChangesValues(study));
        if (model.Nomogram && changes)
        {
            faults.Add(new SchemaFault(
                $"models.{model.Name}.nomogram", model.Line, "a nomogram of a model that is no sum over its columns", "a logistic model or a signature without steps that change values",
                "Leave 'nomogram: true' out; a model that combines this one with others can have it."));
        }

        if (model.StepwiseByP && model.StepwiseDirection == "both" && model.RemoveP < model.EnterP)
        {
            faults.Add(new SchemaFault(
                $"models.{model.Name}.stepwise.remove", model.Line, FormattableString.Invariant($"{model.RemoveP} below enter {model.EnterP}"), "remove at or above enter",
                "Raise 'remove'; a term would enter and leave for ever."));
        }
    }

    /// <summary>What the steps refer to.</summary>
    private static void CheckSteps(StudyDefinition study, int line, List<SchemaFault> faults)
    {
        string[] clinical = [.. study.Clinical.Select(variable => variable.Name)];
        foreach (HarmonizationDefinition sites in study.Selection.Select(step => step.Harmonization).OfType<HarmonizationDefinition>())
        {
            foreach (string covariate in sites.Covariates)
            {
                Named("select.harmonize.covariates", line, covariate, clinical, "clinical variables", faults);
            }

            if (sites.Unseen == Steps.UnseenSite.Reference && sites.Reference.Length == 0)
            {
                faults.Add(new SchemaFault("select.harmonize.reference", line, "'unseen: reference' without a reference", "the name of a site", "Add 'reference: SITE', or write 'unseen: pooled'."));
            }
        }

        int lasso = study.Selection.ToList().FindIndex(step => step.Kind is SelectionKind.LassoMinimum or SelectionKind.LassoOneStandardError);
        if (lasso >= 0 && lasso < study.Selection.Length - 1)
        {
            faults.Add(new SchemaFault("select", line, $"{study.Selection.Length - 1 - lasso} steps after 'lasso'", "'lasso' as the last step", "Move 'lasso' to the end; what follows it would be silently left out."));
        }
    }

    private static void CheckDesign(StudyDefinition study, StudySection root, List<SchemaFault> faults)
    {
        ValidationDefinition validation = study.Validation;
        if (validation.Scheme == ValidationScheme.External && study.Cohorts.Length < 2)
        {
            faults.Add(new SchemaFault(
                "cohorts", root.Section("cohorts").Line, string.Create(CultureInfo.InvariantCulture, $"{study.Cohorts.Length} cohort"), "a development cohort and at least one external one", "Add the external cohort, or choose another scheme."));
        }

        if (!double.IsNaN(study.Cohorts[0].Prevalence))
        {
            faults.Add(new SchemaFault(
                $"cohorts.{study.Cohorts[0].Name}.prevalence", root.Section("cohorts").Line, "a prevalence for the development cohort", "none; models learn it there",
                "Give the prevalence of an external cohort, from a source other than its outcomes."));
        }

        if (study.Cohorts[0].Sealed)
        {
            faults.Add(new SchemaFault(
                $"cohorts.{study.Cohorts[0].Name}.sealed", root.Section("cohorts").Line, "a sealed development cohort", "an open one; models learn from it", "Put the development cohort first and unseal it."));
        }
    }

    private static void Named(string path, int line, string name, string[] known, string what, List<SchemaFault> faults)
    {
        if (!known.Contains(name))
        {
            string? near = NearestWord.To(name, known);
            faults.Add(new SchemaFault(
                path, line, $"'{name}'", $"one of the {what}: {Listed(known)}", near is null ? "Name one of these, or define it." : $"Did you mean '{near}'?"));
        }
    }

    private static string Listed(string[] names) => names.Length == 0 ? "(none are defined)" : string.Join(", ", names);
}
