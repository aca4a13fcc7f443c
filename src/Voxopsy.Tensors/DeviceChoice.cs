using System.Globalization;

namespace Voxopsy.Tensors;

/// <summary>The kind of engine that a user asks for.</summary>
public enum DeviceKind
{
    /// <summary>Whatever is fastest here: a GPU that libtorch sees, else the managed engine.</summary>
    Automatic,

    /// <summary>The engine in plain C#.</summary>
    Managed,

    /// <summary>The user's libtorch on the CPU.</summary>
    TorchCpu,

    /// <summary>The user's libtorch on a GPU.</summary>
    TorchCuda,
}

/// <summary>Where to compute, as users write it: <c>managed</c>, <c>torch:cpu</c>, <c>torch:cuda:0</c> or <c>auto</c>.</summary>
/// <param name="Kind">The engine.</param>
/// <param name="Index">Number of the GPU from 0; 0 for all else.</param>
public sealed record DeviceChoice(DeviceKind Kind, int Index = 0)
{
    /// <summary>What can be written.</summary>
    public const string Forms = "managed, torch:cpu, torch:cuda:0 (or another number) or auto";

    /// <summary>Reads a choice.</summary>
    /// <param name="text">One of <see cref="Forms"/>; <c>torch:cuda</c> is <c>torch:cuda:0</c>.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static DeviceChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text)
        {
            case "auto":
                return new DeviceChoice(DeviceKind.Automatic);
            case "managed":
                return new DeviceChoice(DeviceKind.Managed);
            case "torch:cpu":
                return new DeviceChoice(DeviceKind.TorchCpu);
            case "torch:cuda":
                return new DeviceChoice(DeviceKind.TorchCuda);
        }

        const string Numbered = "torch:cuda:";
        return text.StartsWith(Numbered, StringComparison.Ordinal) && int.TryParse(text.AsSpan(Numbered.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new DeviceChoice(DeviceKind.TorchCuda, index)
            : throw new FormatException($"There is no device '{text}'. Write {Forms}.");
    }

    /// <summary>As users write it.</summary>
    public override string ToString() => Kind switch
    {
        DeviceKind.Automatic => "auto",
        DeviceKind.Managed => "managed",
        DeviceKind.TorchCpu => "torch:cpu",
        _ => string.Create(CultureInfo.InvariantCulture, $"torch:cuda:{Index}"),
    };
}
