using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Deep.Augmentation;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Training;
using Voxopsy.Study.StudyFiles.Schema;

namespace Voxopsy.Study.StudyFiles;

/// <summary>Reads a feature set of <c>kind: deep</c>.</summary>
internal static class DeepReader
{
    /// <summary>The network of a set.</summary>
    /// <param name="folder">The study file's folder.</param>
    /// <param name="name">The set.</param>
    /// <param name="section">Its keys.</param>
    /// <param name="modality">Of its first image; empty when not said.</param>
    /// <param name="faults">What cannot be used.</param>
    internal static DeepDefinition Read(string folder, string name, StudySection section, string modality, List<SchemaFault> faults)
    {
        bool weak = section.Text("supervision") == "weak";
        ImmutableArray<string> clinical = section.Texts("clinical");
        DeepDefinition definition = new()
        {
            Network = section.Text("network", "resnet18"),
            Crop = Crop(section, weak, modality),
            Fusion = DeepSchema.Fusions[section.Text("fusion", "channels")],
            Pooling = DeepSchema.Poolings[section.Text("pooling", DeepSchema.Word(nameof(InstancePoolingKind.GatedAttention)))],
            Clinical = clinical,
            ClinicalFusion = clinical.IsEmpty ? ClinicalFusion.None : section.Text("clinical_fusion") == "modulating" ? ClinicalFusion.Modulating : ClinicalFusion.Concatenated,
            ModalityDropout = section.Number("modality_dropout", 0),
            Weights = section.Node("weights") is null ? string.Empty : Path.GetFullPath(Path.Combine(folder, section.Text("weights"))),
            Family = section.Text("family", "voxopsy"),
            Layer = section.Text("layer", "pooled"),
            Training = section.Node("training") is null ? null : Training(section.Section("training")),
            InnerFolds = section.Section("training").Whole("folds", 3),
            Minutes = section.Section("training").Number("minutes", 0),
        };
        Check(name, section, definition, weak, faults);
        return definition;
    }

    private static CropSettings Crop(StudySection section, bool weak, string modality)
    {
        // Intensities of MRI have no unit, so a window means nothing unless somebody names one.
        string usualScale = modality is "MR" or "MRI" && section.Node("window") is null ? "zscore" : "window";
        CropSettings usual = new();
        ImmutableArray<int> slices = [.. section.Texts("slices").Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        ImmutableArray<double> window = [.. section.Texts("window").Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
        return new CropSettings
        {
            View = weak ? InputView.WholeSlices : DeepSchema.Views[section.Text("view", "3d")],
            Framing = section.Text("framing") == "box" ? Framing.Box : Framing.Spacing,
            Size = section.Whole("size", usual.Size),
            Depth = section.Whole("depth", usual.Depth),
            SpacingMillimeters = section.Number("spacing_mm", usual.SpacingMillimeters),
            SliceSpacingMillimeters = section.Number("slice_spacing_mm", usual.SliceSpacingMillimeters),
            MarginMillimeters = section.Number("margin_mm", usual.MarginMillimeters),
            Offsets = weak ? [] : slices,
            SliceCount = weak && slices.Length == 1 ? slices[0] : usual.SliceCount,
            Scale = section.Text("normalize", usualScale) == "zscore" ? new BodyZScore() : window.Length == 2 ? new WindowScale(window[0], window[1]) : usual.Scale,
            Mask = section.Text("mask", "position") switch { "channel" => MaskUse.Channel, "blank" => MaskUse.Blank, _ => MaskUse.Position },
        };
    }

    private static TrainingPlan Training(StudySection section)
    {
        TrainingPlan usual = new();
        AugmentationPlan augmentation = section.Text("augment", "full") switch
        {
            "none" => AugmentationPlan.None,
            "flips" => AugmentationPlan.None with { Flip = new Flip() },
            _ => usual.Augmentation,
        };
        return usual with
        {
            Epochs = section.Whole("epochs", usual.Epochs),
            BatchSize = section.Whole("batch", usual.BatchSize),
            LearningRate = section.Number("rate", usual.LearningRate),
            Optimizer = section.Text("optimizer", "adamw") switch { "sgd" => OptimizerKind.Descent, "nesterov" => OptimizerKind.Nesterov, _ => OptimizerKind.AdamW },
            Schedule = section.Text("schedule", "cosine") switch { "poly" => RateSchedule.Poly, "constant" => RateSchedule.Constant, _ => RateSchedule.Cosine },
            WeightDecay = section.Number("weight_decay", usual.WeightDecay),
            Momentum = section.Number("momentum", usual.Momentum),
            GradientNorm = section.Number("gradient_norm", usual.GradientNorm),
            Balance = section.Text("balance", "weighted") switch { "sampled" => ClassBalance.Sampled, "none" => ClassBalance.None, _ => ClassBalance.Weighted },
            Stopping = new EarlyStopping
            {
                InnerFraction = section.Number("inner_fraction", usual.Stopping.InnerFraction),
                Patience = section.Whole("patience", usual.Stopping.Patience),
                Measure = section.Text("measure") == "auc" ? StoppingMeasure.Auc : StoppingMeasure.Loss,
            },
            Augmentation = augmentation with { MixUp = new MixUp { Probability = section.Number("mixup", 0) } },
        };
    }

    private static void Check(string name, StudySection section, DeepDefinition definition, bool weak, List<SchemaFault> faults)
    {
        void Fault(string key, string found, string expected, string fix) => faults.Add(new SchemaFault($"features.{name}.{key}", section.Line, found, expected, fix));
        if (section.Texts("images").IsEmpty)
        {
            Fault("images", "no images", "at least one image", "Name the images the network sees.");
        }

        if (!weak && section.Text("roi").Length == 0)
        {
            Fault("roi", "no key 'roi'", "the mask of the lesion", "Name a mask, or write 'supervision: weak' to train on whole slices.");
        }

        if (weak && section.Node("view") is not null && section.Text("view") == "3d")
        {
            Fault("view", "'3d' with weak supervision", "slices", "Leave 'view' out; weak supervision takes whole slices.");
        }

        if (section.Texts("window") is { IsEmpty: false } window && (window.Length != 2 || ((WindowScale?)(definition.Crop.Scale as WindowScale) is { } scale && scale.Low >= scale.High)))
        {
            Fault("window", string.Join(" to ", window), "two intensities, the smaller first", "Write 'window: [LOW, HIGH]'.");
        }

        if (!definition.Learns && definition.Weights.Length == 0)
        {
            Fault("training", "neither 'training' nor 'weights'", "one of the two", "Add 'training: {epochs: 40}' to train in every fold, or 'weights:' for a pretrained network whose features are taken as they are.");
        }

        if (!definition.Learns && (!definition.Clinical.IsEmpty || definition.Fusion != PhaseFusion.Channels))
        {
            Fault("training", "clinical variables or branches without training", "a network that learns", "Add 'training:', or leave 'clinical' and 'fusion' out.");
        }

        if (definition.Weights.Length > 0 && (!definition.Clinical.IsEmpty || definition.Fusion != PhaseFusion.Channels))
        {
            Fault("weights", "pretrained weights with branches or clinical variables", "one plain network", "Leave 'fusion' and 'clinical' out, or 'weights'.");
        }

        if (definition.Weights.Length > 0 && !File.Exists(definition.Weights))
        {
            Fault("weights", $"no file '{definition.Weights}'", "a file of weights", "Check the path.");
        }
    }
}
