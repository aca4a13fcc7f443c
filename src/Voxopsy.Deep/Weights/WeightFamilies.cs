namespace Voxopsy.Deep.Weights;

/// <summary>The sources of published weights whose files can be read by name.</summary>
public static class WeightFamilies
{
    private static readonly WeightPreprocessing ImageNet = new("torchvision, the reference training scripts")
    {
        Channels = 3,
        Shift = [0.485, 0.456, 0.406],
        Scale = [0.229, 0.224, 0.225],
        Axes = "y, x",
        Size = [224, 224],
        Remark = "Values are scaled to 0..1 first. For one channel the first convolution is summed over its inputs; for more phases it is repeated and divided.",
    };

    /// <summary>Our own files: names as they are.</summary>
    public static WeightFamily Own { get; } = new("voxopsy", new WeightPreprocessing("the JSON file beside the weights") { Scaling = IntensityScaling.AsPlanned }, "Voxopsy")
    {
        Containers = [],
        Prefixes = [],
    };

    /// <summary>Residual networks of torchvision.</summary>
    public static WeightFamily TorchvisionResNet { get; } = new("torchvision-resnet", ImageNet, "torchvision.models.resnet");

    /// <summary>Dense networks of torchvision, old names included (<c>norm.1</c> for <c>norm1</c>).</summary>
    public static WeightFamily TorchvisionDenseNet { get; } = new("torchvision-densenet", ImageNet, "torchvision.models.densenet")
    {
        Rules = [KeyRule.Of(@"^(.*denselayer[0-9]+\.(?:norm|conv))\.([12]\.)", "$1$2")],
    };

    /// <summary>MedicalNet, from its own files; its network is the dilated one.</summary>
    public static WeightFamily MedicalNet { get; } = new(
        "medicalnet",
        new WeightPreprocessing("Tencent MedicalNet, datasets/brains18.py")
        {
            Scaling = IntensityScaling.ZScoreOfPositive,
            Size = [56, 448, 448],
            Remark = "The constant border is cropped away, then the image is resized with nearest neighbors. Depths 18 and 34 have shortcuts of type A, all others of type B.",
        },
        "Chen 2019, Med3D; github.com/Tencent/MedicalNet")
    {
        Dropped = ["conv_seg.*"],
    };

    /// <summary>Residual networks of MONAI, plain or from Lightning.</summary>
    public static WeightFamily MonaiResNet { get; } = new(
        "monai-resnet", new WeightPreprocessing("the bundle's configs/inference.json") { Scaling = IntensityScaling.AsPlanned }, "monai.networks.nets.resnet")
    {
        Prefixes = ["module.", "_orig_mod.", "model.trunk.", "trunk.", "model.", "network.", "net.", "encoder."],
        Dropped = ["heads.*", "conv_seg.*"],
    };

    /// <summary>The foundation model for cancer imaging biomarkers: a widened MONAI ResNet-50.</summary>
    public static WeightFamily Fmcib { get; } = new(
        "fmcib",
        new WeightPreprocessing("Pai 2024, foundation-cancer-image-biomarker")
        {
            Shift = [-1024],
            Scale = [3072],
            SpacingMm = 1,
            Size = [50, 50, 50],
            Remark = "CT in HU, resampled with linear interpolation, oriented LPS, 50 mm around a seed point, zero where it overhangs.",
        },
        "Pai 2024, Nature Machine Intelligence 6:354")
    {
        Containers = ["trunk_state_dict", "state_dict"],
        Prefixes = ["module.", "model.trunk.", "trunk."],
        Dropped = ["heads.*", "model.heads.*"],
    };

    /// <summary>RadImageNet for PyTorch: children of the backbone by number.</summary>
    public static WeightFamily RadImageNet { get; } = new(
        "radimagenet",
        new WeightPreprocessing("Mei 2022, RadImageNet")
        {
            Channels = 3,
            Shift = [127.5],
            Scale = [127.5],
            Axes = "y, x",
            Size = [224, 224],
            Remark = "Values 0..255 in three equal channels.",
        },
        "Mei 2022, Radiology: Artificial Intelligence 4:e210315; github.com/BMEII-AI/RadImageNet")
    {
        Rules =
        [
            KeyRule.Of(@"^backbone\.0\.(conv0|norm0|denseblock|transition|norm5)", "features.$1"),
            KeyRule.Of(@"^backbone\.0\.", "conv1."),
            KeyRule.Of(@"^backbone\.1\.", "bn1."),
            KeyRule.Of(@"^backbone\.4\.", "layer1."),
            KeyRule.Of(@"^backbone\.5\.", "layer2."),
            KeyRule.Of(@"^backbone\.6\.", "layer3."),
            KeyRule.Of(@"^backbone\.7\.", "layer4."),
        ],
    };

    /// <summary>Models Genesis, chest CT.</summary>
    public static WeightFamily ModelsGenesis { get; } = new(
        "models-genesis",
        new WeightPreprocessing("Zhou 2021, Models Genesis")
        {
            Clip = (-1000, 1000),
            Shift = [-1000],
            Scale = [2000],
            Axes = "x, y, z",
            Size = [64, 64, 32],
            Remark = "Sizes divisible by 16. Batch norm uses the statistics of the batch, so features depend on what else is in it.",
        },
        "Zhou 2021, Medical Image Analysis 67:101840; github.com/MrGiovanni/ModelsGenesis");

    /// <summary>Checkpoints of nnU-Net v2, whose weights appear under several names.</summary>
    public static WeightFamily NnUnet { get; } = new(
        "nnunet", new WeightPreprocessing("the plans.json beside the checkpoint") { Scaling = IntensityScaling.AsPlanned }, "Isensee 2021; github.com/MIC-DKFZ/nnUNet")
    {
        Containers = ["network_weights", "state_dict"],
        Rules =
        [
            KeyRule.Of(@"^decoder\.encoder\.", "encoder."),
            KeyRule.Of(@"\.all_modules\.0\.", ".conv."),
            KeyRule.Of(@"\.all_modules\.1\.", ".norm."),
        ],
    };

    /// <summary>The file <c>models/model.pt</c> of a MONAI bundle.</summary>
    public static WeightFamily MonaiBundle { get; } = MonaiResNet with
    {
        Name = "monai-bundle",
        Source = "MONAI bundle specification; monai.networks.nets.densenet",
        Rules = [KeyRule.Of(@"(denselayer[0-9]+)\.layers\.", "$1."), KeyRule.Of(@"^class_layers\.out\.", "classifier.")],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WeightFamily> All { get; } =
        [Own, TorchvisionResNet, TorchvisionDenseNet, MedicalNet, MonaiResNet, Fmcib, RadImageNet, ModelsGenesis, NnUnet, MonaiBundle];

    /// <summary>The family of a name.</summary>
    /// <param name="name">As <see cref="WeightFamily.Name"/>.</param>
    /// <exception cref="ArgumentException">No family has this name; the message lists those that exist.</exception>
    public static WeightFamily Of(string name) => All.FirstOrDefault(family => family.Name == name)
        ?? throw new ArgumentException($"No family of weights is named '{name}'; there are {string.Join(", ", All.Select(family => family.Name))}.", nameof(name));
}
