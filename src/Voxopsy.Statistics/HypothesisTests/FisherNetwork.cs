using MathNet.Numerics;

namespace Voxopsy.Statistics.HypothesisTests;

/// <summary>The exact p value of an r × c table, column by column instead of table by table.</summary>
/// <remarks>
/// Source: the network of Mehta and Patel 1983 (JASA 78:427). A node is what the rows still have to give; a path's past probability is
/// settled as soon as the most or least likely way on decides whether all tables through the node count. Rows may be interchanged, so nodes
/// are kept sorted; pasts of the same probability are one.
/// </remarks>
internal sealed class FisherNetwork
{
    private const long MostSteps = 120_000_000;
    private readonly int[] _columns;
    private readonly double[] _logFactorials;
    private readonly Dictionary<Node, (double Most, double Least)>[] _rest;
    private long _steps;

    private FisherNetwork(int[] columns, int total)
    {
        _columns = columns;
        _logFactorials = new double[total + 1];
        for (int i = 2; i <= total; i++)
        {
            _logFactorials[i] = SpecialFunctions.FactorialLn(i);
        }

        _rest = [.. columns.Select(_ => new Dictionary<Node, (double, double)>())];
    }

    /// <summary>The two-sided p value.</summary>
    internal static double P(ContingencyTable table)
    {
        int[] rows = [.. table.RowSums.Where(sum => sum > 0).OrderDescending()];
        int[] columns = [.. table.ColumnSums.Where(sum => sum > 0).Order()];
        (rows, columns) = rows.Length <= columns.Length ? (rows, columns) : ([.. columns.OrderDescending()], [.. rows.Order()]);
        FisherNetwork network = new(columns, table.Total);
        double seen = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                seen -= network._logFactorials[table[row, column]];
            }
        }

        seen += columns.Sum(column => network._logFactorials[column]);
        return network.Walk(new Node(rows), seen + Math.Log(1 + FisherExact.EqualWithin));
    }

    private double Walk(Node start, double limit)
    {
        // All weights are relative to the number of ways of all tables, so that they are probabilities.
        double all = Ways(start);
        double p = 0;
        Dictionary<Node, Dictionary<long, (double Log, double Weight)>> stage = new() { [start] = new() { [0] = (0, Math.Exp(-all)) } };
        for (int column = 0; column < _columns.Length - 1; column++)
        {
            Dictionary<Node, Dictionary<long, (double Log, double Weight)>> next = [];
            foreach ((Node node, Dictionary<long, (double Log, double Weight)> pasts) in stage)
            {
                foreach ((Node child, double log) in Steps(node, _columns[column]))
                {
                    Count(pasts.Count);
                    (double most, double least) = Rest(child, column + 1);
                    double factor = Math.Exp(log);
                    double whole = Math.Exp(Ways(child));
                    foreach ((double past, double weight) in pasts.Values)
                    {
                        double here = past + log;
                        if (here + most <= limit)
                        {
                            p += weight * factor * whole;
                        }
                        else if (here + least <= limit)
                        {
                            if (!next.TryGetValue(child, out Dictionary<long, (double Log, double Weight)>? known))
                            {
                                next[child] = known = [];
                            }

                            long key = (long)Math.Round(here * 1e8);
                            known[key] = known.TryGetValue(key, out (double Log, double Weight) same)
                                ? (same.Log, same.Weight + (weight * factor))
                                : (here, weight * factor);
                        }
                    }
                }
            }

            stage = next;
        }

        return Math.Min(1, p);
    }

    /// <summary>ln of the sum over all ways on: a multinomial coefficient.</summary>
    private double Ways(Node node)
    {
        int total = 0;
        double log = 0;
        foreach (int left in node.Left)
        {
            total += left;
            log -= _logFactorials[left];
        }

        return log + _logFactorials[total];
    }

    /// <summary>The logs of the most and the least likely way on from a node.</summary>
    private (double Most, double Least) Rest(Node node, int column)
    {
        if (column == _columns.Length - 1)
        {
            double only = _logFactorials[_columns[column]] - node.Left.Sum(left => _logFactorials[left]);
            return (only, only);
        }

        if (_rest[column].TryGetValue(node, out (double Most, double Least) known))
        {
            return known;
        }

        double most = double.NegativeInfinity;
        double least = double.PositiveInfinity;
        foreach ((Node child, double log) in Steps(node, _columns[column]))
        {
            Count(1);
            (double above, double below) = Rest(child, column + 1);
            most = Math.Max(most, log + above);
            least = Math.Min(least, log + below);
        }

        return _rest[column][node] = (most, least);
    }

    /// <summary>Every way to give a column its subjects from the rows, with the log of its number of arrangements.</summary>
    private IEnumerable<(Node Child, double Log)> Steps(Node node, int size)
    {
        int[] left = node.Left;
        int[] given = new int[left.Length];
        int[] after = new int[left.Length + 1];
        for (int i = left.Length - 1; i >= 0; i--)
        {
            after[i] = after[i + 1] + left[i];
        }

        int open = size;
        for (int row = 0; ;)
        {
            // Fill the rows from here on with as little as the rows below allow.
            for (; row < left.Length; row++)
            {
                given[row] = Math.Max(0, open - after[row + 1]);
                open -= given[row];
            }

            double log = _logFactorials[size];
            int[] child = new int[left.Length];
            for (int i = 0; i < left.Length; i++)
            {
                log -= _logFactorials[given[i]];
                child[i] = left[i] - given[i];
            }

            yield return (new Node(child), log);

            // The last row that can give one more while a later row gives one less.
            int later = 0;
            for (row = left.Length - 1; row >= 0; row--)
            {
                if (later > 0 && given[row] < left[row])
                {
                    break;
                }

                later += given[row];
            }

            if (row < 0)
            {
                yield break;
            }

            given[row]++;
            open = later - 1;
            row++;
        }
    }

    private void Count(int steps)
    {
        _steps += steps;
        if (_steps > MostSteps)
        {
            throw new StatisticsException(
                $"Fisher's exact test of a table with {_columns.Length} categories on its longer side would take too long. Join rare categories, or use the chi-squared test.");
        }
    }

    private readonly struct Node : IEquatable<Node>
    {
        private readonly int _hash;

        internal Node(int[] left)
        {
            Array.Sort(left);
            Left = left;
            HashCode hash = default;
            foreach (int value in left)
            {
                hash.Add(value);
            }

            _hash = hash.ToHashCode();
        }

        internal int[] Left { get; }

        public bool Equals(Node other) => Left.AsSpan().SequenceEqual(other.Left);

        public override bool Equals(object? obj) => obj is Node other && Equals(other);

        public override int GetHashCode() => _hash;
    }
}
