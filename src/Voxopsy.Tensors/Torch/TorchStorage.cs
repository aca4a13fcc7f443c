namespace Voxopsy.Tensors.Torch;

/// <summary>A tensor of libtorch, freed with its last user.</summary>
internal sealed class TorchStorage(TorchBackend backend, nint handle, int count) : Storage(count)
{
    /// <summary>The tensor of libtorch.</summary>
    internal nint Handle => handle;

    /// <inheritdoc/>
    protected override void Free() => backend.Release(handle, Count);
}
