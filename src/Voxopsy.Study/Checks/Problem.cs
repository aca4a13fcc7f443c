using System.Collections.Immutable;
using System.Text;

namespace Voxopsy.Study.Checks;

/// <summary>How bad a problem is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is changed.</summary>
    Note,

    /// <summary>Doubtful; the run goes on.</summary>
    Warning,

    /// <summary>This case cannot be used; the others can.</summary>
    CaseError,

    /// <summary>The study cannot run.</summary>
    Error,
}

/// <summary>Something wrong, with where, what was found, what was expected and what to do.</summary>
public sealed record Problem
{
    /// <summary>Gets how bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Gets the rule that was broken.</summary>
    public required ProblemKind Kind { get; init; }

    /// <summary>Gets what is wrong, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets where it is: <c>patient B-0047, mask tumour</c> or <c>study.yaml, line 12</c>.</summary>
    public required string Where { get; init; }

    /// <summary>Gets the cohort of the case concerned; empty for none.</summary>
    public string Cohort { get; init; } = string.Empty;

    /// <summary>Gets the case concerned; empty for none.</summary>
    public string Case { get; init; } = string.Empty;

    /// <summary>Gets what was found and expected, a line each, as <c>found  …</c>.</summary>
    public ImmutableArray<string> Details { get; init; } = [];

    /// <summary>Gets what to do next.</summary>
    public required string Fix { get; init; }

    /// <summary>The message as people read it.</summary>
    public override string ToString()
    {
        string word = Severity switch
        {
            Severity.Note => "note",
            Severity.Warning => "warning",
            _ => "error",
        };
        StringBuilder text = new();
        text.Append(word).Append(' ').Append(Word(Kind)).Append(": ").Append(Summary);
        text.Append("   ").Append(Where);
        foreach (string detail in Details)
        {
            text.Append("\n  ").Append(detail);
        }

        return text.Append("\n  fix: ").Append(Fix).ToString();
    }

    /// <summary>The rule's name as messages and <c>check.json</c> write it.</summary>
    internal static string Word(ProblemKind kind) => kind switch
    {
        ProblemKind.StudyFile => "study file",
        ProblemKind.MissingFile => "missing file",
        ProblemKind.UnreadableFile => "unreadable file",
        ProblemKind.Table => "table",
        ProblemKind.MissingImage => "missing image",
        ProblemKind.EmptyMask => "empty mask",
        ProblemKind.Geometry => "geometry",
        ProblemKind.NotANumber => "voxels",
        ProblemKind.DuplicatePatient => "duplicate",
        ProblemKind.UnmatchedPatient => "unmatched",
        ProblemKind.MissingOutcome => "outcome",
        ProblemKind.OneClass => "one class",
        ProblemKind.ConstantColumn => "constant column",
        ProblemKind.MissingValues => "missing values",
        ProblemKind.DuplicateColumn => "duplicate column",
        ProblemKind.TooFewEvents => "too few events",
        ProblemKind.Leakage => "leakage",
        ProblemKind.SuspiciousName => "suspicious name",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of problem."),
    };
}
