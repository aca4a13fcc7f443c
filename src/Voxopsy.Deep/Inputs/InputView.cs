using System.Text.Json.Serialization;

namespace Voxopsy.Deep.Inputs;

/// <summary>What a network sees of a lesion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputView>))]
public enum InputView
{
    /// <summary>2D: the slice where the lesion is largest.</summary>
    LargestSlice,

    /// <summary>2.5D: that slice with its neighbors as channels; neighbors end at the image's ends.</summary>
    AdjacentSlices,

    /// <summary>2.5D: three orthogonal planes through the middle of the lesion, as channels.</summary>
    OrthogonalPlanes,

    /// <summary>2.5D: several slices of the lesion, each an instance of its own; offsets end at the lesion's ends.</summary>
    SliceBag,

    /// <summary>3D: the lesion's box.</summary>
    Box,

    /// <summary>Weak: evenly spaced whole slices of the image, each an instance of its own; no mask is needed.</summary>
    WholeSlices,
}

/// <summary>How large the field around a lesion is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Framing>))]
public enum Framing
{
    /// <summary>One spacing for all cases: a large lesion looks large; one larger than the field is cut.</summary>
    Spacing,

    /// <summary>The lesion's box and a margin, made square or cubic: every lesion fills the field, its size is lost.</summary>
    Box,
}

/// <summary>What is done with the mask beside saying where to look.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MaskUse>))]
public enum MaskUse
{
    /// <summary>Nothing: the network sees the surroundings and no outline.</summary>
    Position,

    /// <summary>It is a channel of its own, 1 inside.</summary>
    Channel,

    /// <summary>Everything outside becomes background.</summary>
    Blank,
}
