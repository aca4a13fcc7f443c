using Voxopsy.Statistics.Learning.Solvers;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Learning;

/// <summary>Logistic regression with a squared penalty: ½ |w|² + C Σ weight × log-loss, the intercept free.</summary>
/// <remarks>Units matter: standardize before. Solved to the optimum by Newton's method; never separated, never collinear.</remarks>
public sealed record RidgeLogistic : ILearner
{
    /// <summary>Gets C, the weight of the data against the penalty; positive.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Gets how much a row of each class counts.</summary>
    public ClassWeighting Weighting { get; init; } = ClassWeighting.Equal;

    /// <summary>Gets the <c>tol</c> of scikit-learn's lbfgs solver at whose stopping point the fit ends; <see cref="double.NaN"/> for the optimum.</summary>
    /// <remarks>
    /// That solver also stops when the objective falls by less than 2.2e-9 of itself, often four digits short of the optimum; ask for it only
    /// to reproduce coefficients that it gave.
    /// </remarks>
    public double ScikitLearnTolerance { get; init; } = double.NaN;

    /// <inheritdoc/>
    /// <exception cref="Regression.NonConvergenceException">Newton's method did not reach the optimum.</exception>
    public IClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events, SeededRandom random, CancellationToken cancellation = default) => Fit(table, events);

    /// <summary>Fits the classifier; nothing is drawn.</summary>
    /// <param name="table">Training rows: at least one column, no missing values.</param>
    /// <param name="events">Whether each row had the event; both classes must occur.</param>
    /// <exception cref="Regression.NonConvergenceException">Newton's method did not reach the optimum.</exception>
    public LinearClassifier Fit(FeatureTable table, ReadOnlySpan<bool> events)
    {
        if (!(Cost > 0) || double.IsInfinity(Cost))
        {
            throw new ArgumentException($"The cost C must be positive and finite, found {Cost}.");
        }

        LearningRows rows = LearningRows.ForTraining(table, events);
        double[] weights = LearningRows.Weights(events, Weighting);
        if (!double.IsNaN(ScikitLearnTolerance))
        {
            (double intercept, double[] coefficients) = RidgeLogisticDescent.Solve(rows, events, weights, Cost, ScikitLearnTolerance);
            return new LinearClassifier { Features = table.Features, Intercept = intercept, Coefficients = [.. coefficients] };
        }

        RidgeLogisticNewton newton = new(rows, events, Array.ConvertAll(weights, weight => weight * Cost));
        newton.Solve();
        return new LinearClassifier { Features = table.Features, Intercept = newton.Intercept, Coefficients = [.. newton.Coefficients] };
    }
}
