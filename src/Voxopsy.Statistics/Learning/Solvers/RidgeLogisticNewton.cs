using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning.Solvers;

/// <summary>Newton's method on the penalized log-likelihood, in as many unknowns as there are columns or rows, whichever are fewer.</summary>
/// <remarks>
/// With more columns than rows the optimum lies in the span of the rows, w = Xᵀa, and the penalty is aᵀXXᵀa: the rows of the root of XXᵀ (as
/// long as there are rows) take the place of the rows of X with the same inner products, and w follows from them.
/// </remarks>
internal sealed class RidgeLogisticNewton
{
    private const int MostSteps = 200;
    private readonly LearningRows _rows;
    private readonly bool[] _events;
    private readonly double[] _weights;
    private double[] _linear;

    internal RidgeLogisticNewton(LearningRows rows, ReadOnlySpan<bool> events, double[] weights)
    {
        _rows = rows;
        _events = events.ToArray();
        _weights = weights;
        _linear = [];
    }

    internal double Intercept { get; private set; }

    internal double[] Coefficients { get; private set; } = [];

    internal void Solve()
    {
        if (_rows.Width <= _rows.Count)
        {
            Coefficients = new double[_rows.Width];
            Iterate(_rows.Values, _rows.Width, Coefficients);
        }
        else
        {
            SolveBySpan();
        }
    }

    private void SolveBySpan()
    {
        int n = _rows.Count;
        double[] gram = new double[n * n];
        double largest = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                gram[(i * n) + j] = VectorMath.Dot(_rows.Row(i), _rows.Row(j));
            }

            largest = Math.Max(largest, gram[(i * n) + i]);
        }

        // w = Xᵀa: the residuals at the optimum are a, since the gradient there is w − Xᵀ(weight × (y − p)) = 0.
        double[] root = new double[n * n];
        gram.CopyTo(root, 0);
        for (int i = 0; i < n; i++)
        {
            root[(i * n) + i] += largest * 1e-14;
        }

        if (!Cholesky.FactorInPlace(root, n))
        {
            for (int i = 0; i < n; i++)
            {
                gram.AsSpan(i * n, i + 1).CopyTo(root.AsSpan(i * n));
                root[(i * n) + i] += largest * 1e-11;
            }

            Cholesky.FactorInPlace(root, n);
        }

        for (int i = 0; i < n; i++)
        {
            root.AsSpan((i * n) + i + 1, n - i - 1).Clear();
        }

        Iterate(root, n, new double[n]);
        Coefficients = new double[_rows.Width];
        for (int i = 0; i < n; i++)
        {
            double residual = (_events[i] ? 1 : 0) - LogisticFunction.Probability(_linear[i]);
            VectorMath.AddScaled(_weights[i] * residual, _rows.Row(i), Coefficients);
        }
    }

    private void Iterate(double[] values, int width, double[] w)
    {
        int n = _rows.Count;
        _linear = new double[n];
        double[] trial = new double[n];
        double[] step = new double[width + 1];
        double[] hessian = new double[(width + 1) * (width + 1)];
        double[] curvature = new double[n];
        double intercept = 0;
        double loss = Loss(_linear, w);
        for (int round = 0; round < MostSteps; round++)
        {
            Array.Clear(hessian);
            w.CopyTo(step, 0);
            step[width] = 0;
            for (int i = 0; i < n; i++)
            {
                double p = LogisticFunction.Probability(_linear[i]);
                double residual = _weights[i] * (p - (_events[i] ? 1 : 0));
                curvature[i] = _weights[i] * p * (1 - p);
                VectorMath.AddScaled(residual, values.AsSpan(i * width, width), step.AsSpan(0, width));
                step[width] += residual;
            }

            double gradient = step.Max(Math.Abs);
            AddCurvature(hessian, values, width, curvature);
            if (!Cholesky.FactorInPlace(hessian, width + 1))
            {
                throw new NonConvergenceException("the penalized logistic model", round, gradient);
            }

            Cholesky.SolveInPlace(hessian, width + 1, step);
            double size = 0;
            double share = 2;
            double next;
            double[] moved;
            do
            {
                share /= 2;
                moved = [.. w];
                VectorMath.AddScaled(-share, step.AsSpan(0, width), moved);
                for (int i = 0; i < n; i++)
                {
                    trial[i] = intercept - (share * step[width]) + VectorMath.Dot(values.AsSpan(i * width, width), moved);
                }

                next = Loss(trial, moved);
            }
            while (!(next <= loss + (1e-13 * Math.Abs(loss))) && share > 1e-8);
            for (int j = 0; j <= width; j++)
            {
                size = Math.Max(size, Math.Abs(share * step[j]) / Math.Max(1e-3, Math.Abs(j < width ? w[j] : intercept)));
            }

            moved.CopyTo(w, 0);
            intercept -= share * step[width];
            (_linear, trial) = (trial, _linear);
            bool settled = next >= loss - (1e-15 * Math.Abs(loss));
            loss = next;
            if (size < 1e-11 || (settled && size < 1e-7))
            {
                Intercept = intercept;
                return;
            }
        }

        throw new NonConvergenceException("the penalized logistic model", MostSteps, step.Max(Math.Abs));
    }

    /// <summary>Lower triangle of XᵀWX + I, bordered by the intercept's row.</summary>
    private static void AddCurvature(double[] hessian, double[] values, int width, double[] curvature)
    {
        int side = width + 1;
        for (int i = 0; i < curvature.Length; i++)
        {
            ReadOnlySpan<double> row = values.AsSpan(i * width, width);
            for (int j = 0; j < width; j++)
            {
                double factor = curvature[i] * row[j];
                if (factor != 0)
                {
                    VectorMath.AddScaled(factor, row[..(j + 1)], hessian.AsSpan(j * side, j + 1));
                }
            }

            VectorMath.AddScaled(curvature[i], row, hessian.AsSpan(width * side, width));
            hessian[(width * side) + width] += curvature[i];
        }

        for (int j = 0; j < width; j++)
        {
            hessian[(j * side) + j] += 1;
        }
    }

    private double Loss(double[] linear, double[] w)
    {
        double sum = 0.5 * VectorMath.Dot(w, w);
        for (int i = 0; i < linear.Length; i++)
        {
            sum += _weights[i] * LogisticFunction.SoftPlus(_events[i] ? -linear[i] : linear[i]);
        }

        return sum;
    }
}
