namespace Voxopsy.Tensors.Torch;

/// <summary>What libtorch said when a call failed; <see cref="TorchBackend"/> adds which operator it was.</summary>
internal sealed class TorchCallException(string message) : Exception(message);
