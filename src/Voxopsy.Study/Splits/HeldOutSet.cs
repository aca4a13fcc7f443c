using System.Collections.Immutable;
using Voxopsy.Statistics;

namespace Voxopsy.Study.Splits;

/// <summary>Rows a model is judged on. Nothing can be fitted on it: no step takes one, and its outcomes are seen by evaluations only.</summary>
public sealed class HeldOutSet
{
    internal HeldOutSet(FeatureTable features, ImmutableArray<int> rows)
    {
        Features = features;
        Rows = rows;
    }

    /// <summary>Gets the held-out rows.</summary>
    public FeatureTable Features { get; }

    /// <summary>The same rows with one more column, of models that did not learn from these rows.</summary>
    internal HeldOutSet With(FeatureId column, double[] scores) => new(Split.Beside(Features, column, scores), Rows);

    /// <summary>Gets the position of each row in the set that was divided.</summary>
    internal ImmutableArray<int> Rows { get; }
}
