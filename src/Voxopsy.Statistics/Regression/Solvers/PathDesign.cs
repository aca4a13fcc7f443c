using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Predictors as a penalized fit sees them: centered and scaled, with a last column of ones where an intercept is fitted.</summary>
internal sealed class PathDesign
{
    private readonly double[] _columns;

    private readonly int _storedCount;

    private PathDesign(double[] columns, int rows, int predictors, bool hasOnes)
    {
        _columns = columns;
        RowCount = rows;
        PredictorCount = predictors;
        _storedCount = predictors + (hasOnes ? 1 : 0);
        Count = _storedCount;
        Centers = new double[predictors];
        Scales = new double[predictors];
        Norms = new double[Count];
    }

    private PathDesign(PathDesign single, int blocks)
    {
        _columns = single._columns;
        RowCount = single.RowCount;
        PredictorCount = single.PredictorCount;
        _storedCount = single._storedCount;
        BlockCount = blocks;
        Count = (blocks * PredictorCount) + ((blocks - 1) * (_storedCount - PredictorCount));
        Centers = single.Centers;
        Scales = single.Scales;
        Norms = new double[Count];
        for (int j = 0; j < Count; j++)
        {
            Norms[j] = single.Norms[StoredPlace(j)];
        }
    }

    /// <summary>Gets how many linear predictors a row has; each has its own copy of every column.</summary>
    internal int BlockCount { get; } = 1;

    internal int RowCount { get; }

    internal int PredictorCount { get; }

    /// <summary>Gets the number of columns over all blocks, with those of ones.</summary>
    internal int Count { get; }

    internal double[] Centers { get; }

    /// <summary>Gets what each column was divided by; 0 for a constant column, which never enters.</summary>
    internal double[] Scales { get; }

    /// <summary>Gets the length of each column; 0 for one that never enters: constant, or a repeat of an earlier one.</summary>
    internal double[] Norms { get; }

    internal static PathDesign Of(Matrix predictors, ReadOnlySpan<int> rows, ElasticNetSettings settings, bool hasOnes)
    {
        int n = rows.Length;
        PathDesign design = new(new double[(long)n * (predictors.ColumnCount + (hasOnes ? 1 : 0))], n, predictors.ColumnCount, hasOnes);
        for (int j = 0; j < predictors.ColumnCount; j++)
        {
            ReadOnlySpan<double> from = predictors.Column(j);
            Span<double> to = design.WritableColumn(j);
            for (int i = 0; i < n; i++)
            {
                to[i] = from[rows[i]];
            }

            design.Scale(j, settings);
        }

        if (hasOnes)
        {
            design.WritableColumn(predictors.ColumnCount).Fill(1);
            design.Norms[^1] = Math.Sqrt(n);
        }

        if (settings.Alpha == 1)
        {
            design.LeaveOutRepeats();
        }

        return design;
    }

    /// <summary>The same columns for several linear predictors a row. The last block has no column of ones, for intercepts matter only relative to each other.</summary>
    internal PathDesign InBlocks(int blocks) => new(this, blocks);

    /// <summary>Among columns that are the same but for scale and sign, the lasso's solution is any mixture; the first one stands for all.</summary>
    private void LeaveOutRepeats()
    {
        // Equal columns have equal products with any vector; only neighbors in that order are compared in full.
        double[] probe = new double[RowCount];
        SeededRandom random = new SeededRandom(0).For("repeated columns");
        for (int i = 0; i < probe.Length; i++)
        {
            probe[i] = random.NextNormal();
        }

        int[] order = [.. Enumerable.Range(0, PredictorCount).Where(j => Norms[j] > 0)];
        double[] product = [.. order.Select(j => Math.Abs(VectorMath.Dot(Column(j), probe)) / Norms[j])];
        Array.Sort(product, order);
        for (int a = 0; a < order.Length; a++)
        {
            for (int b = a + 1; b < order.Length && product[b] - product[a] < 1e-8; b++)
            {
                (int first, int second) = (Math.Min(order[a], order[b]), Math.Max(order[a], order[b]));
                if (Norms[first] > 0 && Norms[second] > 0 && IsRepeat(first, second))
                {
                    Norms[second] = 0;
                }
            }
        }
    }

