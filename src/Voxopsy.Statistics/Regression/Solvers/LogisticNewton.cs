using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>Newton's method for the logistic likelihood; one object may fit many outcomes or resamples of one size without new memory.</summary>
/// <remarks>
/// Steps are halved while the deviance grows. The gradient decides the answer and is exact to rounding, so the normal equations of
/// standardized columns lose nothing. Source: McCullagh and Nelder, Generalized Linear Models, 2nd ed., section 4.4.
/// </remarks>
internal sealed class LogisticNewton
{
    private const int MaximumIterations = 100;
    private const double Tolerance = 1e-9;

    private readonly int _rows;
    private readonly int _count;
    private readonly double[] _gradient;
    private readonly double[] _hessian;
    private readonly double[] _curvature;
    private readonly double[] _weighted;
    private readonly double[] _residual;
    private readonly double[] _trial;

    internal LogisticNewton(int rows, int count)
    {
        _rows = rows;
        _count = count;
        Coefficients = new double[count];
        LinearPredictor = new double[rows];
        Probability = new double[rows];
        Weight = new double[rows];
        Step = new double[count];
        _gradient = new double[count];
        _hessian = new double[count * count];
        _curvature = new double[count * count];
        _weighted = new double[rows];
        _residual = new double[rows];
        _trial = new double[count];
    }

    /// <summary>How an iteration ended.</summary>
    internal enum Ending
    {
        Converged,

        /// <summary>The last step is a direction that never lowers the likelihood: see <see cref="Step"/>.</summary>
        Separated,

        Failed,
    }

    internal double[] Coefficients { get; }

    internal double[] LinearPredictor { get; }

    internal double[] Probability { get; }

    /// <summary>Gets p(1 − p) times the row's weight.</summary>
    internal double[] Weight { get; }

    internal double[] Step { get; }

    internal double Deviance { get; private set; }

    internal int Iterations { get; private set; }

    internal double LastStep { get; private set; }

    /// <summary>Gets the weights with which the last step was found; see <see cref="SolveAsGlm"/>.</summary>
    internal double[] LastWeight { get; private set; } = [];

    /// <summary>Fits with the start, the steps and the stopping rule of R's glm, and keeps the weights of its last iteration.</summary>
    internal Ending SolveAsGlm(ReadOnlySpan<double> columns, ReadOnlySpan<double> outcome, double epsilon)
    {
        // glm.fit starts from fitted values (y + 1/2) / 2, not from coefficients.
        Array.Clear(Coefficients);
        double start = Math.Log(3);
        for (int i = 0; i < _rows; i++)
        {
            Probability[i] = outcome[i] > 0.5 ? 0.75 : 0.25;
            Weight[i] = 0.1875;
            // Shifts the residual so that the step from zero solves for the working response.
            Probability[i] -= Weight[i] * (outcome[i] > 0.5 ? start : -start);
        }

        Deviance = double.MaxValue;
        LastWeight = new double[_rows];
        for (Iterations = 1; Iterations <= MaximumIterations; Iterations++)
        {
            Weight.CopyTo(LastWeight, 0);
            double before = Deviance;
            if (!FindStep(columns, outcome, []))
            {
                return Ending.Failed;
            }

            Advance(columns, outcome, [], []);
            if (Math.Abs(Deviance - before) < epsilon * (Deviance + 0.1))
            {
                return Ending.Converged;
            }
        }

        return Ending.Failed;
    }

    /// <summary>Fits from the coefficients as they stand.</summary>
    /// <param name="columns">Columns one after the other; contains the column of ones where an intercept is wanted.</param>
    /// <param name="outcome">1 for an event, else 0.</param>
    /// <param name="rowWeights">How often each row counts; empty for once each.</param>
    /// <param name="offset">A known part of the linear predictor; empty for none.</param>
    internal Ending Solve(ReadOnlySpan<double> columns, ReadOnlySpan<double> outcome, ReadOnlySpan<double> rowWeights, ReadOnlySpan<double> offset)
    {
        Evaluate(columns, outcome, rowWeights, offset, Coefficients);
        if (_count == 0)
        {
            return Ending.Converged;
        }

        for (Iterations = 1; Iterations <= MaximumIterations; Iterations++)
        {
            double before = Deviance;
            bool isRegular = FindStep(columns, outcome, rowWeights);
            if (!isRegular && Iterations > 1 && IsSeparating(columns, outcome, rowWeights))
            {
                return Ending.Separated;
            }

            double scale = isRegular ? Advance(columns, outcome, rowWeights, offset) : 0;
            // Where an overshoot left weights that determine no step, a ridge on the curvature leads back.
            for (double ridge = 1e-8; scale == 0; ridge *= 100)
            {
                if (ridge > 1e4)
                {
                    return Ending.Failed;
                }

                scale = FindDampedStep(ridge) ? Advance(columns, outcome, rowWeights, offset) : 0;
            }

            LastStep = 0;
            double size = 1;
            for (int j = 0; j < _count; j++)
            {
                LastStep = Math.Max(LastStep, Math.Abs(scale * Step[j]));
                size = Math.Max(size, Math.Abs(Coefficients[j]));
            }

            if (LastStep <= Tolerance * size)
            {
                return Ending.Converged;
            }

            bool settled = Math.Abs(before - Deviance) < 1e-8 * (Deviance + 0.1);
            if (settled && Iterations > 6 && IsSeparating(columns, outcome, rowWeights))
            {
                return Ending.Separated;
            }
        }

        return Ending.Failed;
    }

