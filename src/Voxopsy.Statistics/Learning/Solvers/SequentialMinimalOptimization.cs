using Voxopsy.Statistics.Regression;

namespace Voxopsy.Statistics.Learning.Solvers;

/// <summary>Minimizes ½ αᵀQα − Σα over 0 ≤ α ≤ bound, Σ sign α = 0, two unknowns at a time.</summary>
/// <remarks>Working sets by second-order information: Fan, Chen and Lin 2005, J Mach Learn Res 6:1889, algorithm 2; no shrinking.</remarks>
internal sealed class SequentialMinimalOptimization
{
    private const double SmallestCurvature = 1e-12;
    private readonly KernelRows _kernel;
    private readonly double[] _sign;
    private readonly double[] _bounds;
    private readonly double[] _gradient;

    internal SequentialMinimalOptimization(KernelRows kernel, ReadOnlySpan<bool> events, double[] bounds)
    {
        _kernel = kernel;
        _bounds = bounds;
        _sign = new double[events.Length];
        for (int i = 0; i < _sign.Length; i++)
        {
            _sign[i] = events[i] ? 1 : -1;
        }

        Alpha = new double[events.Length];
        _gradient = new double[events.Length];
        _gradient.AsSpan().Fill(-1);
    }

    internal double[] Alpha { get; }

    internal double Intercept { get; private set; }

    internal double Sign(int row) => _sign[row];

    internal void Solve(double tolerance, CancellationToken cancellation)
    {
        int most = Math.Max(10_000_000, 100 * Alpha.Length);
        double violation = double.PositiveInfinity;
        for (int step = 0; step < most; step++)
        {
            if ((step & 4095) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            (int i, int j, violation) = WorkingSet();
            if (violation < tolerance || j < 0)
            {
                Intercept = Threshold();
                return;
            }

            Move(i, j);
        }

        throw new NonConvergenceException("the support vector machine", most, violation);
    }

    /// <summary>The two rows to move: the one that violates most, and the one with which the objective falls most.</summary>
    private (int I, int J, double Violation) WorkingSet()
    {
        double up = double.NegativeInfinity;
        int i = -1;
        for (int t = 0; t < Alpha.Length; t++)
        {
            double value = -_sign[t] * _gradient[t];
            if ((_sign[t] > 0 ? Alpha[t] < _bounds[t] : Alpha[t] > 0) && value >= up)
            {
                (up, i) = (value, t);
            }
        }

        if (i < 0)
        {
            return (-1, -1, 0);
        }

        float[] row = _kernel[i];
        double down = double.NegativeInfinity;
        double best = double.PositiveInfinity;
        int j = -1;
        for (int t = 0; t < Alpha.Length; t++)
        {
            if (!(_sign[t] > 0 ? Alpha[t] > 0 : Alpha[t] < _bounds[t]))
            {
                continue;
            }

            double value = _sign[t] * _gradient[t];
            down = Math.Max(down, value);
            double gain = up + value;
            if (gain > 0)
            {
                double curvature = _kernel.Diagonal[i] + _kernel.Diagonal[t] - (2 * row[t]);
                double fall = -gain * gain / (curvature > 0 ? curvature : SmallestCurvature);
                if (fall <= best)
                {
                    (best, j) = (fall, t);
                }
            }
        }

        return (i, j, up + down);
    }

    private void Move(int i, int j)
    {
        float[] rowI = _kernel[i];
        float[] rowJ = _kernel[j];
        double curvature = _kernel.Diagonal[i] + _kernel.Diagonal[j] - (2 * rowI[j]);
        curvature = curvature > 0 ? curvature : SmallestCurvature;
        double oldI = Alpha[i];
        double oldJ = Alpha[j];

        // Along the constraint: α_i moves by sign_i t, α_j by −sign_j t, and t is cut where one of them meets a bound.
        double move = ((-_sign[i] * _gradient[i]) + (_sign[j] * _gradient[j])) / curvature;
        double roomI = _sign[i] > 0 ? _bounds[i] - oldI : oldI;
        double roomJ = _sign[j] > 0 ? oldJ : _bounds[j] - oldJ;
        double taken = Math.Min(move, Math.Min(roomI, roomJ));
        Alpha[i] = taken == roomI ? (_sign[i] > 0 ? _bounds[i] : 0) : oldI + (_sign[i] * taken);
        Alpha[j] = taken == roomJ ? (_sign[j] > 0 ? 0 : _bounds[j]) : oldJ - (_sign[j] * taken);
        double factorI = _sign[i] * (Alpha[i] - oldI);
        double factorJ = _sign[j] * (Alpha[j] - oldJ);
        for (int t = 0; t < _gradient.Length; t++)
        {
            _gradient[t] += _sign[t] * ((factorI * rowI[t]) + (factorJ * rowJ[t]));
        }
    }

    /// <summary>Minus the mean of sign × gradient over rows between the bounds; the middle of the allowed range when there is none.</summary>
    private double Threshold()
    {
        double upper = double.PositiveInfinity;
        double lower = double.NegativeInfinity;
        double sum = 0;
        int free = 0;
        for (int t = 0; t < Alpha.Length; t++)
        {
            double value = _sign[t] * _gradient[t];
            if (Alpha[t] >= _bounds[t])
            {
                (upper, lower) = _sign[t] < 0 ? (Math.Min(upper, value), lower) : (upper, Math.Max(lower, value));
            }
            else if (Alpha[t] <= 0)
            {
                (upper, lower) = _sign[t] > 0 ? (Math.Min(upper, value), lower) : (upper, Math.Max(lower, value));
            }
            else
            {
                free++;
                sum += value;
            }
        }

        return -(free > 0 ? sum / free : (upper + lower) / 2);
    }
}