    private bool IsRepeat(int first, int second)
    {
        ReadOnlySpan<double> a = Column(first);
        ReadOnlySpan<double> b = Column(second);
        double factor = VectorMath.Dot(a, b) < 0 ? -Norms[second] / Norms[first] : Norms[second] / Norms[first];
        double squares = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double difference = b[i] - (factor * a[i]);
            squares += difference * difference;
        }

        return squares < 1e-20 * Norms[second] * Norms[second];
    }

    internal ReadOnlySpan<double> Column(int column) => _columns.AsSpan(StoredPlace(column) * RowCount, RowCount);

    /// <summary>The block of linear predictors that a column acts on.</summary>
    internal int BlockOf(int column)
    {
        int penalized = BlockCount * PredictorCount;
        return BlockCount == 1 ? 0 : column < penalized ? column / PredictorCount : column - penalized;
    }

    /// <summary>The part of a vector over all blocks that a column acts on.</summary>
    internal Span<double> Part(Span<double> vector, int column) => vector.Slice(BlockOf(column) * RowCount, RowCount);

    /// <inheritdoc cref="Part(Span{double}, int)"/>
    internal ReadOnlySpan<double> Part(ReadOnlySpan<double> vector, int column) => vector.Slice(BlockOf(column) * RowCount, RowCount);

    /// <summary>The inner products of some columns with a vector over all blocks.</summary>
    internal void Dot(List<int> columns, int count, ReadOnlySpan<double> vector, Span<double> products)
    {
        int k = 0;
        for (; k <= count - 4; k += 4)
        {
            if (BlockOf(columns[k]) != BlockOf(columns[k + 3]) || BlockOf(columns[k]) != BlockOf(columns[k + 1]) || BlockOf(columns[k]) != BlockOf(columns[k + 2]))
            {
                for (int m = k; m < k + 4; m++)
                {
                    products[m] = VectorMath.Dot(Column(columns[m]), Part(vector, columns[m]));
                }

                continue;
            }

            (products[k], products[k + 1], products[k + 2], products[k + 3]) =
                VectorMath.Dot4(Column(columns[k]), Column(columns[k + 1]), Column(columns[k + 2]), Column(columns[k + 3]), Part(vector, columns[k]));
        }

        for (; k < count; k++)
        {
            products[k] = VectorMath.Dot(Column(columns[k]), Part(vector, columns[k]));
        }
    }

    /// <summary>Adds columns times their factors to a vector over all blocks.</summary>
    internal void AddScaled(ReadOnlySpan<int> columns, ReadOnlySpan<double> factors, Span<double> vector)
    {
        int k = 0;
        for (; BlockCount == 1 && k <= columns.Length - 4; k += 4)
        {
            VectorMath.AddScaled4(factors.Slice(k, 4), Column(columns[k]), Column(columns[k + 1]), Column(columns[k + 2]), Column(columns[k + 3]), vector);
        }

        for (; k < columns.Length; k++)
        {
            if (factors[k] != 0)
            {
                VectorMath.AddScaled(factors[k], Column(columns[k]), Part(vector, columns[k]));
            }
        }
    }

    private int StoredPlace(int column)
    {
        if (BlockCount == 1)
        {
            return column;
        }

        return column < BlockCount * PredictorCount ? column % PredictorCount : PredictorCount;
    }

    private Span<double> WritableColumn(int column) => _columns.AsSpan(column * RowCount, RowCount);

    private void Scale(int j, ElasticNetSettings settings)
    {
        Span<double> column = WritableColumn(j);
        double mean = VectorMath.Mean(column);
        double squares = 0;
        foreach (double value in column)
        {
            squares += (value - mean) * (value - mean);
        }

        double deviation = Math.Sqrt(squares / RowCount);
        bool isConstant = deviation <= 1e-14 * Math.Abs(mean) || deviation == 0;
        Centers[j] = settings.FitIntercept ? mean : 0;
        Scales[j] = isConstant ? 0 : settings.Standardize ? deviation : 1;
        double factor = isConstant ? 0 : 1 / Scales[j];
        for (int i = 0; i < column.Length; i++)
        {
            column[i] = (column[i] - Centers[j]) * factor;
        }

        Norms[j] = Math.Sqrt(VectorMath.Dot(column, column));
    }
}
