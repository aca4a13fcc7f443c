namespace Voxopsy.Statistics.Learning.Trees;

/// <summary>Grows the trees of gradient boosting; its buffers serve one tree after the other.</summary>
/// <remarks>Gain of a split: G²/(H + λ) of both sides less that of the node; a leaf answers −rate × G/(H + λ) (Chen and Guestrin 2016, equations 5 to 7).</remarks>
internal sealed class BoostedTreeGrower
{
    private const double SmallestGain = 1e-10;
    private readonly RankedColumns _columns;
    private readonly int _depth;
    private readonly double _smallest;
    private readonly double _penalty;
    private readonly double _rate;
    private readonly double[] _binGradient;
    private readonly double[] _binCurvature;
    private readonly int[] _binRows;

    internal BoostedTreeGrower(RankedColumns columns, int depth, double smallest, double penalty, double rate)
    {
        _columns = columns;
        _depth = depth;
        _smallest = smallest;
        _penalty = penalty;
        _rate = rate;
        int bins = Enumerable.Range(0, columns.Count).Max(columns.Bins);
        _binGradient = new double[bins];
        _binCurvature = new double[bins];
        _binRows = new int[bins];
    }

    private readonly record struct Split(int Feature, int Lower, int Upper, double Gain);

    /// <summary>Grows a tree over some rows.</summary>
    /// <param name="rows">The rows, in ascending order; they are reordered.</param>
    /// <param name="gradient">First derivative of the loss by row.</param>
    /// <param name="curvature">Second derivative by row.</param>
    /// <param name="importance">Gains by feature are added here.</param>
    internal DecisionTree Grow(int[] rows, double[] gradient, double[] curvature, double[] importance)
    {
        TreeBuilder builder = new();
        Grow(builder, rows, 0, gradient, curvature, importance);
        return builder.Build();
    }

    private int Grow(TreeBuilder builder, int[] rows, int depth, double[] gradient, double[] curvature, double[] importance)
    {
        double g = 0;
        double h = 0;
        foreach (int row in rows)
        {
            g += gradient[row];
            h += curvature[row];
        }

        int node = builder.Leaf(h + _penalty > 0 ? -_rate * g / (h + _penalty) : 0);
        if (depth == _depth || rows.Length < 2 || Best(rows, gradient, curvature, g, h) is not { } split)
        {
            return node;
        }

        importance[split.Feature] += split.Gain;
        int[] ranks = _columns.Ranks(split.Feature).ToArray();
        builder.Ask(node, split.Feature, _columns.Between(split.Feature, split.Lower, split.Upper));
        int left = Grow(builder, [.. rows.Where(row => ranks[row] <= split.Lower)], depth + 1, gradient, curvature, importance);
        int right = Grow(builder, [.. rows.Where(row => ranks[row] > split.Lower)], depth + 1, gradient, curvature, importance);
        builder.Join(node, left, right);
        return node;
    }

    private Split? Best(int[] rows, double[] gradient, double[] curvature, double g, double h)
    {
        double without = g * g / (h + _penalty);
        Split best = new(-1, 0, 0, SmallestGain);
        for (int feature = 0; feature < _columns.Count; feature++)
        {
            int bins = _columns.Bins(feature);
            Array.Clear(_binGradient, 0, bins);
            Array.Clear(_binCurvature, 0, bins);
            Array.Clear(_binRows, 0, bins);
            ReadOnlySpan<int> ranks = _columns.Ranks(feature);
            foreach (int row in rows)
            {
                int bin = ranks[row];
                _binGradient[bin] += gradient[row];
                _binCurvature[bin] += curvature[row];
                _binRows[bin]++;
            }

            int last = -1;
            double leftG = 0;
            double leftH = 0;
            for (int bin = 0; bin < bins; bin++)
            {
                if (_binRows[bin] == 0)
                {
                    continue;
                }

                double rightG = g - leftG;
                double rightH = h - leftH;
                if (last >= 0 && leftH >= _smallest && rightH >= _smallest)
                {
                    double gain = (leftG * leftG / (leftH + _penalty)) + (rightG * rightG / (rightH + _penalty)) - without;
                    if (gain > best.Gain)
                    {
                        best = new Split(feature, last, bin, gain);
                    }
                }

                last = bin;
                leftG += _binGradient[bin];
                leftH += _binCurvature[bin];
            }
        }

        return best.Feature >= 0 ? best : null;
    }
}
