namespace Voxopsy.Deep.Augmentation;

/// <summary>The images of one instance: channels on one lattice, changed in place.</summary>
/// <param name="Voxels">[channel, slice, row, column], row-major.</param>
/// <param name="Channels">Channels.</param>
/// <param name="Depth">Slices; 1 in 2D.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public sealed record ImageBlock(float[] Voxels, int Channels, int Depth, int Height, int Width)
{
    /// <summary>Whether it is a slice.</summary>
    public bool IsFlat => Depth == 1;

    /// <summary>Gets how many of the last channels are masks: moved with the images by the nearest voxel, their values left alone.</summary>
    public int MaskChannels { get; init; }

    /// <summary>Voxels of one channel.</summary>
    public int ChannelVoxels => Depth * Height * Width;

    /// <summary>Channels that hold intensities.</summary>
    internal int ImageChannels => Channels - MaskChannels;

    /// <summary>One channel.</summary>
    internal Span<float> Channel(int channel) => Voxels.AsSpan(channel * ChannelVoxels, ChannelVoxels);
}
