namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Minimizes mean loss + Σ factor·(l1·|b| + l2·b²/2) to its optimality conditions, warm from the last solution.</summary>
/// <remarks>
/// The variables in play take Newton steps with a kept curvature, cut where a coefficient would change its sign (such a variable leaves);
/// variables out of play whose slope exceeds their penalty come in. The kept curvature steers only the steps: slopes are always exact, so the
/// end point is too; it is renewed when steps stop shrinking the violation. Screening by the strong rule (Tibshirani et al. 2012,
/// JRSS B 74:245); at the end every column is checked, or a bound on its slope (Cauchy-Schwarz) shows that it stays out.
/// </remarks>
internal sealed class ActiveSetSolver : IPathSolver
{
    private const int MaximumRounds = 10_000;

    private readonly PathDesign _design;
    private readonly PathFamily _family;
    private readonly double[] _factors;
    private readonly UpdatableCholesky _root = new();
    private readonly List<int> _active = [];
    private readonly sbyte[] _sign;
    private readonly double[] _slope;
    private readonly SlopeBook _book;
    private readonly CurvedProducts _products;
    private readonly double[] _curved;
    private double[] _predictor;
    private double[] _predictorBefore;
    private bool _isFresh;
    private double _l1;
    private double _l2;

    internal ActiveSetSolver(PathDesign design, PathFamily family, double[] factors)
    {
        _design = design;
        _family = family;
        _factors = factors;
        Coefficients = new double[design.Count];
        _sign = new sbyte[design.Count];
        _slope = new double[design.Count];
        _predictor = new double[design.RowCount * design.BlockCount];
        _predictorBefore = new double[design.RowCount * design.BlockCount];
        _curved = new double[design.RowCount * design.BlockCount];
        _products = new CurvedProducts(design, family);
        _book = new SlopeBook(design, _slope);
        _family.Evaluate(_predictor);
        _family.KeepCurvature();
        _isFresh = true;
        _book.Refresh(_family.Residual);
        EnterAll(j => factors[j] == 0);
    }

    /// <inheritdoc/>
    public double[] Coefficients { get; }

    /// <inheritdoc/>
    public double Violation { get; private set; }

    /// <inheritdoc/>
    public void SolveUnpenalized(double tolerance)
    {
        (_l1, _l2) = (0, 0);
        Violation = ConvergeActive(tolerance);
        _book.Refresh(_family.Residual);
    }

    /// <inheritdoc/>
    public double LargestSlope()
    {
        double largest = 0;
        for (int j = 0; j < _design.Count; j++)
        {
            largest = _factors[j] > 0 ? Math.Max(largest, Math.Abs(_slope[j]) / _factors[j]) : largest;
        }

        return largest;
    }

    /// <inheritdoc/>
    public void Solve(double l1, double l2, double lastL1, double tolerance)
    {
        (_l1, _l2) = (l1, l2);
        if (l1 == 0)
        {
            EnterAll(_ => true);
        }

        double threshold = Math.Max(0, (2 * l1) - lastL1);
        List<int> candidates = [.. Enumerable.Range(0, _design.Count).Where(j => IsOut(j) && Math.Abs(_slope[j]) >= threshold * _factors[j])];
        bool isTight = false;
        for (int round = 0; round < MaximumRounds; round++)
        {
            Violation = ConvergeActive(isTight ? tolerance : Math.Max(tolerance, 1e-3 * l1));
            _book.Read(_family.Residual, candidates);
            if (EnterViolators(candidates, isTight ? tolerance : 0, round))
            {
                isTight = false;
                continue;
            }

            if (!isTight)
            {
                isTight = true;
                continue;
            }

            List<int> read = _book.ReadPossible(_family.Residual, j => IsOut(j) ? l1 * _factors[j] : double.PositiveInfinity);
            candidates.AddRange(read.Where(j => Math.Abs(_slope[j]) > (l1 * _factors[j]) + tolerance));
            if (!EnterViolators(candidates, tolerance, round))
            {
                return;
            }

            isTight = false;
        }

        throw new NonConvergenceException("the penalized model", MaximumRounds, Violation);
    }

    private bool IsOut(int j) => _factors[j] > 0 && _sign[j] == 0 && _design.Norms[j] > 0;

    private bool IsBounded(int j) => _l1 * _factors[j] > 0;

    private void EnterAll(Predicate<int> wanted)
    {
        HashSet<int> already = [.. _active];
        Enter(Enumerable.Range(0, _design.Count).Where(j => wanted(j) && _design.Norms[j] > 0 && !already.Contains(j)));
    }

    /// <summary>Brings in variables whose slope exceeds their penalty, the worst first; fewer at a time once rounds add up, so that none can circle.</summary>
    private bool EnterViolators(List<int> candidates, double slack, int round)
    {
        List<int> violators = [.. candidates.Where(j => IsOut(j) && Math.Abs(_slope[j]) > (_l1 * _factors[j]) + slack)];
        if (violators.Count == 0)
        {
            return false;
        }

        int most = round > 50 ? 1 : Math.Max(8, _active.Count / 4);
        Enter(violators.OrderByDescending(j => Math.Abs(_slope[j]) - (_l1 * _factors[j])).Take(most));
        return true;
    }

    private void Enter(IEnumerable<int> columns)
    {
        int first = _active.Count;
        _active.AddRange(columns);
        for (int k = first; k < _active.Count; k++)
        {
            _sign[_active[k]] = (sbyte)(_slope[_active[k]] > 0 ? 1 : -1);
        }

        AppendToRoot(first);
    }

