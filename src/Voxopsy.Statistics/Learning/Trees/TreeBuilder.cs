namespace Voxopsy.Statistics.Learning.Trees;

/// <summary>Collects the nodes of a tree while it grows.</summary>
internal sealed class TreeBuilder
{
    private readonly List<int> _feature = [];
    private readonly List<double> _threshold = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<double> _value = [];

    /// <summary>Adds a leaf and gives its number.</summary>
    internal int Leaf(double value)
    {
        _feature.Add(-1);
        _threshold.Add(0);
        _left.Add(0);
        _right.Add(0);
        _value.Add(value);
        return _feature.Count - 1;
    }

    /// <summary>Makes a leaf a question.</summary>
    internal void Ask(int node, int feature, double threshold)
    {
        _feature[node] = feature;
        _threshold[node] = threshold;
    }

    internal void Join(int node, int left, int right)
    {
        _left[node] = left;
        _right[node] = right;
    }

    internal DecisionTree Build() => new([.. _feature], [.. _threshold], [.. _left], [.. _right], [.. _value]);
}
