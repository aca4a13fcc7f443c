namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The likelihood of several classes, one linear predictor each: p of class c ∝ exp(ηc). One block a class.</summary>
internal sealed class MultinomialPathFamily : PathFamily
{
    private readonly int[] _classOfRow;
    private readonly int _classes;
    private readonly double[] _probability;
    private readonly double[] _kept;

    internal MultinomialPathFamily(int[] classOfRow, int classes, bool hasIntercept)
        : base(classOfRow.Length, classes)
    {
        _classOfRow = classOfRow;
        _classes = classes;
        _probability = new double[classOfRow.Length * classes];
        _kept = new double[_probability.Length];
        double rows = classOfRow.Length;
        NullDeviance = hasIntercept
            ? -2 * Enumerable.Range(0, classes).Select(c => classOfRow.Count(own => own == c)).Sum(count => count == 0 ? 0 : count * Math.Log(count / rows))
            : 2 * rows * Math.Log(classes);
    }

    internal override double NullDeviance { get; }

    internal ReadOnlySpan<double> KeptProbability(int block) => _kept.AsSpan(block * RowCount, RowCount);

    internal override void Evaluate(ReadOnlySpan<double> linearPredictor)
    {
        int n = RowCount;
        double share = 1.0 / n;
        double loss = 0;
        for (int i = 0; i < n; i++)
        {
            double largest = double.NegativeInfinity;
            for (int c = 0; c < _classes; c++)
            {
                largest = Math.Max(largest, linearPredictor[(c * n) + i]);
            }

            double sum = 0;
            for (int c = 0; c < _classes; c++)
            {
                double e = Math.Exp(linearPredictor[(c * n) + i] - largest);
                _probability[(c * n) + i] = e;
                sum += e;
            }

            int own = _classOfRow[i];
            loss += Math.Log(sum) + largest - linearPredictor[(own * n) + i];
            for (int c = 0; c < _classes; c++)
            {
                double p = _probability[(c * n) + i] /= sum;
                Residual[(c * n) + i] = ((c == own ? 1 : 0) - p) * share;
            }
        }

        Loss = loss * share;
    }

    internal override void KeepCurvature() => _probability.CopyTo(_kept, 0);

    internal override void Curve(ReadOnlySpan<double> column, int block, Span<double> product)
    {
        int n = RowCount;
        double share = 1.0 / n;
        ReadOnlySpan<double> own = KeptProbability(block);
        for (int c = 0; c < _classes; c++)
        {
            ReadOnlySpan<double> other = KeptProbability(c);
            Span<double> target = product.Slice(c * n, n);
            double same = c == block ? 1 : 0;
            for (int i = 0; i < n; i++)
            {
                target[i] = column[i] * own[i] * (same - other[i]) * share;
            }
        }
    }

    internal override bool IsGrowthTooSmall(IReadOnlyList<double> ratios) => ratios[^1] - ratios[^2] < 1e-5;
}
