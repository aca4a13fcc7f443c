using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning.Trees;

/// <summary>Grows classification trees that lower the Gini impurity most at each node; its buffers serve one tree after the other.</summary>
/// <remarks>Source: Breiman, Friedman, Olshen and Stone 1984. Of equal gains the feature looked at first and the lower threshold win.</remarks>
internal sealed class GiniTreeGrower
{
    private readonly RankedColumns _columns;
    private readonly bool[] _events;
    private readonly GiniTreeSettings _settings;
    private readonly int[] _rows;
    private readonly int[] _spare;
    private readonly int[] _features;
    private readonly long[] _keys;
    private readonly double[] _binWeight;
    private readonly double[] _binEvents;

    internal GiniTreeGrower(RankedColumns columns, bool[] events, GiniTreeSettings settings)
    {
        _columns = columns;
        _events = events;
        _settings = settings;
        _rows = new int[columns.RowCount];
        _spare = new int[columns.RowCount];
        _keys = new long[columns.RowCount];
        _features = [.. Enumerable.Range(0, columns.Count)];
        int bins = Enumerable.Range(0, columns.Count).Max(columns.Bins);
        _binWeight = new double[bins];
        _binEvents = new double[bins];
    }

    private readonly record struct Split(int Feature, int Lower, int Upper, double Gain);

    private readonly record struct Pending(int Node, int Start, int End, int Depth);

    /// <summary>Grows a tree.</summary>
    /// <param name="weights">How much each row counts; rows of weight 0 are left out.</param>
    /// <param name="random">Draws the features of a node; null looks at all of them in their order.</param>
    /// <param name="importance">Gains by feature are added here.</param>
    internal DecisionTree Grow(double[] weights, SeededRandom? random, double[] importance)
    {
        for (int j = 0; j < _features.Length; j++)
        {
            _features[j] = j;
        }

        int count = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            if (weights[row] > 0)
            {
                _rows[count++] = row;
            }
        }

        TreeBuilder builder = new();
        Stack<Pending> pending = new();
        pending.Push(new Pending(builder.Leaf(Share(weights, 0, count)), 0, count, 0));
        while (pending.TryPop(out Pending node))
        {
            if (Best(weights, node, random) is not { } split)
            {
                continue;
            }

            importance[split.Feature] += split.Gain;
            int middle = Partition(node.Start, node.End, split);
            builder.Ask(node.Node, split.Feature, _columns.Between(split.Feature, split.Lower, split.Upper));
            int left = builder.Leaf(Share(weights, node.Start, middle));
            int right = builder.Leaf(Share(weights, middle, node.End));
            builder.Join(node.Node, left, right);
            pending.Push(new Pending(right, middle, node.End, node.Depth + 1));
            pending.Push(new Pending(left, node.Start, middle, node.Depth + 1));
        }

