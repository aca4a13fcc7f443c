using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression.Solvers;

/// <summary>The log-likelihood plus half the log determinant of the information, over columns scaled to unit size.</summary>
internal sealed class FirthLikelihood
{
    private const int MaximumIterations = 300;

    // The information lacks the penalty's own curvature; where that matters its steps crawl or swing, and exact Newton steps take over.
    private const int FisherSteps = 30;
    private readonly double[][] _columns;
    private readonly double[] _outcome;
    private double[] _information = [];

    internal FirthLikelihood(Matrix predictors, double[] outcome)
    {
        _outcome = outcome;
        _columns = new double[predictors.ColumnCount + 1][];
        Scales = new double[_columns.Length];
        for (int j = 0; j < _columns.Length; j++)
        {
            double[] column = j == 0 ? [.. Enumerable.Repeat(1.0, outcome.Length)] : predictors.Column(j - 1).ToArray();
            double size = Math.Sqrt(VectorMath.Dot(column, column) / column.Length);
            Scales[j] = size;
            _columns[j] = [.. column.Select(value => value / size)];
        }

        Score = new double[_columns.Length];
    }

    /// <summary>Gets what each column was divided by.</summary>
    internal double[] Scales { get; }

    /// <summary>Gets what the scaling took from the penalty.</summary>
    internal double ScaleShift => Scales.Sum(Math.Log);

    /// <summary>Gets the penalized log-likelihood at the last maximum.</summary>
    internal double Value { get; private set; }

    /// <summary>Gets its derivative by every coefficient there.</summary>
    internal double[] Score { get; }

    /// <summary>Maximizes over the free coefficients from a start; the others stay as they are.</summary>
    internal double[] Maximize(double[] start, Predicate<int> isFree)
    {
        double[] coefficients = [.. start];
        int[] free = [.. Enumerable.Range(0, coefficients.Length).Where(j => isFree(j))];
        Value = Evaluate(coefficients);
        if (double.IsNegativeInfinity(Value))
        {
            // So far out that no row has any weight left: begin at 0.
            foreach (int j in free)
            {
                coefficients[j] = 0;
            }

            Value = Evaluate(coefficients);
            if (double.IsNegativeInfinity(Value))
            {
                throw new NonConvergenceException("Firth's regression", 0, coefficients.Max(Math.Abs));
            }
        }

        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            double[] step = iteration < FisherSteps ? Step(free) : NewtonStep(coefficients, free);
            double largest = step.Select(Math.Abs).DefaultIfEmpty(0).Max();
            double share = largest > 10 ? 10 / largest : 1;
            double before = Value;
            double[] trial;
            do
            {
                trial = [.. coefficients];
                for (int k = 0; k < free.Length; k++)
                {
                    trial[free[k]] += share * step[k];
                }

                Value = Evaluate(trial);
                share /= 2;
            }
            while (!(Value >= before - (1e-10 * (1 + Math.Abs(before)))) && share > 1e-12);

            coefficients = trial;
            if (largest < 1e-10 * Math.Max(1, coefficients.Max(Math.Abs)))
            {
                return coefficients;
            }
        }

