using System.Collections.Immutable;

namespace Voxopsy.Deep.Training;

/// <summary>Answers for patients that a network has not seen; made by <see cref="TrainedClassifier.Score"/>, which proves it.</summary>
public sealed class HeldOutScores
{
    internal HeldOutScores(ImmutableArray<CaseAnswer> answers) => Answers = answers;

    /// <summary>One answer a case.</summary>
    public ImmutableArray<CaseAnswer> Answers { get; }
}

/// <summary>Answers of a network for the very cases it learned from: too good to be true, so no combining model takes them.</summary>
public sealed class FittedScores
{
    internal FittedScores(ImmutableArray<CaseAnswer> answers) => Answers = answers;

    /// <summary>One answer a case.</summary>
    public ImmutableArray<CaseAnswer> Answers { get; }
}
