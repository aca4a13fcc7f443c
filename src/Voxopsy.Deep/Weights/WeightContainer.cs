namespace Voxopsy.Deep.Weights;

/// <summary>How a file of weights is packed.</summary>
public enum WeightContainer
{
    /// <summary>A JSON header and raw tensors.</summary>
    Safetensors,

    /// <summary>A zip archive with a pickle and one entry a storage, as PyTorch writes since 1.6.</summary>
    TorchZip,

    /// <summary>A row of pickles and raw storages, as PyTorch wrote before 1.6.</summary>
    TorchLegacy,
}
