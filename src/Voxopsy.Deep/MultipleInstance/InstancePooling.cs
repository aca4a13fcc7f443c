using System.Text.Json.Serialization;

namespace Voxopsy.Deep.MultipleInstance;

/// <summary>From the images of a case to one answer.</summary>
public sealed record InstancePooling
{
    /// <summary>How images are joined.</summary>
    public InstancePoolingKind Kind { get; init; } = InstancePoolingKind.GatedAttention;

    /// <summary>Width of the hidden layer of attention; at least 1.</summary>
    public int AttentionWidth { get; init; } = 32;

    /// <summary>How many of the largest probabilities are averaged; at least 1.</summary>
    public int Largest { get; init; } = 3;

    /// <summary>The sharpness of log-sum-exp; above 0. Large values come close to the maximum, small ones to the mean.</summary>
    public double Sharpness { get; init; } = 8;

    /// <summary>Whether features are joined before the head; else each image is answered and the answers are joined.</summary>
    [JsonIgnore]
    public bool JoinsFeatures => Kind is InstancePoolingKind.FeatureMean or InstancePoolingKind.FeatureMaximum or InstancePoolingKind.Attention or InstancePoolingKind.GatedAttention;
}

/// <summary>How the images of a case become one answer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InstancePoolingKind>))]
public enum InstancePoolingKind
{
    /// <summary>The mean of the features.</summary>
    FeatureMean,

    /// <summary>The maximum of each feature.</summary>
    FeatureMaximum,

    /// <summary>A weighted sum of features; the weights come from a small network (Ilse, Tomczak and Welling 2018).</summary>
    Attention,

    /// <summary>The same with a gate, which lets the weights depend on features more freely.</summary>
    GatedAttention,

    /// <summary>The mean of the probabilities.</summary>
    Mean,

    /// <summary>The largest probability.</summary>
    Maximum,

    /// <summary>The mean of the largest probabilities.</summary>
    TopK,

    /// <summary>The probability that at least one image is positive, if images were independent.</summary>
    NoisyOr,

    /// <summary>A smooth maximum of the probabilities.</summary>
    LogSumExp,

    /// <summary>Every image learns the label of its patient on its own; the patient's answer is the mean of the probabilities.</summary>
    EachInstance,
}
