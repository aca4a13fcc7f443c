using System.Collections.Immutable;
using Voxopsy.Deep.Fusion;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Networks;
using Voxopsy.Deep.Training;

namespace Voxopsy.Study.StudyFiles;

/// <summary>A network of a study: what it sees, what it is, and how it learns, every default written out.</summary>
public sealed record DeepDefinition
{
    /// <summary>The network, such as <c>resnet18</c>.</summary>
    public string Network { get; init; } = "resnet18";

    /// <summary>How cases become inputs.</summary>
    public CropSettings Crop { get; init; } = new();

    /// <summary>How phases are joined.</summary>
    public PhaseFusion Fusion { get; init; } = PhaseFusion.Channels;

    /// <summary>How the images of a case are joined.</summary>
    public InstancePoolingKind Pooling { get; init; } = InstancePoolingKind.GatedAttention;

    /// <summary>Clinical variables inside the network.</summary>
    public ImmutableArray<string> Clinical { get; init; } = [];

    /// <summary>How they enter.</summary>
    public ClinicalFusion ClinicalFusion { get; init; } = ClinicalFusion.None;

    /// <summary>The chance that a phase is left out while training.</summary>
    public double ModalityDropout { get; init; }

    /// <summary>A file of weights to begin with, or to extract features with; empty for none.</summary>
    public string Weights { get; init; } = string.Empty;

    /// <summary>How that file names its weights.</summary>
    public string Family { get; init; } = "voxopsy";

    /// <summary>The layer whose pooled output are the features, for a network that does not learn.</summary>
    public string Layer { get; init; } = "pooled";

    /// <summary>How it learns; null for a network that does not.</summary>
    public TrainingPlan? Training { get; init; }

    /// <summary>Networks of one training set, each on the other folds; their out-of-fold scores feed the models.</summary>
    public int InnerFolds { get; init; } = 3;

    /// <summary>The most minutes of one training; 0 for no limit.</summary>
    public double Minutes { get; init; }

    /// <summary>Whether it learns inside the folds.</summary>
    public bool Learns => Training is not null;

    /// <summary>The classifier for crops of a size.</summary>
    internal ClassifierSettings Classifier(CropSize size, int clinicalColumns) => new()
    {
        Network = NetworkNames.Of(Network),
        Input = size,
        Mask = Crop.Mask,
        Fusion = Fusion,
        Pooling = new InstancePooling { Kind = Pooling },
        Clinical = clinicalColumns == 0 ? ClinicalFusion.None : ClinicalFusion,
        ClinicalVariables = clinicalColumns,
        ModalityDropout = ModalityDropout,
    };
}

/// <summary>The networks a study file can name.</summary>
internal static class NetworkNames
{
    internal static ImmutableArray<string> All { get; } =
    [
        "small", "resnet10", "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "se-resnet18", "se-resnet34", "se-resnet50", "densenet121", "densenet169", "densenet201",
        "shufflenet", "mobilenet", "efficientnet-b0", "vgg11", "vgg16",
    ];

    internal static NetworkSettings Of(string name) => name switch
    {
        "small" => new SmallNetSettings(),
        "shufflenet" => new ShuffleNetSettings(),
        "mobilenet" => new MobileNetSettings(),
        "efficientnet-b0" => new EfficientNetSettings(),
        _ when name.StartsWith("se-resnet", StringComparison.Ordinal) => ResNetSettings.SqueezeExcitationOfDepth(Depth(name)),
        _ when name.StartsWith("resnet", StringComparison.Ordinal) => ResNetSettings.OfDepth(Depth(name)),
        _ when name.StartsWith("densenet", StringComparison.Ordinal) => DenseNetSettings.OfDepth(Depth(name)),
        _ => VggSettings.OfDepth(Depth(name)),
    };

    private static int Depth(string name) => int.Parse(name.AsSpan(name.AsSpan().IndexOfAnyInRange('0', '9')), System.Globalization.CultureInfo.InvariantCulture);
}
