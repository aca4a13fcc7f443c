namespace Voxopsy.Study.Checks;

/// <summary>What kind of thing is wrong; each is one rule with its own message.</summary>
public enum ProblemKind
{
    /// <summary>The study file itself: unknown key, wrong type, missing part.</summary>
    StudyFile,

    /// <summary>A file that is named does not exist.</summary>
    MissingFile,

    /// <summary>A file exists but cannot be read.</summary>
    UnreadableFile,

    /// <summary>The cohort table: a column that is not there, a value that cannot be read.</summary>
    Table,

    /// <summary>An image or a mask that is not there.</summary>
    MissingImage,

    /// <summary>A mask holds no voxel of the wanted label.</summary>
    EmptyMask,

    /// <summary>A mask lies on another grid than its image.</summary>
    Geometry,

    /// <summary>Voxels are not numbers.</summary>
    NotANumber,

    /// <summary>A patient or case occurs more than once.</summary>
    DuplicatePatient,

    /// <summary>A case has no counterpart in another table.</summary>
    UnmatchedPatient,

    /// <summary>The outcome is missing or has a value that is neither event nor non-event.</summary>
    MissingOutcome,

    /// <summary>Only one class, or too few cases of one.</summary>
    OneClass,

    /// <summary>A column has one value only.</summary>
    ConstantColumn,

    /// <summary>A column has no value at all, or more missing than the study allows.</summary>
    MissingValues,

    /// <summary>Columns are exact copies of each other.</summary>
    DuplicateColumn,

    /// <summary>More parameters than events.</summary>
    TooFewEvents,

    /// <summary>Something that would let test cases teach the model.</summary>
    Leakage,

    /// <summary>A name that suggests knowledge from after the moment of prediction.</summary>
    SuspiciousName,
}
