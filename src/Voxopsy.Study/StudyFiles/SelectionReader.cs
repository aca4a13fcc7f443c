using System.Collections.Immutable;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Steps;
using YamlDotNet.RepresentationModel;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Reads the selection steps; the order of the file is the order of the steps.</summary>
internal static class SelectionReader
{
    /// <summary>The steps of signatures when the study file names none: those of the usual protocol.</summary>
    internal static ImmutableArray<SelectionDefinition> Usual { get; } =
    [
        new(SelectionKind.Variance, 0, 0),
        new(SelectionKind.Duplicates, 0, 0),
        new(SelectionKind.Univariable, 0.05, 0),
        new(SelectionKind.Correlation, 0.9, 0),
        new(SelectionKind.LassoMinimum, 10, 0),
    ];

    internal static ImmutableArray<SelectionDefinition> Read(YamlNode? node)
    {
        if (node is null)
        {
            return Usual;
        }

        List<SelectionDefinition> steps = [];
        foreach (YamlNode child in node is YamlSequenceNode sequence ? sequence.Children : [node])
        {
            if (child is YamlScalarNode scalar)
            {
                steps.Add(Step(scalar.Value!, new StudySection(null)));
                continue;
            }

            foreach ((YamlNode key, YamlNode value) in ((YamlMappingNode)child).Children)
            {
                steps.Add(Step(((YamlScalarNode)key).Value!, new StudySection(value), (value as YamlScalarNode)?.Value ?? string.Empty));
            }
        }

        return [.. steps];
    }

    /// <summary>The schemes of mRMR by their words.</summary>
    internal static ImmutableSortedDictionary<string, MrmrScheme> Schemes { get; } = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("gaussian", MrmrScheme.Gaussian),
        KeyValuePair.Create("spearman", MrmrScheme.Spearman),
        KeyValuePair.Create("f-difference", MrmrScheme.FDifference),
        KeyValuePair.Create("f-quotient", MrmrScheme.FQuotient),
        KeyValuePair.Create("discrete-difference", MrmrScheme.DiscreteDifference),
        KeyValuePair.Create("discrete-quotient", MrmrScheme.DiscreteQuotient),
    ]);

    private static HarmonizationDefinition Harmonization(StudySection section) => new(
        section.Text("by"),
        section.Texts("covariates"),
        section.Text("prior", "parametric") switch { "non-parametric" => SiteEffectPrior.NonParametric, "none" => SiteEffectPrior.None, _ => SiteEffectPrior.Parametric },
        section.Flag("mean_only"),
        section.Text("reference"),
        section.Text("unseen", "refuse") switch { "pooled" => UnseenSite.Pooled, "reference" => UnseenSite.Reference, _ => UnseenSite.Refuse });

    private static SelectionDefinition Step(string name, StudySection section, string word = "") => name switch
    {
        "variance" => new(SelectionKind.Variance, 0, 0),
        "harmonize" => new(SelectionKind.Harmonize, 0, 0) { Harmonization = Harmonization(section) },
        "scale" => new(word switch { "robust" => SelectionKind.ScaleRobust, "yeo-johnson" => SelectionKind.YeoJohnson, _ => SelectionKind.ScaleStandard }, 0, 0),
        "mrmr" => new(SelectionKind.Mrmr, 0, section.Whole("count", 20)) { Scheme = Schemes[section.Text("scheme", "gaussian")] },
        "relieff" => new(SelectionKind.ReliefF, section.Number("neighbors", 10), section.Whole("count", 20)),
        "pca" => new(SelectionKind.Components, section.Number("variance", 0.9), section.Whole("components", 0)),
        "duplicates" => new(SelectionKind.Duplicates, 0, 0),
        "stable" => new(SelectionKind.Stable, section.Number("icc_lower", 0.75), 0) { Level = section.Number("level", 0.95) },
        "univariable" => new(section.Text("test") == "welch" ? SelectionKind.UnivariableWelch : SelectionKind.Univariable, section.Number("p", 0.05), 0),
        "correlation" => new(SelectionKind.Correlation, section.Number("spearman", 0.9), 0),
        _ => new(
            section.Text("rule") == "1se" ? SelectionKind.LassoOneStandardError : SelectionKind.LassoMinimum,
            section.Number("folds", 10),
            section.Whole("max", 0)),
    };
}
