using System.Collections.Immutable;
using Voxopsy.Deep.Inputs;
using Voxopsy.Statistics;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Extraction;

/// <summary>The crops of a feature set of networks.</summary>
/// <param name="Set">The set.</param>
/// <param name="Crops">The crop of each usable case, by cohort and case.</param>
/// <param name="Fingerprint">The identity of settings and crops.</param>
internal sealed record DeepSet(FeatureSetDefinition Set, ImmutableDictionary<(string Cohort, string Case), Crop> Crops, string Fingerprint)
{
    /// <summary>The column that carries the score of the networks of a set.</summary>
    internal static FeatureId ScoreColumn(FeatureSetDefinition set) => new(set.Name + ".score");

    /// <summary>The columns that a set will have, without rows: what models may name before anything is trained.</summary>
    internal static FeatureTable Columns(FeatureSetDefinition set) => new([], [ScoreColumn(set)], [[]]);
}
