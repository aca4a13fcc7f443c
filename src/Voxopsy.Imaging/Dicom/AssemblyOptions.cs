namespace Voxopsy.Imaging.Dicom;

/// <summary>What to do with a stack that is not rectangular.</summary>
public enum IrregularSlices
{
    /// <summary>Refuse it and say why.</summary>
    Refuse,

    /// <summary>Interpolate it onto a rectangular, even grid and say so.</summary>
    Straighten,

    /// <summary>Keep the sheared grid as acquired; not possible for uneven steps.</summary>
    Keep,
}

/// <summary>Choices for assembling series; the defaults refuse whatever would need interpolation.</summary>
public sealed record AssemblyOptions
{
    /// <summary>Gets what to do with a tilted gantry.</summary>
    public IrregularSlices Tilt { get; init; } = IrregularSlices.Refuse;

    /// <summary>Gets what to do with uneven steps; <see cref="IrregularSlices.Keep"/> refuses.</summary>
    public IrregularSlices Uneven { get; init; } = IrregularSlices.Refuse;
}
