using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>The lasso: regression in which most coefficients are exactly 0 (<see cref="ElasticNet"/> with α = 1).</summary>
public static class Lasso
{
    /// <summary>The path of a binary outcome.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="settings">Penalties; their mixture α is set to 1.</param>
    /// <inheritdoc cref="ElasticNet.Fit" path="/exception"/>
    public static LassoPath Fit(Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, ElasticNetSettings? settings = null) =>
        ElasticNet.Fit(predictors, events, names, (settings ?? new ElasticNetSettings()) with { Alpha = 1 });

    /// <summary>The path of a measured outcome.</summary>
    /// <param name="predictors">One column a predictor, without an intercept.</param>
    /// <param name="response">One number a row.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="settings">Penalties; their mixture α is set to 1.</param>
    /// <inheritdoc cref="ElasticNet.FitGaussian" path="/exception"/>
    public static LassoPath FitGaussian(Matrix predictors, ReadOnlySpan<double> response, IReadOnlyList<string> names, ElasticNetSettings? settings = null) =>
        ElasticNet.FitGaussian(predictors, response, names, (settings ?? new ElasticNetSettings()) with { Alpha = 1 });
}