    /// <summary>Takes the variables in play from a place on into the root.</summary>
    private void AppendToRoot(int first)
    {
        int count = _active.Count - first;
        Span<double> rows = _root.Open(count);
        if (_design.BlockCount == 1 && count > 1)
        {
            _products.Fill(_active, first, rows, _root.Stride);
        }
        else
        {
            for (int k = first; k < _active.Count; k++)
            {
                _family.Curve(_design.Column(_active[k]), _design.BlockOf(_active[k]), _curved);
                _design.Dot(_active, k + 1, _curved, rows.Slice(k * _root.Stride, k + 1));
            }
        }

        for (int k = first; k < _active.Count; k++)
        {
            rows[(k * _root.Stride) + k] += _l2 * _factors[_active[k]];
        }

        _root.Append(count);
    }

    private void RenewCurvature()
    {
        _family.KeepCurvature();
        RebuildRoot();
        _isFresh = true;
    }

    private void RebuildRoot()
    {
        _root.Clear();
        AppendToRoot(0);
    }

    /// <summary>Brings the variables in play to their optimum; returns what violation is left.</summary>
    private double ConvergeActive(double tolerance)
    {
        double last = double.PositiveInfinity;
        int stalled = 0;
        for (int round = 0; round < MaximumRounds; round++)
        {
            double[] push = new double[_active.Count];
            _design.Dot(_active, push.Length, _family.Residual, push);
            double violation = 0;
            for (int k = 0; k < push.Length; k++)
            {
                int j = _active[k];
                _slope[j] = push[k];
                push[k] -= _factors[j] * ((_l2 * Coefficients[j]) + (_l1 * _sign[j]));
                violation = Math.Max(violation, Math.Abs(push[k]));
            }

            if (violation <= tolerance)
            {
                return violation;
            }

            stalled = _isFresh && violation > 0.5 * last ? stalled + 1 : 0;
            if (stalled > 20)
            {
                return violation;
            }

            if (!_isFresh && violation > 0.3 * last)
            {
                RenewCurvature();
            }

            last = violation;
            if (!Advance(push))
            {
                return violation;
            }
        }

        throw new NonConvergenceException("the penalized model", MaximumRounds, last);
    }

    /// <summary>One step of the variables in play; false when not even the smallest step lowers the objective.</summary>
    private bool Advance(double[] push)
    {
        double objective = Objective();
        int[] members = [.. _active];
        double[] before = [.. members.Select(j => Coefficients[j])];
        _predictor.CopyTo(_predictorBefore, 0);
        bool wasFresh = _isFresh;
        StepWithinSigns(push);
        ApplyChange(members, before);
        double allowed = objective + (1e-13 * (1 + Math.Abs(objective)));
        if (Objective() <= allowed)
        {
            _isFresh = false;
            return true;
        }

        double[] after = [.. members.Select(j => Coefficients[j])];
        double share = wasFresh ? 0.5 : 0;
        for (int halving = 0; halving < 50; halving++)
        {
            Restore(members, before, after, share);
            if (share == 0)
            {
                // The kept curvature was stale: the same point with a new one.
                RenewCurvature();
                return true;
            }

            if (Objective() <= allowed)
            {
                RebuildRoot();
                _isFresh = false;
                return true;
            }

            share /= 2;
        }

        Restore(members, before, after, 0);
        RebuildRoot();
        return false;
    }

    /// <summary>Goes to the optimum of the quadratic model without letting a penalized coefficient change its sign.</summary>
    private void StepWithinSigns(double[] push)
    {
        double[] rest = push;
        while (rest.Length > 0)
        {
            double[] direction = [.. rest];
            _root.SolveInPlace(direction);
            double reach = 1;
            int leaving = -1;
            for (int k = 0; k < direction.Length; k++)
            {
                int j = _active[k];
                if (IsBounded(j) && _sign[j] * (Coefficients[j] + direction[k]) < 0)
                {
                    double limit = Math.Max(0, -Coefficients[j] / direction[k]);
                    if (limit < reach)
                    {
                        (reach, leaving) = (limit, k);
                    }
                }
            }

            for (int k = 0; k < direction.Length; k++)
            {
                Coefficients[_active[k]] += reach * direction[k];
            }

            if (leaving < 0)
            {
                return;
            }

            int variable = _active[leaving];
            Coefficients[variable] = 0;
            _sign[variable] = 0;
            _active.RemoveAt(leaving);
            _root.RemoveAt(leaving);
            double left = 1 - reach;
            rest = [.. rest.Where((_, k) => k != leaving).Select(value => value * left)];
        }
    }

    private void ApplyChange(int[] members, double[] before)
    {
        double[] changes = [.. members.Select((j, k) => Coefficients[j] - before[k])];
        _design.AddScaled(members, changes, _predictor);
        _family.Evaluate(_predictor);
    }

    private void Restore(int[] members, double[] before, double[] after, double share)
    {
        _active.Clear();
        _active.AddRange(members);
        (_predictor, _predictorBefore) = (_predictorBefore, _predictor);
        _predictor.CopyTo(_predictorBefore, 0);
        for (int k = 0; k < members.Length; k++)
        {
            int j = members[k];
            Coefficients[j] = before[k] + (share * (after[k] - before[k]));
            if (_sign[j] == 0)
            {
                _sign[j] = (sbyte)(before[k] != 0 ? Math.Sign(before[k]) : _slope[j] > 0 ? 1 : -1);
            }
        }

        ApplyChange(members, before);
    }

    private double Objective()
    {
        double penalty = 0;
        foreach (int j in _active)
        {
            penalty += _factors[j] * ((_l1 * Math.Abs(Coefficients[j])) + (_l2 * Coefficients[j] * Coefficients[j] / 2));
        }

        return _family.Loss + penalty;
    }
}
