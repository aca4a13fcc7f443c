using System.Collections.Immutable;
using Voxopsy.Deep.Weights;
using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>The keys of a feature set of <c>kind: deep</c>.</summary>
internal static class DeepSchema
{
    internal static ImmutableDictionary<string, Deep.Inputs.InputView> Views { get; } = new Dictionary<string, Deep.Inputs.InputView>
    {
        ["2d"] = Deep.Inputs.InputView.LargestSlice,
        ["2.5d"] = Deep.Inputs.InputView.AdjacentSlices,
        ["2.5d-planes"] = Deep.Inputs.InputView.OrthogonalPlanes,
        ["bag"] = Deep.Inputs.InputView.SliceBag,
        ["3d"] = Deep.Inputs.InputView.Box,
    }.ToImmutableDictionary();

    internal static ImmutableDictionary<string, Deep.MultipleInstance.InstancePoolingKind> Poolings { get; } = Enum.GetValues<Deep.MultipleInstance.InstancePoolingKind>()
        .ToImmutableDictionary(kind => Word(kind.ToString()), kind => kind);

    internal static ImmutableDictionary<string, Deep.Fusion.PhaseFusion> Fusions { get; } = Enum.GetValues<Deep.Fusion.PhaseFusion>()
        .ToImmutableDictionary(kind => Word(kind.ToString()), kind => kind);

    internal static (string Key, SchemaNode Value)[] Keys()
    {
        NumberSchema share = new(0, 0.95);
        return
        [
            ("network", new ChoiceSchema([.. NetworkNames.All])),
            ("view", new ChoiceSchema([.. Views.Keys.Order(StringComparer.Ordinal)]) { Description = "2d: largest slice; 2.5d: with its neighbors, or three planes; bag: several slices; 3d: the lesion's box" }),
            ("fusion", new ChoiceSchema([.. Fusions.Keys.Order(StringComparer.Ordinal)]) { Description = "Phases as channels (registered), or a network a phase: features side by side, their mean, or decisions" }),
            ("supervision", new ChoiceSchema("strong", "weak") { Description = "strong: around the lesion of a mask; weak: whole slices, no mask" }),
            ("size", new NumberSchema(8, 512) { WholeOnly = true, Description = "Voxels along both axes of a slice" }),
            ("depth", new NumberSchema(4, 512) { WholeOnly = true, Description = "Slices of the 3D box" }),
            ("framing", new ChoiceSchema("spacing", "box") { Description = "One spacing for all cases, or the lesion's box and a margin" }),
            ("spacing_mm", new NumberSchema(0.05, 50)),
            ("slice_spacing_mm", new NumberSchema(0, 50)),
            ("margin_mm", new NumberSchema(0, 500)),
            ("slices", new ListSchema(new NumberSchema(-500, 500) { WholeOnly = true }) { Description = "Offsets from the largest slice; with weak supervision how many whole slices" }),
            ("window", new ListSchema(new NumberSchema(-1e6, 1e6)) { Description = "Lowest and highest intensity, for CT" }),
            ("normalize", new ChoiceSchema("window", "zscore") { Description = "A window, or mean 0 and deviation 1 inside the body (MRI)" }),
            ("mask", new ChoiceSchema("position", "channel", "blank") { Description = "The mask says where to look, is a channel too, or hides everything outside" }),
            ("pooling", new ChoiceSchema([.. Poolings.Keys.Order(StringComparer.Ordinal)]) { Description = "How the slices of a case become one answer" }),
            ("clinical", new ListSchema(new TextSchema()) { Description = "Clinical variables inside the network" }),
            ("clinical_fusion", new ChoiceSchema("concatenated", "modulating")),
            ("modality_dropout", share),
            ("weights", new TextSchema { Description = "File of pretrained weights" }),
            ("family", new ChoiceSchema([.. WeightFamilies.All.Select(family => family.Name)]) { Description = "How that file names its weights" }),
            ("layer", new TextSchema { Description = "Layer whose pooled output are the features, without training" }),
            ("training", Training(share)),
        ];
    }

    private static SectionSchema Training(NumberSchema share) => new(
        ("epochs", new NumberSchema(1, 100_000) { WholeOnly = true }),
        ("batch", new NumberSchema(2, 4096) { WholeOnly = true }),
        ("rate", new NumberSchema(1e-9, 10)),
        ("optimizer", new ChoiceSchema("adamw", "sgd", "nesterov")),
        ("schedule", new ChoiceSchema("cosine", "poly", "constant")),
        ("weight_decay", new NumberSchema(0, 10)),
        ("momentum", share),
        ("gradient_norm", new NumberSchema(0, 1e6)),
        ("balance", new ChoiceSchema("weighted", "sampled", "none")),
        ("inner_fraction", share),
        ("patience", new NumberSchema(1, 100_000) { WholeOnly = true }),
        ("measure", new ChoiceSchema("loss", "auc")),
        ("augment", new ChoiceSchema("full", "flips", "none")),
        ("mixup", new NumberSchema(0, 1)),
        ("folds", new NumberSchema(2, 100) { WholeOnly = true, Description = "Networks of one training set; their out-of-fold scores feed the models" }),
        ("minutes", new NumberSchema(0, 1e6) { Description = "The most minutes of one training; epochs are cut to fit" }));

    /// <summary>EachInstance → each-instance.</summary>
    internal static string Word(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i == 0 ? string.Empty : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
