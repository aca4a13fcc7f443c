using Voxopsy.Deep.Layers;

namespace Voxopsy.Deep.Networks;

/// <summary>MobileNetV2 in 2D or 3D (Sandler 2018).</summary>
public sealed record MobileNetSettings : NetworkSettings
{
    /// <summary>Multiplies all channels; 1 as published, rounded to multiples of 8.</summary>
    public double Width { get; init; } = 1;

    /// <summary>A width rounded to a multiple of 8, never more than a tenth below.</summary>
    internal int Channels(int published)
    {
        double wanted = published * Width;
        int rounded = Math.Max(8, (int)(wanted + 4) / 8 * 8);
        return rounded < 0.9 * wanted ? rounded + 8 : rounded;
    }

    private protected override Network Build(LayerScope scope)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Width);
        return new MobileNet(this, scope);
    }
}
