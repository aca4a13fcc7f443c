using System.Collections.Immutable;

namespace Voxopsy.Statistics.Regression;

/// <summary>How a penalized path is fitted; the defaults are those of R's glmnet.</summary>
public sealed record ElasticNetSettings
{
    /// <summary>Gets the mixture of penalties, within [0, 1]: 1 for the lasso, 0 for ridge.</summary>
    public double Alpha { get; init; } = 1;

    /// <summary>Gets the number of penalties in the path, at least 2.</summary>
    public int LambdaCount { get; init; } = 100;

    /// <summary>Gets the smallest penalty over the largest, within (0, 1); <see cref="double.NaN"/> for 1e-4, or 0.01 where there are fewer rows than columns.</summary>
    public double LambdaMinimumRatio { get; init; } = double.NaN;

    /// <summary>Gets the penalties to use, descending; empty for a sequence from the data.</summary>
    public ImmutableArray<double> Lambdas { get; init; } = [];

    /// <summary>Gets how much each column is penalized, 0 for never; empty for all alike. Rescaled to an average of 1.</summary>
    public ImmutableArray<double> PenaltyFactors { get; init; } = [];

    /// <summary>Gets whether columns are divided by their standard deviation (divisor n) inside; coefficients come back in the columns' units.</summary>
    public bool Standardize { get; init; } = true;

    /// <summary>Gets whether an intercept is fitted; it is never penalized.</summary>
    public bool FitIntercept { get; init; } = true;

    /// <summary>Gets who is at risk at an event's time, for survival outcomes; only ties of events with censorings depend on it.</summary>
    public TiedCensoring TiedCensoring { get; init; } = TiedCensoring.AtRisk;

    /// <summary>Gets the number of threads that share the folds of a cross-validation; the numbers do not depend on it.</summary>
    public int Threads { get; init; } = 1;

    internal void Require(int columnCount)
    {
        if (!(Alpha >= 0 && Alpha <= 1))
        {
            throw new ArgumentException($"The mixture alpha lies within 0 (ridge) and 1 (lasso), found {Alpha}.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(LambdaCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        if (!double.IsNaN(LambdaMinimumRatio) && !(LambdaMinimumRatio > 0 && LambdaMinimumRatio < 1))
        {
            throw new ArgumentException($"The smallest penalty is a share of the largest, within 0 and 1, found {LambdaMinimumRatio}.");
        }

        for (int k = 0; k < Lambdas.Length; k++)
        {
            if (!(Lambdas[k] >= 0) || (k > 0 && Lambdas[k] >= Lambdas[k - 1]))
            {
                throw new ArgumentException($"Penalties must descend and not be negative; found {Lambdas[k]} in place {k}.");
            }
        }

        if (PenaltyFactors.Length > 0 && PenaltyFactors.Length != columnCount)
        {
            throw new ArgumentException($"There are {columnCount} columns, but {PenaltyFactors.Length} penalty factors.");
        }

        if (PenaltyFactors.Length > 0 && (PenaltyFactors.Any(factor => !(factor >= 0)) || PenaltyFactors.All(factor => factor == 0)))
        {
            throw new ArgumentException("Penalty factors must not be negative, and at least one column must be penalized.");
        }
    }
}
