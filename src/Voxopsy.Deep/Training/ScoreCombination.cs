using System.Collections.Immutable;

namespace Voxopsy.Deep.Training;

/// <summary>A logistic regression of the scores of several networks: decisions fused by weights that were learned on out-of-fold scores.</summary>
public sealed class ScoreCombination
{
    private const int MaximumSteps = 100;

    private ScoreCombination(double intercept, ImmutableArray<double> weights) => (Intercept, Weights) = (intercept, weights);

    /// <summary>The log odds where all logits are 0.</summary>
    public double Intercept { get; }

    /// <summary>The weight of each network's logit.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>Learns the weights, with a slight penalty that keeps them finite where scores separate the classes.</summary>
    /// <param name="networks">Out-of-fold scores of the same cases; binary heads.</param>
    /// <exception cref="ArgumentException">The scores are not of the same cases.</exception>
    public static ScoreCombination Fit(IReadOnlyList<OutOfFoldScores> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        if (networks.Count == 0 || networks.Any(scores => !scores.Answers.Select(answer => answer.Case).SequenceEqual(networks[0].Answers.Select(answer => answer.Case), StringComparer.Ordinal)))
        {
            throw new ArgumentException("Scores to combine are of the same cases in the same order, and of at least one network.", nameof(networks));
        }

        bool[] positive = [.. networks[0].Training.Cases.Select(example => example.Grade > 0)];
        double[][] rows = [.. Enumerable.Range(0, positive.Length).Select(i => (double[])[1, .. networks.Select(scores => scores.Answers[i].Logits[0])])];
        double[] beta = Newton(rows, positive);
        return new ScoreCombination(beta[0], [.. beta.Skip(1)]);
    }

    /// <summary>The log odds of cases that none of the networks has seen.</summary>
    /// <param name="networks">Held-out scores, in the order of <see cref="Weights"/>.</param>
    public ImmutableArray<double> LogOdds(IReadOnlyList<HeldOutScores> networks)
    {
        ArgumentNullException.ThrowIfNull(networks);
        return networks.Count == Weights.Length
            ? [.. Enumerable.Range(0, networks[0].Answers.Length).Select(i => Intercept + networks.Select((scores, k) => Weights[k] * scores.Answers[i].Logits[0]).Sum())]
            : throw new ArgumentException($"The combination was learned on {Weights.Length} networks; scores of {networks.Count} were given.", nameof(networks));
    }

    private static double[] Newton(double[][] rows, bool[] positive)
    {
        const double Penalty = 1e-3;
        int count = rows[0].Length;
        double[] beta = new double[count];
        for (int step = 0; step < MaximumSteps; step++)
        {
            double[] gradient = new double[count];
            double[,] hessian = new double[count, count];
            for (int i = 0; i < rows.Length; i++)
            {
                double p = 1 / (1 + Math.Exp(-rows[i].Zip(beta, (x, b) => x * b).Sum()));
                for (int j = 0; j < count; j++)
                {
                    gradient[j] += rows[i][j] * ((positive[i] ? 1 : 0) - p);
                    for (int k = 0; k < count; k++)
                    {
                        hessian[j, k] += rows[i][j] * rows[i][k] * Math.Max(1e-9, p * (1 - p));
                    }
                }
            }

            for (int j = 1; j < count; j++)
            {
                gradient[j] -= Penalty * beta[j];
                hessian[j, j] += Penalty;
            }

            double[] move = Solve(hessian, gradient);
            for (int j = 0; j < count; j++)
            {
                beta[j] += Math.Clamp(move[j], -2, 2);
            }

            if (move.Max(Math.Abs) < 1e-10)
            {
                break;
            }
        }

        return beta;
    }

    /// <summary>Gauss with the largest pivot; the matrix is small and positive definite.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int count = right.Length;
        double[,] a = (double[,])matrix.Clone();
        double[] b = (double[])right.Clone();
        for (int column = 0; column < count; column++)
        {
            int pivot = Enumerable.Range(column, count - column).MaxBy(row => Math.Abs(a[row, column]));
            for (int k = 0; k < count; k++)
            {
                (a[column, k], a[pivot, k]) = (a[pivot, k], a[column, k]);
            }

            (b[column], b[pivot]) = (b[pivot], b[column]);
            for (int row = column + 1; row < count; row++)
            {
                double factor = a[row, column] / a[column, column];
                for (int k = column; k < count; k++)
                {
                    a[row, k] -= factor * a[column, k];
                }

                b[row] -= factor * b[column];
            }
        }

        for (int row = count - 1; row >= 0; row--)
        {
            for (int k = row + 1; k < count; k++)
            {
                b[row] -= a[row, k] * b[k];
            }

            b[row] /= a[row, row];
        }

        return b;
    }
}
