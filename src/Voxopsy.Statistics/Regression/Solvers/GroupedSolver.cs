using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Minimizes a multinomial loss + Σ factor·(l1·‖b‖ + l2·‖b‖²/2), ‖b‖ the length of a column's coefficients over the classes.</summary>
/// <remarks>
/// Sweeps of block descent with a bound on the curvature (Böhning 1992, Ann Inst Stat Math 44:197: a class's curvature is at most half the column's
/// square) find which columns are 0; Newton steps on the others, whose penalty is smooth, bring the digits.
/// </remarks>
internal sealed class GroupedSolver : IPathSolver
{
    private const int MaximumRounds = 20_000;

    private readonly PathDesign _design;
    private readonly MultinomialPathFamily _family;
    private readonly double[] _factors;
    private readonly int _classes;
    private readonly bool _hasOnes;
    private readonly List<int> _active = [];
    private readonly double[] _predictor;
    private readonly double[][] _values;
    private double _l1;
    private double _l2;

    internal GroupedSolver(PathDesign design, MultinomialPathFamily family, double[] factors)
    {
        _design = design;
        _family = family;
        _factors = factors;
        _classes = design.BlockCount;
        _hasOnes = design.Count > _classes * design.PredictorCount;
        _predictor = new double[design.RowCount * _classes];
        // The intercepts are kept behind the columns.
        _values = [.. Enumerable.Range(0, design.PredictorCount + 1).Select(_ => new double[_classes])];
        _family.Evaluate(_predictor);
        for (int j = 0; j < design.PredictorCount; j++)
        {
            if (factors[j] == 0 && design.Norms[j] > 0)
            {
                _active.Add(j);
            }
        }

        if (_hasOnes)
        {
            _active.Add(design.PredictorCount);
        }
    }

    /// <inheritdoc/>
    public double[] Coefficients
    {
        get
        {
            int count = _design.PredictorCount;
            double[] coefficients = new double[_design.Count];
            for (int c = 0; c < _classes; c++)
            {
                for (int j = 0; j < count; j++)
                {
                    coefficients[(c * count) + j] = _values[j][c];
                }

                if (_hasOnes && c + 1 < _classes)
                {
                    coefficients[(_classes * count) + c] = _values[count][c] - _values[count][^1];
                }
            }

            return coefficients;
        }
    }

    /// <inheritdoc/>
    public double Violation { get; private set; }

    /// <inheritdoc/>
    public void SolveUnpenalized(double tolerance)
    {
        (_l1, _l2) = (0, 0);
        Violation = Converge(tolerance);
    }

    /// <inheritdoc/>
    public double LargestSlope() =>
        Enumerable.Range(0, _design.PredictorCount).Where(IsPenalized).Select(j => Length(Slope(j)) / _factors[j]).DefaultIfEmpty(0).Max();

    /// <inheritdoc/>
    public void Solve(double l1, double l2, double lastL1, double tolerance)
    {
        (_l1, _l2) = (l1, l2);
        for (int round = 0; round < MaximumRounds; round++)
        {
            Violation = Converge(tolerance);
            int[] violators =
            [
                .. Enumerable.Range(0, _design.PredictorCount)
                    .Where(j => IsPenalized(j) && !_active.Contains(j))
                    .Select(j => (Place: j, Excess: Length(Slope(j)) - (l1 * _factors[j])))
                    .Where(each => each.Excess > tolerance)
                    .OrderByDescending(each => each.Excess)
                    .Take(Math.Max(8, _active.Count / 4))
                    .Select(each => each.Place),
            ];
            if (violators.Length == 0)
            {
                return;
            }

            _active.AddRange(violators);
        }

        throw new NonConvergenceException("the penalized model", MaximumRounds, Violation);
    }

    private bool IsPenalized(int j) => _factors[j] > 0 && _design.Norms[j] > 0;

    private bool IsOnes(int j) => j == _design.PredictorCount;

    private double FactorOf(int j) => IsOnes(j) ? 0 : _factors[j];

    private ReadOnlySpan<double> ColumnOf(int j) => _design.Column(IsOnes(j) ? _classes * j : j);

    private double[] Slope(int j) => [.. Enumerable.Range(0, _classes).Select(c => VectorMath.Dot(ColumnOf(j), Block(_family.Residual, c)))];

    private ReadOnlySpan<double> Block(double[] vector, int c) => vector.AsSpan(c * _design.RowCount, _design.RowCount);

    private static double Length(double[] vector) => Math.Sqrt(VectorMath.Dot(vector, vector));

    /// <summary>Brings the columns in play to their optimum; returns what violation is left.</summary>
    private double Converge(double tolerance)
    {
        double best = double.PositiveInfinity;
        int sinceBest = 0;
        for (int round = 0; round < MaximumRounds; round++)
        {
            Sweep();
            NewtonStep();
            double violation = ActiveViolation();
            if (violation <= tolerance)
            {
                return violation;
            }

            (best, sinceBest) = violation < 0.9 * best ? (violation, 0) : (best, sinceBest + 1);
            if (sinceBest > 200)
            {
                return violation;
            }
        }

        throw new NonConvergenceException("the penalized model", MaximumRounds, best);
    }

