using Voxopsy.Deep.Augmentation;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Training;
using Voxopsy.Imaging.Phantoms;

namespace Voxopsy.Deep.Tests.Training;

/// <summary>Small crops of simulated lesions, and plans that take seconds.</summary>
internal static class SimulatedCases
{
    internal static CropSettings Slice { get; } = new() { View = InputView.LargestSlice, Size = 24, Scale = new WindowScale(-60, 200) };

    /// <summary>Cases from a number on; the second phase is the first patient's image of another number, when two are wanted.</summary>
    internal static TrainingExample[] Draw(CropSettings settings, int count, int from = 0, int phases = 1, Func<int, bool>? lacksLastPhase = null)
    {
        Cropper cropper = new(settings);
        TrainingExample[] cases = new TrainingExample[count];
        Parallel.For(0, count, i =>
        {
            (Imaging.Volume image, Imaging.Mask lesion, int grade, _) = TexturedLesion.Draw(11, from + i);
            string name = $"P{from + i:000}";
            PhaseImage[] own = [.. Enumerable.Range(0, phases).Select(phase => new PhaseImage($"phase {phase}", phase > 0 && phase == phases - 1 && lacksLastPhase?.Invoke(i) == true ? null : image))];
            cases[i] = new TrainingExample(name, name, cropper.Crop(new CaseImages(name, [.. own], lesion)), grade);
        });
        return cases;
    }

    internal static ClassifierSettings Small(TrainingExample[] cases, int width = 4) => new()
    {
        Network = new SmallNetSettings { BaseWidth = width },
        Input = cases[0].Crop.Size,
        ClinicalVariables = cases[0].Clinical.Length,
        Clinical = cases[0].Clinical.IsEmpty ? ClinicalFusion.None : ClinicalFusion.Concatenated,
    };

    internal static TrainingPlan Quick(int epochs) => new() { Epochs = epochs, BatchSize = 8, LearningRate = 2e-3, Augmentation = AugmentationPlan.None with { Flip = new Flip(), Noise = new NoiseAddition { Probability = 0.3 } } };

    internal static TrainingResources Threads(int threads) => new() { Threads = threads };

    internal static bool SameBits(TrainedClassifier a, TrainedClassifier b) =>
        a.Weights.Tensors.Count == b.Weights.Tensors.Count && a.Weights.Tensors.All(pair => pair.Value.ToSingles().AsSpan().SequenceEqual(b.Weights.Tensors[pair.Key].ToSingles()));
}
