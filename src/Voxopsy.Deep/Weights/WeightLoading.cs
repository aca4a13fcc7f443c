using System.Collections.Immutable;

namespace Voxopsy.Deep.Weights;

/// <summary>What may differ between a file and a network; nothing, unless it is named.</summary>
public sealed record WeightLoading
{
    /// <summary>Every name must match.</summary>
    public static WeightLoading Strict { get; } = new();

    /// <summary>Names of the network that keep their fresh weights, and that the file may hold in vain; <c>*</c> stands for anything: <c>fc.*</c>.</summary>
    public ImmutableArray<string> LeaveOut { get; init; } = [];

    /// <summary>What happens when the first convolution was trained on another number of channels.</summary>
    public FirstLayerAdaptation FirstLayer { get; init; } = FirstLayerAdaptation.Refuse;
}

/// <summary>What happens when the first convolution was trained on another number of channels.</summary>
public enum FirstLayerAdaptation
{
    /// <summary>The file is refused.</summary>
    Refuse,

    /// <summary>For one channel the weights are summed over their inputs; for more they are repeated in turn and divided, so that equal channels give the same output.</summary>
    SumOrRepeat,
}
