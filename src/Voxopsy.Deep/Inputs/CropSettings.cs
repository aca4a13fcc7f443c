using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voxopsy.Deep.Inputs;

/// <summary>How cases become inputs; the same for all cases of a study.</summary>
public sealed record CropSettings
{
    /// <summary>What is seen of a lesion.</summary>
    public InputView View { get; init; } = InputView.Box;

    /// <summary>How large the field is.</summary>
    public Framing Framing { get; init; } = Framing.Spacing;

    /// <summary>Voxels along both axes of a slice; at least 8.</summary>
    public int Size { get; init; } = 64;

    /// <summary>Slices of the 3D box; at least 4.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Distance between voxels within a slice in mm, with <see cref="Framing.Spacing"/>.</summary>
    public double SpacingMillimeters { get; init; } = 1;

    /// <summary>Distance between the slices of the 3D box in mm; 0 for that within a slice.</summary>
    public double SliceSpacingMillimeters { get; init; }

    /// <summary>What is added around the lesion's box in mm, with <see cref="Framing.Box"/>; at least 0.</summary>
    public double MarginMillimeters { get; init; } = 10;

    /// <summary>Slices beside the largest one, counted in slices of the mask; for neighbors and bags.</summary>
    public ImmutableArray<int> Offsets { get; init; } = [];

    /// <summary>How many whole slices are taken; at least 1.</summary>
    public int SliceCount { get; init; } = 3;

    /// <summary>How intensities are scaled.</summary>
    public IntensityScale Scale { get; init; } = new WindowScale(-160, 240);

    /// <summary>What is done with the mask.</summary>
    public MaskUse Mask { get; init; } = MaskUse.Position;

    /// <summary>Spatial axes of the input: 3 for the box, 2 otherwise.</summary>
    [JsonIgnore]
    public int Dimensions => View == InputView.Box ? 3 : 2;

    /// <summary>How many images a case becomes.</summary>
    [JsonIgnore]
    public int InstanceCount => View switch
    {
        InputView.SliceBag => SliceOffsets.Length,
        InputView.WholeSlices => SliceCount,
        _ => 1,
    };

    /// <summary>Channels that one phase has.</summary>
    [JsonIgnore]
    public int ChannelsPerPhase => View switch
    {
        InputView.AdjacentSlices => SliceOffsets.Length,
        InputView.OrthogonalPlanes => 3,
        _ => 1,
    };

    /// <summary>The offsets, with the defaults of each view: ±1 for neighbors; 0, ±1, ±2, ±4 for a bag.</summary>
    [JsonIgnore]
    public ImmutableArray<int> SliceOffsets => !Offsets.IsDefaultOrEmpty ? Offsets : View == InputView.AdjacentSlices ? [-1, 0, 1] : [-4, -2, -1, 0, 1, 2, 4];

    /// <summary>Channels that a network of all phases sees.</summary>
    /// <param name="phases">At least 1.</param>
    public int Channels(int phases) => (phases * ChannelsPerPhase) + (Mask == MaskUse.Channel ? ChannelsPerPhase : 0);

    /// <summary>All settings as JSON, every default written: the identity of a crop beside the bytes of its files.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>Settings from their JSON.</summary>
    /// <exception cref="JsonException">It is not the JSON of settings.</exception>
    public static CropSettings FromJson(string json) => JsonSerializer.Deserialize<CropSettings>(json, Options) ?? throw new JsonException("The settings of a crop are an object; null was found.");

    /// <summary>Refuses settings that cannot be carried out.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Size, 2048);
        ArgumentOutOfRangeException.ThrowIfLessThan(Depth, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(SliceCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MarginMillimeters);
        if (!(SpacingMillimeters > 0) || !(SliceSpacingMillimeters >= 0))
        {
            throw new ArgumentException($"Voxels of an input are apart by more than 0 mm; {SpacingMillimeters} mm within and {SliceSpacingMillimeters} mm between slices were given.");
        }
    }

    private static JsonSerializerOptions Options { get; } = new() { WriteIndented = false };
}
