namespace Voxopsy.Deep.Augmentation;

/// <summary>How images are changed while a network trains, so that it does not learn what does not matter.</summary>
/// <remarks>Spatial transforms are joined and the image is interpolated once; then intensities. Each draws from a stream named by transform, patient and epoch.</remarks>
public sealed record AugmentationPlan
{
    /// <summary>Nothing is changed.</summary>
    public static AugmentationPlan None { get; } = new()
    {
        Flip = new Flip { Columns = 0, Rows = 0, Slices = 0 },
        Rotation = new Rotation { Probability = 0 },
        Scaling = new Scaling { Probability = 0 },
        Elastic = new ElasticDeformation { Probability = 0 },
        Intensity = new IntensityShift(),
        Gamma = new GammaShift(),
        Noise = new NoiseAddition(),
        Blur = new GaussianBlur(),
        LowResolution = new LowResolution(),
    };

    /// <summary>Everything happens, for measuring time.</summary>
    public static AugmentationPlan Everything { get; } = new()
    {
        Flip = new Flip { Columns = 1, Rows = 1, Slices = 1 },
        Rotation = new Rotation { Probability = 1 },
        Scaling = new Scaling { Probability = 1 },
        Elastic = new ElasticDeformation { Probability = 1 },
        Intensity = new IntensityShift { Probability = 1 },
        Gamma = new GammaShift { Probability = 1 },
        Noise = new NoiseAddition { Probability = 1 },
        Blur = new GaussianBlur { Probability = 1 },
        LowResolution = new LowResolution { Probability = 1 },
    };

    /// <summary>Mirror images.</summary>
    public Flip Flip { get; init; } = new();

    /// <summary>Turns.</summary>
    public Rotation Rotation { get; init; } = new();

    /// <summary>Size.</summary>
    public Scaling Scaling { get; init; } = new();

    /// <summary>Smooth displacement.</summary>
    public ElasticDeformation Elastic { get; init; } = new();

    /// <summary>Contrast and brightness.</summary>
    public IntensityShift Intensity { get; init; } = new() { Probability = 0.3 };

    /// <summary>Gamma curve.</summary>
    public GammaShift Gamma { get; init; } = new() { Probability = 0.3 };

    /// <summary>Noise.</summary>
    public NoiseAddition Noise { get; init; } = new() { Probability = 0.2 };

    /// <summary>Blur.</summary>
    public GaussianBlur Blur { get; init; } = new() { Probability = 0.1 };

    /// <summary>Coarser scanning.</summary>
    public LowResolution LowResolution { get; init; } = new() { Probability = 0.1 };

    /// <summary>Two cases in one.</summary>
    public MixUp MixUp { get; init; } = new();

    /// <summary>Changes an image in place.</summary>
    /// <param name="block">The image.</param>
    /// <param name="chance">Whose draws.</param>
    public void Apply(ImageBlock block, Chance chance)
    {
        ArgumentNullException.ThrowIfNull(block);
        Warp warp = new(block);
        Elastic.Enter(warp, chance.For("elastic"));
        Scaling.Enter(warp, chance.For("scaling"));
        Rotation.Enter(warp, chance.For("rotation"));
        Flip.Enter(warp, chance.For("flip"));
        warp.Apply();
        LowResolution.Apply(block, chance);
        Blur.Apply(block, chance);
        Gamma.Apply(block, chance);
        Intensity.Apply(block, chance);
        Noise.Apply(block, chance);
    }
}
