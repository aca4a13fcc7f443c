using System.Collections.Immutable;

namespace Voxopsy.Statistics.Learning.Trees;

/// <summary>A tree of questions "is this feature at most the threshold?", its nodes in parallel lists; node 0 is the root.</summary>
/// <param name="Feature">Position of the feature asked about; −1 in a leaf.</param>
/// <param name="Threshold">The threshold; 0 in a leaf.</param>
/// <param name="Left">The node for values at most the threshold; 0 in a leaf.</param>
/// <param name="Right">The node for larger values; 0 in a leaf.</param>
/// <param name="Value">The answer of a leaf; in inner nodes what it would be.</param>
public sealed record DecisionTree(
    ImmutableArray<int> Feature,
    ImmutableArray<double> Threshold,
    ImmutableArray<int> Left,
    ImmutableArray<int> Right,
    ImmutableArray<double> Value)
{
    /// <summary>The value of the leaf in which a row ends.</summary>
    /// <param name="row">One value a feature.</param>
    public double Predict(ReadOnlySpan<double> row)
    {
        int node = 0;
        while (Feature[node] >= 0)
        {
            node = row[Feature[node]] <= Threshold[node] ? Left[node] : Right[node];
        }

        return Value[node];
    }
}
