namespace Voxopsy.Deep.Training;

/// <summary>A training cannot start, or cannot go on: said with the reason and what to do.</summary>
public sealed class TrainingException : Exception
{
    internal TrainingException(TrainingFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>Gets why.</summary>
    public TrainingFault Fault { get; }
}

/// <summary>Why a training cannot start or go on.</summary>
public enum TrainingFault
{
    /// <summary>There are too few patients for the folds or for an inner part.</summary>
    TooFewPatients,

    /// <summary>A part that needs several classes has one.</summary>
    OneClass,

    /// <summary>A batch does not fit into memory.</summary>
    BatchTooLarge,

    /// <summary>Cases differ in size, phases or variables.</summary>
    UnequalCases,

    /// <summary>A case lacks a phase that the model cannot do without.</summary>
    MissingPhase,

    /// <summary>The same case or patient stands on both sides of a division, or a case stands twice.</summary>
    SharedPatient,

    /// <summary>The loss is not a number any more.</summary>
    Diverged,

    /// <summary>A saved training belongs to something else.</summary>
    OtherTraining,
}
