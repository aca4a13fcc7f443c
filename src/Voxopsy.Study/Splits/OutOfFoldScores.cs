using System.Collections.Immutable;

namespace Voxopsy.Study.Splits;

/// <summary>Scores of training rows, each from a model that did not learn from that row's patient. Only <see cref="Split.OutOfFold"/> can make them.</summary>
/// <remarks>A model that is combined with others enters through these and through nothing else: a type, so that fitted values cannot slip in.</remarks>
public sealed class OutOfFoldScores
{
    internal OutOfFoldScores(ImmutableArray<double> linearPredictors) => LinearPredictors = linearPredictors;

    /// <summary>Gets the log odds of each training row.</summary>
    public ImmutableArray<double> LinearPredictors { get; }

    /// <summary>The same scores after a correction that was learned on them.</summary>
    internal OutOfFoldScores After(Models.Recalibration recalibration) => Split.Corrected(this, recalibration);
}
