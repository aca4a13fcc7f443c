using System.Collections.Immutable;
using Voxopsy.Study.Checks;

namespace Voxopsy.Study;

/// <summary>A study cannot go on; carries every problem found, not only the first.</summary>
public sealed class StudyException : Exception
{
    /// <summary>Says why the study stops.</summary>
    /// <param name="fault">What kind of stop it is.</param>
    /// <param name="problems">At least one problem.</param>
    public StudyException(StudyFault fault, ImmutableArray<Problem> problems)
        : base(string.Join(Environment.NewLine + Environment.NewLine, problems.Select(problem => problem.ToString())))
    {
        Fault = fault;
        Problems = problems;
    }

    /// <summary>Says why the study stops.</summary>
    public StudyException(StudyFault fault, Problem problem)
        : this(fault, [problem])
    {
    }

    /// <summary>Gets the kind of stop.</summary>
    public StudyFault Fault { get; }

    /// <summary>Gets the problems.</summary>
    public ImmutableArray<Problem> Problems { get; }
}

/// <summary>Why a study stops; each has its own exit code.</summary>
public enum StudyFault
{
    /// <summary>The study file or the command asks for something that cannot be.</summary>
    WrongUse,

    /// <summary>The data do not pass the check.</summary>
    DataCheck,

    /// <summary>A leakage rule was broken.</summary>
    Leakage,

    /// <summary>A needed file is missing.</summary>
    MissingFile,

    /// <summary>Something failed while running.</summary>
    Running,
}
