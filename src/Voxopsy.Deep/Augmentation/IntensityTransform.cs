using System.Text.Json.Serialization;

namespace Voxopsy.Deep.Augmentation;

/// <summary>A change of intensities: pure, seeded, in place.</summary>
public abstract record IntensityTransform
{
    /// <summary>The chance that it happens to an image, from 0 to 1.</summary>
    public double Probability { get; init; }

    /// <summary>The name of its stream.</summary>
    [JsonIgnore]
    public abstract string Name { get; }

    /// <summary>Changes the intensities, or does nothing, as chance has it.</summary>
    /// <param name="block">The images.</param>
    /// <param name="chance">Whose draws.</param>
    public void Apply(ImageBlock block, Chance chance)
    {
        ArgumentNullException.ThrowIfNull(block);
        Draws stream = chance.For(Name);
        if (stream.Happens(Probability))
        {
            for (int channel = 0; channel < block.ImageChannels; channel++)
            {
                Change(block, channel, stream);
            }
        }
    }

    /// <summary>Changes one channel.</summary>
    private protected abstract void Change(ImageBlock block, int channel, Draws stream);
}
