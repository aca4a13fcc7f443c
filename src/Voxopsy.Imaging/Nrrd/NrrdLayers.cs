namespace Voxopsy.Imaging.Nrrd;

/// <summary>An opened NRRD file with one or more values a voxel, the layers fastest.</summary>
/// <param name="Volume">The stored values.</param>
/// <param name="Layers">Values of each voxel.</param>
internal sealed record NrrdLayers(VolumeFile Volume, int Layers) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Volume.Dispose();
}