    private bool FindStep(ReadOnlySpan<double> columns, ReadOnlySpan<double> outcome, ReadOnlySpan<double> rowWeights)
    {
        for (int i = 0; i < _rows; i++)
        {
            _residual[i] = outcome[i] - Probability[i];
        }

        if (!rowWeights.IsEmpty)
        {
            VectorMath.Multiply(_residual, rowWeights, _residual);
        }

        for (int j = 0; j < _count; j++)
        {
            ReadOnlySpan<double> column = columns.Slice(j * _rows, _rows);
            _gradient[j] = VectorMath.Dot(column, _residual);
            VectorMath.Multiply(column, Weight, _weighted);
            for (int k = 0; k <= j; k++)
            {
                _hessian[(j * _count) + k] = VectorMath.Dot(_weighted, columns.Slice(k * _rows, _rows));
            }
        }

        _hessian.CopyTo(_curvature, 0);
        if (!Cholesky.FactorInPlace(_hessian, _count))
        {
            return false;
        }

        _gradient.CopyTo(Step, 0);
        Cholesky.SolveInPlace(_hessian, _count, Step);
        return true;
    }

    private bool FindDampedStep(double ridge)
    {
        for (int j = 0; j < _count; j++)
        {
            _curvature.AsSpan(j * _count, j + 1).CopyTo(_hessian.AsSpan(j * _count));
            // The curvature of a column of unit size is at most a quarter of the rows.
            _hessian[(j * _count) + j] += ridge * _rows / 4;
        }

        if (!Cholesky.FactorInPlace(_hessian, _count))
        {
            return false;
        }

        _gradient.CopyTo(Step, 0);
        Cholesky.SolveInPlace(_hessian, _count, Step);
        return true;
    }

    /// <summary>Goes along the step, halved while the deviance grows; the share gone, 0 when none lowers it.</summary>
    private double Advance(ReadOnlySpan<double> columns, ReadOnlySpan<double> outcome, ReadOnlySpan<double> rowWeights, ReadOnlySpan<double> offset)
    {
        double before = Deviance;
        for (double scale = 1; scale > 1e-3; scale /= 2)
        {
            for (int j = 0; j < _count; j++)
            {
                _trial[j] = Coefficients[j] + (scale * Step[j]);
            }

            Evaluate(columns, outcome, rowWeights, offset, _trial);
            if (Deviance <= before + (1e-10 * (before + 1)))
            {
                _trial.CopyTo(Coefficients, 0);
                return scale;
            }
        }

        Evaluate(columns, outcome, rowWeights, offset, Coefficients);
        return 0;
    }

    private void Evaluate(
        ReadOnlySpan<double> columns, ReadOnlySpan<double> outcome, ReadOnlySpan<double> rowWeights, ReadOnlySpan<double> offset, ReadOnlySpan<double> coefficients)
    {
        if (offset.IsEmpty)
        {
            Array.Clear(LinearPredictor);
        }
        else
        {
            offset.CopyTo(LinearPredictor);
        }

        for (int j = 0; j < _count; j++)
        {
            VectorMath.AddScaled(coefficients[j], columns.Slice(j * _rows, _rows), LinearPredictor);
        }

        double deviance = 0;
        for (int i = 0; i < _rows; i++)
        {
            double eta = LinearPredictor[i];
            double e = Math.Exp(-Math.Abs(eta));
            double q = 1 / (1 + e);
            double times = rowWeights.IsEmpty ? 1 : rowWeights[i];
            Probability[i] = eta >= 0 ? q : e * q;
            Weight[i] = times * e * q * q;
            double against = outcome[i] > 0.5 ? -eta : eta;
            deviance += times * (Math.Max(against, 0) + LogisticFunction.LogOnePlus(e));
        }

        Deviance = 2 * deviance;
    }

    /// <summary>Whether moving along <see cref="Step"/> makes no row less likely and some row more so.</summary>
    private bool IsSeparating(ReadOnlySpan<double> columns, ReadOnlySpan<double> outcome, ReadOnlySpan<double> rowWeights)
    {
        Span<double> along = _weighted;
        along.Clear();
        for (int j = 0; j < _count; j++)
        {
            VectorMath.AddScaled(Step[j], columns.Slice(j * _rows, _rows), along);
        }

        double least = double.PositiveInfinity;
        double most = 0;
        for (int i = 0; i < _rows; i++)
        {
            if (rowWeights.IsEmpty || rowWeights[i] > 0)
            {
                double gain = outcome[i] > 0.5 ? along[i] : -along[i];
                least = Math.Min(least, gain);
                most = Math.Max(most, gain);
            }
        }

        return most > 0 && least >= -1e-6 * most;
    }
}