    private double ActiveViolation()
    {
        double largest = 0;
        foreach (int j in _active)
        {
            double[] push = Push(j);
            largest = Math.Max(largest, IsZero(j) ? Length(push) - (_l1 * FactorOf(j)) : push.Max(Math.Abs));
        }

        return largest;
    }

    private bool IsZero(int j) => Array.TrueForAll(_values[j], value => value == 0);

    /// <summary>Minus the gradient; for a column at 0 that of the loss alone.</summary>
    private double[] Push(int j)
    {
        double[] push = Slope(j);
        double length = Length(_values[j]);
        double pull = FactorOf(j) * (_l2 + (length > 0 ? _l1 / length : 0));
        for (int c = 0; c < _classes; c++)
        {
            push[c] -= pull * _values[j][c];
        }

        return push;
    }

    private void Sweep()
    {
        foreach (int j in _active)
        {
            double bound = VectorMath.Dot(ColumnOf(j), ColumnOf(j)) / (2 * _design.RowCount);
            double[] target = Slope(j);
            for (int c = 0; c < _classes; c++)
            {
                target[c] += bound * _values[j][c];
            }

            double length = Length(target);
            double keep = length > 0 ? Math.Max(0, 1 - (_l1 * FactorOf(j) / length)) / (bound + (_l2 * FactorOf(j))) : 0;
            Set(j, [.. target.Select(value => keep * value)]);
        }
    }

    private void Set(int j, double[] values)
    {
        bool isChanged = false;
        for (int c = 0; c < _classes; c++)
        {
            double change = values[c] - _values[j][c];
            if (change != 0)
            {
                VectorMath.AddScaled(change, ColumnOf(j), _predictor.AsSpan(c * _design.RowCount, _design.RowCount));
                isChanged = true;
            }
        }

        _values[j] = values;
        if (isChanged)
        {
            _family.Evaluate(_predictor);
        }
    }

    private void NewtonStep()
    {
        int[] members = [.. _active.Where(j => IsOnes(j) || FactorOf(j) == 0 || !IsZero(j))];
        int size = members.Length * _classes;
        double[] rows = Curvature(members);
        double[] step = [.. members.SelectMany(Push)];
        if (size == 0 || !Cholesky.FactorInPlace(rows, size))
        {
            return;
        }

        Cholesky.SolveInPlace(rows, size, step);
        double objective = Objective();
        double[][] before = [.. members.Select(j => _values[j])];
        for (double share = 1; share > 1e-6; share /= 4)
        {
            for (int k = 0; k < members.Length; k++)
            {
                Set(members[k], [.. before[k].Select((value, c) => value + (share * step[(k * _classes) + c]))]);
            }

            if (Objective() <= objective + (1e-14 * (1 + Math.Abs(objective))))
            {
                return;
            }
        }

        for (int k = 0; k < members.Length; k++)
        {
            Set(members[k], before[k]);
        }
    }

    /// <summary>The second derivative, lower triangle by rows; directions that change no probability and cost nothing get a weight to make it definite.</summary>
    private double[] Curvature(int[] members)
    {
        int n = _design.RowCount;
        int size = members.Length * _classes;
        double[] rows = new double[size * size];
        double[] curved = new double[n * _classes];
        _family.KeepCurvature();
        for (int a = 0; a < members.Length; a++)
        {
            double length = Length(_values[members[a]]);
            double round = length > 0 ? _l1 * FactorOf(members[a]) / length : 0;
            double gauge = FactorOf(members[a]) == 0 ? VectorMath.Dot(ColumnOf(members[a]), ColumnOf(members[a])) / (n * _classes) : 0;
            for (int c = 0; c < _classes; c++)
            {
                int row = (a * _classes) + c;
                _family.Curve(ColumnOf(members[a]), c, curved);
                for (int column = 0; column <= row; column++)
                {
                    int b = column / _classes;
                    int d = column % _classes;
                    double value = VectorMath.Dot(ColumnOf(members[b]), Block(curved, d));
                    if (a == b)
                    {
                        double[] own = _values[members[a]];
                        value += gauge - (round > 0 ? round * own[c] * own[d] / (length * length) : 0);
                        value += c == d ? round + (_l2 * FactorOf(members[a])) : 0;
                    }

                    rows[(row * size) + column] = value;
                }
            }
        }

        return rows;
    }

    private double Objective()
    {
        double penalty = 0;
        foreach (int j in _active)
        {
            double length = Length(_values[j]);
            penalty += FactorOf(j) * ((_l1 * length) + (_l2 * length * length / 2));
        }

        return _family.Loss + penalty;
    }
}
