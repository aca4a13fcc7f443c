namespace Voxopsy.Deep.Inputs;

/// <summary>A case cannot become an input of a network: its data are wrong, not the caller.</summary>
public sealed class InputException : Exception
{
    internal InputException(InputFault fault, string caseName, string message)
        : base($"Case '{caseName}' cannot become an input: {message}") =>
        (Fault, CaseName) = (fault, caseName);

    /// <summary>Gets what is wrong.</summary>
    public InputFault Fault { get; }

    /// <summary>Gets the case.</summary>
    public string CaseName { get; }
}

/// <summary>Why a case cannot become an input.</summary>
public enum InputFault
{
    /// <summary>The view is drawn around a lesion, and the case has no mask or an empty one.</summary>
    NoLesion,

    /// <summary>None of the phases is there.</summary>
    NoPhase,

    /// <summary>The lesion lies outside the image of a phase.</summary>
    LesionOutsideImage,

    /// <summary>All voxels of a phase have one intensity, so nothing can be scaled.</summary>
    ConstantImage,

    /// <summary>A phase is missing and the model cannot do without it.</summary>
    MissingPhase,
}
