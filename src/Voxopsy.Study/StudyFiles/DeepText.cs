using System.Globalization;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.Training;

namespace Voxopsy.Study.StudyFiles;

/// <summary>A network as the lock file says it: every default written out, and read back to the same.</summary>
internal static class DeepText
{
    internal static string Of(DeepDefinition deep, string weights)
    {
        CropSettings crop = deep.Crop;
        bool weak = crop.View == InputView.WholeSlices;
        string view = weak ? ", supervision: weak" : $", view: {DeepSchema.Views.First(pair => pair.Value == crop.View).Key}, supervision: strong";
        string slices = weak ? string.Create(CultureInfo.InvariantCulture, $", slices: [{crop.SliceCount}]")
            : crop.Offsets.IsDefaultOrEmpty ? string.Empty : $", slices: [{string.Join(", ", crop.Offsets.Select(offset => offset.ToString(CultureInfo.InvariantCulture)))}]";
        string scale = crop.Scale is WindowScale window ? string.Create(CultureInfo.InvariantCulture, $", normalize: window, window: [{window.Low}, {window.High}]") : ", normalize: zscore";
        string clinical = deep.Clinical.IsEmpty ? string.Empty : $", clinical: {StudyLock.List(deep.Clinical)}, clinical_fusion: {(deep.ClinicalFusion == ClinicalFusion.Modulating ? "modulating" : "concatenated")}";
        string given = deep.Weights.Length == 0 ? string.Empty : $", weights: {StudyLock.Quote(weights)}, family: {deep.Family}, layer: {StudyLock.Quote(deep.Layer)}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $", network: {deep.Network}{view}, fusion: {DeepSchema.Word(deep.Fusion.ToString())}, size: {crop.Size}, depth: {crop.Depth}, framing: {DeepSchema.Word(crop.Framing.ToString())}, spacing_mm: {crop.SpacingMillimeters}, slice_spacing_mm: {crop.SliceSpacingMillimeters}, margin_mm: {crop.MarginMillimeters}{slices}{scale}, mask: {DeepSchema.Word(crop.Mask.ToString())}, pooling: {DeepSchema.Word(deep.Pooling.ToString())}{clinical}, modality_dropout: {deep.ModalityDropout}{given}{Training(deep)}");
    }

    private static string Training(DeepDefinition deep)
    {
        if (deep.Training is not { } plan)
        {
            return string.Empty;
        }

        string optimizer = plan.Optimizer switch { OptimizerKind.Descent => "sgd", OptimizerKind.Nesterov => "nesterov", _ => "adamw" };
        string augment = plan.Augmentation.Rotation.Probability > 0 ? "full" : plan.Augmentation.Flip.Columns > 0 ? "flips" : "none";
        return string.Create(
            CultureInfo.InvariantCulture,
            $", training: {{epochs: {plan.Epochs}, batch: {plan.BatchSize}, rate: {plan.LearningRate:0.############}, optimizer: {optimizer}, schedule: {DeepSchema.Word(plan.Schedule.ToString())}, weight_decay: {plan.WeightDecay:0.############}, momentum: {plan.Momentum}, gradient_norm: {plan.GradientNorm}, balance: {DeepSchema.Word(plan.Balance.ToString())}, inner_fraction: {plan.Stopping.InnerFraction}, patience: {plan.Stopping.Patience}, measure: {DeepSchema.Word(plan.Stopping.Measure.ToString())}, augment: {augment}, mixup: {plan.Augmentation.MixUp.Probability}, folds: {deep.InnerFolds}, minutes: {deep.Minutes}}}");
    }
}
