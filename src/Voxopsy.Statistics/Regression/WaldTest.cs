using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Statistics.Regression;

/// <summary>Whether some coefficients of a model are all 0, from their estimates and covariance.</summary>
/// <param name="Statistic">bᵀ V⁻¹ b, at least 0.</param>
/// <param name="DegreesOfFreedom">The number of coefficients.</param>
/// <param name="P">The p value.</param>
public sealed record WaldTest(double Statistic, int DegreesOfFreedom, double P)
{
    /// <summary>Tests columns of a model together.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="columns">Names of its columns.</param>
    /// <exception cref="ArgumentException">The model has no such column.</exception>
    public static WaldTest Of(LogisticModel model, IReadOnlyCollection<string> columns)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(columns);
        int[] places = [.. columns.Select(column => model.Names.IndexOf(column) is var place and >= 0 ? place + 1 : throw new ArgumentException($"The model has no column '{column}'.", nameof(columns)))];
        double[] estimates = [model.Intercept, .. model.Coefficients];
        return Of(estimates, model.Covariance, places);
    }

    /// <summary>The effect of moving predictors by some amounts: change of the log odds and its standard error.</summary>
    /// <param name="model">The fitted model.</param>
    /// <param name="change">The change of each of the model's columns.</param>
    public static (double Effect, double StandardError) Contrast(LogisticModel model, ReadOnlySpan<double> change)
    {
        ArgumentNullException.ThrowIfNull(model);
        double effect = 0;
        double variance = 0;
        for (int j = 0; j < change.Length; j++)
        {
            effect += change[j] * model.Coefficients[j];
            for (int k = 0; k < change.Length; k++)
            {
                variance += change[j] * change[k] * model.Covariance[j + 1, k + 1];
            }
        }

        return (effect, Math.Sqrt(variance));
    }

    internal static WaldTest Of(double[] estimates, Matrix covariance, int[] places)
    {
        Matrix part = Matrix.FromColumns([.. places.Select(j => places.Select(i => covariance[i, j]).ToArray())]);
        double[] own = [.. places.Select(place => estimates[place])];
        double statistic = Cholesky.TryFactor(part, out Cholesky? factor) ? VectorMath.Dot(own, factor.Solve(own)) : double.NaN;
        return new WaldTest(statistic, places.Length, ChiSquared.Upper(statistic, places.Length));
    }
}
