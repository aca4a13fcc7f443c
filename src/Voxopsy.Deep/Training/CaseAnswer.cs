using System.Collections.Immutable;

namespace Voxopsy.Deep.Training;

/// <summary>What a network says about one case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Patient">Its patient.</param>
/// <param name="Logits">The logits of the head; one for a binary head.</param>
public sealed record CaseAnswer(string Case, string Patient, ImmutableArray<double> Logits)
{
    /// <summary>What each image of the case had to do with the answer; empty for one image, or where images are joined without weights.</summary>
    public ImmutableArray<double> Attributions { get; init; } = [];

    /// <summary>What the attributions are.</summary>
    public AttributionKind AttributionsAre { get; init; }
}

/// <summary>What the attributions of images are.</summary>
public enum AttributionKind
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>Weights of attention, adding up to 1.</summary>
    Attention,

    /// <summary>The probability that each image gives on its own.</summary>
    Probability,
}