        return builder.Build();
    }

    private double Share(double[] weights, int start, int end)
    {
        (double weight, double events) = Sum(weights, start, end);
        return events / weight;
    }

    private (double Weight, double Events) Sum(double[] weights, int start, int end)
    {
        double weight = 0;
        double events = 0;
        for (int k = start; k < end; k++)
        {
            weight += weights[_rows[k]];
            events += _events[_rows[k]] ? weights[_rows[k]] : 0;
        }

        return (weight, events);
    }

    private Split? Best(double[] weights, Pending node, SeededRandom? random)
    {
        (double weight, double events) = Sum(weights, node.Start, node.End);
        if (events <= 0 || events >= weight || node.Depth >= _settings.MaximumDepth || weight < _settings.SmallestSplit)
        {
            return null;
        }

        Split best = new(-1, 0, 0, 0);
        int seen = 0;
        for (int k = 0; k < _features.Length; k++)
        {
            if (random is not null)
            {
                int other = k + random.NextInt(_features.Length - k);
                (_features[k], _features[other]) = (_features[other], _features[k]);
            }

            // A feature that does not vary here does not count as looked at.
            if (Scan(weights, node, _features[k], weight, events, ref best))
            {
                seen++;
            }

            if (seen >= _settings.FeaturesPerSplit)
            {
                break;
            }
        }

        return best.Feature >= 0 ? best : null;
    }

    /// <summary>Looks for a better split by a feature; false when the feature does not vary in the node.</summary>
    private bool Scan(double[] weights, Pending node, int feature, double weight, double events, ref Split best)
    {
        ReadOnlySpan<int> ranks = _columns.Ranks(feature);
        int size = node.End - node.Start;
        SplitScan scan = new(this, feature, weight, events, best);
        if (size < _columns.Bins(feature) / 4)
        {
            Span<long> keys = _keys.AsSpan(0, size);
            for (int k = 0; k < size; k++)
            {
                int row = _rows[node.Start + k];
                keys[k] = ((long)ranks[row] << 32) | (uint)row;
            }

            keys.Sort();
            for (int k = 0; k < size;)
            {
                int rank = (int)(keys[k] >> 32);
                double binWeight = 0;
                double binEvents = 0;
                for (; k < size && (int)(keys[k] >> 32) == rank; k++)
                {
                    int row = (int)keys[k];
                    binWeight += weights[row];
                    binEvents += _events[row] ? weights[row] : 0;
                }

                scan.Next(rank, binWeight, binEvents);
            }
        }
        else
        {
            int bins = _columns.Bins(feature);
            Array.Clear(_binWeight, 0, bins);
            Array.Clear(_binEvents, 0, bins);
            for (int k = node.Start; k < node.End; k++)
            {
                int row = _rows[k];
                _binWeight[ranks[row]] += weights[row];
                _binEvents[ranks[row]] += _events[row] ? weights[row] : 0;
            }

            for (int bin = 0; bin < bins; bin++)
            {
                if (_binWeight[bin] > 0)
                {
                    scan.Next(bin, _binWeight[bin], _binEvents[bin]);
                }
            }
        }

        best = scan.Best;
        return scan.Varies;
    }

    private int Partition(int start, int end, Split split)
    {
        ReadOnlySpan<int> ranks = _columns.Ranks(split.Feature);
        int left = start;
        int right = 0;
        for (int k = start; k < end; k++)
        {
            if (ranks[_rows[k]] <= split.Lower)
            {
                _rows[left++] = _rows[k];
            }
            else
            {
                _spare[right++] = _rows[k];
            }
        }

        _spare.AsSpan(0, right).CopyTo(_rows.AsSpan(left));
        return left;
    }

    /// <summary>Walks the bins of a feature upwards and keeps the best place to split.</summary>
    private struct SplitScan(GiniTreeGrower grower, int feature, double weight, double events, Split best)
    {
        private readonly double _without = Squares(weight, events);
        private int _last = -1;
        private double _leftWeight;
        private double _leftEvents;

        internal Split Best { get; private set; } = best;

        internal bool Varies { get; private set; }

        internal void Next(int bin, double binWeight, double binEvents)
        {
            double smallest = grower._settings.SmallestLeaf;
            if (_last >= 0 && grower._columns.Gap(feature, _last, bin) > grower._settings.SmallestGap)
            {
                Varies = true;
                if (_leftWeight >= smallest && weight - _leftWeight >= smallest)
                {
                    double gain = Squares(_leftWeight, _leftEvents) + Squares(weight - _leftWeight, events - _leftEvents) - _without;
                    if (gain > Best.Gain + (1e-12 * weight) || (Best.Feature < 0 && gain >= 0))
                    {
                        Best = new Split(feature, _last, bin, Math.Max(gain, 0));
                    }
                }
            }

            _last = bin;
            _leftWeight += binWeight;
            _leftEvents += binEvents;
        }

        /// <summary>Σ of squared class weights over the weight: the weight less its Gini impurity.</summary>
        private static double Squares(double weight, double events) => ((events * events) + ((weight - events) * (weight - events))) / weight;
    }
}