        throw new NonConvergenceException("Firth's regression", MaximumIterations, Score.Max(Math.Abs));
    }

    /// <summary>
    /// Follows the maximum over all but one coefficient from a point of that profile to another value of the one held, in steps small enough that
    /// each begins near its end: the penalized likelihood can have other, lower maxima far out, where a leap would stay.
    /// </summary>
    internal double[] Follow(double[] from, int held, double to, double unit, double origin)
    {
        double[] at = [.. from];
        int[] free = [.. Enumerable.Range(0, at.Length).Where(j => j != held)];
        double share = 1;
        while (true)
        {
            double left = to - at[held];
            double most = share * Math.Max(0.25 * unit, 0.1 * Math.Abs(at[held] - origin));
            double step = Math.Abs(left) <= most ? left : Math.CopySign(most, left);
            Evaluate(at);
            double[] tangent = Tangent(held, free);
            double[] next = [.. at];
            next[held] = step == left ? to : at[held] + step;
            for (int k = 0; k < free.Length; k++)
            {
                next[free[k]] += step * tangent[k];
            }

            if (double.IsNegativeInfinity(Evaluate(next)) && share > 1e-3)
            {
                share /= 2;
                continue;
            }

            at = Maximize(next, j => j != held);
            share = 1;
            if (step == left)
            {
                return at;
            }
        }
    }

    /// <summary>How the free coefficients move with the one held, by the information.</summary>
    private double[] Tangent(int held, int[] free)
    {
        double Cell(int i, int j) => _information[(Math.Max(i, j) * _columns.Length) + Math.Min(i, j)];
        double[] rows = new double[free.Length * free.Length];
        double[] move = [.. free.Select(j => -Cell(j, held))];
        for (int i = 0; i < free.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                rows[(i * free.Length) + j] = Cell(free[i], free[j]);
            }
        }

        if (!Cholesky.FactorInPlace(rows, free.Length))
        {
            return new double[free.Length];
        }

        Cholesky.SolveInPlace(rows, free.Length, move);
        return move;
    }

    /// <summary>Roots of the diagonal of the inverse information at the last evaluation.</summary>
    internal double[] StandardErrors()
    {
        int count = _columns.Length;
        double[] root = [.. _information];
        Cholesky.FactorInPlace(root, count);
        return
        [
            .. Enumerable.Range(0, count).Select(j =>
            {
                double[] unit = new double[count];
                unit[j] = 1;
                Cholesky.SolveInPlace(root, count, unit);
                return Math.Sqrt(unit[j]);
            }),
        ];
    }

    private double[] Step(int[] free)
    {
        int size = free.Length;
        double[] rows = new double[size * size];
        double[] step = new double[size];
        for (int i = 0; i < size; i++)
        {
            step[i] = Score[free[i]];
            for (int j = 0; j <= i; j++)
            {
                rows[(i * size) + j] = _information[(Math.Max(free[i], free[j]) * _columns.Length) + Math.Min(free[i], free[j])];
            }
        }

        if (Cholesky.FactorInPlace(rows, size))
        {
            Cholesky.SolveInPlace(rows, size, step);
        }

        return step;
    }

    /// <summary>A step with the curvature of the penalized likelihood itself, from differences of its score.</summary>
    private double[] NewtonStep(double[] at, int[] free)
    {
        int size = free.Length;
        double[] score = [.. free.Select(j => Score[j])];
        double[] rows = new double[size * size];
        for (int k = 0; k < size; k++)
        {
            double width = 1e-5 * Math.Max(1, Math.Abs(at[free[k]]));
            double[] up = [.. at];
            double[] down = [.. at];
            up[free[k]] += width;
            down[free[k]] -= width;
            Evaluate(up);
            double[] above = [.. free.Select(j => Score[j])];
            Evaluate(down);
            for (int i = 0; i < size; i++)
            {
                rows[(Math.Max(i, k) * size) + Math.Min(i, k)] += (i == k ? 1 : 0.5) * (Score[free[i]] - above[i]) / (2 * width);
            }
        }

        Evaluate(at);
        if (!Cholesky.FactorInPlace(rows, size))
        {
            return Step(free);
        }

        Cholesky.SolveInPlace(rows, size, score);
        return score;
    }

    /// <summary>The value; leaves information and score behind. −∞ where the information is singular.</summary>
    private double Evaluate(double[] coefficients)
    {
        int rows = _outcome.Length;
        int count = _columns.Length;
        double[] linear = new double[rows];
        for (int j = 0; j < count; j++)
        {
            VectorMath.AddScaled(coefficients[j], _columns[j], linear);
        }

        double[] probability = Array.ConvertAll(linear, LogisticFunction.Probability);
        double[] weight = [.. linear.Select(x => LogisticFunction.Probability(x) * LogisticFunction.Probability(-x))];
        double[] information = new double[count * count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                information[(i * count) + j] = VectorMath.WeightedDot(weight, _columns[i], _columns[j]);
            }
        }

        double[] root = [.. information];
        if (!Cholesky.FactorInPlace(root, count))
        {
            return double.NegativeInfinity;
        }

        _information = information;
        double value = 0;
        for (int j = 0; j < count; j++)
        {
            value += Math.Log(root[(j * count) + j]);
        }

        double[] residual = new double[rows];
        double[] row = new double[count];
        for (int i = 0; i < rows; i++)
        {
            value -= LogisticFunction.SoftPlus(_outcome[i] > 0.5 ? -linear[i] : linear[i]);
            double leverage = weight[i] * Leverage(root, row, i);
            residual[i] = _outcome[i] - probability[i] + (leverage * (0.5 - probability[i]));
        }

        for (int j = 0; j < count; j++)
        {
            Score[j] = VectorMath.Dot(_columns[j], residual);
        }

        return value;
    }

    /// <summary>xᵢᵀ (L Lᵀ)⁻¹ xᵢ = |L⁻¹ xᵢ|².</summary>
    private double Leverage(double[] root, double[] row, int i)
    {
        double sum = 0;
        for (int j = 0; j < row.Length; j++)
        {
            double value = _columns[j][i];
            for (int k = 0; k < j; k++)
            {
                value -= root[(j * row.Length) + k] * row[k];
            }

            row[j] = value / root[(j * row.Length) + j];
            sum += row[j] * row[j];
        }

        return sum;
    }
}
