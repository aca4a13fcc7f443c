using System.Text.Json.Serialization;
using Voxopsy.Deep.Inputs;
using Voxopsy.Deep.MultipleInstance;
using Voxopsy.Deep.Networks;

namespace Voxopsy.Deep.Fusion;

/// <summary>From the crop of a case, and its clinical variables, to an answer: encoders, how phases, images and variables are joined, and the head.</summary>
public sealed record ClassifierSettings
{
    /// <summary>The encoder; its input channels and spatial axes are those of the crops.</summary>
    public required NetworkSettings Network { get; init; }

    /// <summary>The sizes of the crops.</summary>
    public required CropSize Input { get; init; }

    /// <summary>Whether the mask is among the channels.</summary>
    public MaskUse Mask { get; init; } = MaskUse.Position;

    /// <summary>How phases are joined.</summary>
    public PhaseFusion Fusion { get; init; } = PhaseFusion.Channels;

    /// <summary>How the images of a case are joined; without effect for one.</summary>
    public InstancePooling Pooling { get; init; } = new();

    /// <summary>How clinical variables enter.</summary>
    public ClinicalFusion Clinical { get; init; } = ClinicalFusion.None;

    /// <summary>Clinical variables; 0 for none.</summary>
    public int ClinicalVariables { get; init; }

    /// <summary>Width of the embedding of clinical variables; at least 1.</summary>
    public int ClinicalWidth { get; init; } = 8;

    /// <summary>The chance that a phase is left out while training, so that the network learns to do without it; at least 0, below 1. One phase always stays.</summary>
    public double ModalityDropout { get; init; }

    /// <summary>Channels of an image: all phases, then the mask.</summary>
    [JsonIgnore]
    public int Channels => (Input.Phases * Input.ChannelsPerPhase) + MaskChannels;

    /// <summary>Channels of the mask.</summary>
    [JsonIgnore]
    public int MaskChannels => Mask == MaskUse.Channel ? Input.ChannelsPerPhase : 0;

    /// <summary>Whether cases without one of the phases can be taken.</summary>
    [JsonIgnore]
    public bool TakesMissingPhases => ModalityDropout > 0 || Fusion is PhaseFusion.FeatureMean or PhaseFusion.Decisions;

    /// <summary>Refuses settings that cannot be carried out.</summary>
    internal void Check()
    {
        if (ModalityDropout is not (>= 0 and < 1))
        {
            throw new ArgumentException($"The chance that a phase is left out is at least 0 and below 1; {ModalityDropout} was given.");
        }

        if ((Clinical == ClinicalFusion.None) != (ClinicalVariables == 0))
        {
            throw new ArgumentException($"Clinical variables and the way they enter belong together; {ClinicalVariables} variables were given with '{Clinical}'.");
        }

        if (Input.Instances > 1 && !Pooling.JoinsFeatures && Network.Head.Kind != HeadKind.Binary)
        {
            throw new ArgumentException($"{Pooling.Kind} joins probabilities of a positive class, so it needs a binary head; the head is {Network.Head.Kind}. Use attention or the mean of features.");
        }

        if (Network.Head.Kind == HeadKind.None)
        {
            throw new ArgumentException("A classifier needs a head: binary, multi-class or ordinal.");
        }
    }
}

/// <summary>How phases are joined.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PhaseFusion>))]
public enum PhaseFusion
{
    /// <summary>As channels of one network (MC): phases must be registered.</summary>
    Channels,

    /// <summary>A network a phase, features side by side (FF).</summary>
    Features,

    /// <summary>A network a phase, features averaged over the phases that are there.</summary>
    FeatureMean,

    /// <summary>A network and a head a phase, logits averaged over the phases that are there.</summary>
    Decisions,
}

/// <summary>How clinical variables enter a network.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClinicalFusion>))]
public enum ClinicalFusion
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Their embedding stands beside the image features before the head.</summary>
    Concatenated,

    /// <summary>They also scale and shift the image features (FiLM, Perez et al. 2018).</summary>
    Modulating,
}
