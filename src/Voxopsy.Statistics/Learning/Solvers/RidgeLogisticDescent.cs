using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Numerics.Optimization;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Learning.Solvers;

/// <summary>The penalized log-likelihood as scikit-learn writes and solves it: Σ weight × log-loss + |w|² / (2 C), by L-BFGS from zero.</summary>
internal static class RidgeLogisticDescent
{
    private const int MostSteps = 100_000;

    internal static (double Intercept, double[] Coefficients) Solve(
        LearningRows rows, ReadOnlySpan<bool> events, double[] weights, double cost, double tolerance)
    {
        int width = rows.Width;
        bool[] outcomes = events.ToArray();
        double[] place = new double[width + 1];
        bool stopped = LimitedMemoryBfgs.Minimize(
            (at, gradient) =>
            {
                ReadOnlySpan<double> w = at[..width];
                gradient.Clear();
                double loss = 0;
                for (int i = 0; i < outcomes.Length; i++)
                {
                    double linear = VectorMath.Dot(rows.Row(i), w) + at[width];
                    loss += weights[i] * LogisticFunction.SoftPlus(outcomes[i] ? -linear : linear);
                    double residual = weights[i] * (LogisticFunction.Probability(linear) - (outcomes[i] ? 1 : 0));
                    VectorMath.AddScaled(residual, rows.Row(i), gradient[..width]);
                    gradient[width] += residual;
                }

                VectorMath.AddScaled(1 / cost, w, gradient[..width]);
                return loss + (VectorMath.Dot(w, w) / (2 * cost));
            },
            place,
            tolerance,
            MostSteps);
        return stopped
            ? (place[width], place[..width])
            : throw new NonConvergenceException("the penalized logistic model by L-BFGS", MostSteps, double.NaN);
    }
}
