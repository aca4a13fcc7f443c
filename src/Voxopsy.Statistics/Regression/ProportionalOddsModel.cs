using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>A fitted proportional odds model: log odds of a grade of at most k = cut-point k − Σ coefficient × value.</summary>
public sealed record ProportionalOddsModel
{
    /// <summary>Gets the names of the predictors.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Gets the grades, lowest first.</summary>
    public required ImmutableArray<string> Grades { get; init; }

    /// <summary>Gets the coefficients: the change of the log odds of a higher grade per unit, the same at every cut-point.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>Gets the cut-points between the grades, ascending, one less than grades.</summary>
    public required ImmutableArray<double> CutPoints { get; init; }

    /// <summary>Gets the covariance of the coefficients, then the cut-points, from the observed information.</summary>
    public required Matrix Covariance { get; init; }

    /// <summary>Gets minus twice the log-likelihood.</summary>
    public required double Deviance { get; init; }

    /// <summary>Gets the deviance of the model without predictors.</summary>
    public required double NullDeviance { get; init; }

    /// <summary>Gets the number of rows of each grade.</summary>
    public required ImmutableArray<int> Counts { get; init; }

    /// <summary>Gets the standard errors of the coefficients.</summary>
    public ImmutableArray<double> StandardErrors => [.. Enumerable.Range(0, Coefficients.Length).Select(j => Math.Sqrt(Covariance[j, j]))];

    /// <summary>Gets Wald's statistics.</summary>
    public ImmutableArray<double> Z => [.. Coefficients.Zip(StandardErrors, (coefficient, error) => coefficient / error)];

    /// <summary>Gets two-sided Wald p values.</summary>
    public ImmutableArray<double> P => [.. Z.Select(Normal.TwoSidedP)];

    /// <summary>Gets the test against the model without predictors.</summary>
    public LikelihoodRatioTest LikelihoodRatio => LikelihoodRatioTest.Of(NullDeviance, Deviance, Coefficients.Length);

    /// <summary>Gets Akaike's criterion.</summary>
    public double Aic => Deviance + (2 * (Coefficients.Length + CutPoints.Length));

    /// <summary>Odds ratios of a higher grade with Wald limits.</summary>
    /// <param name="level">Coverage of the intervals, within (0, 1).</param>
    public ImmutableArray<OddsRatio> OddsRatios(double level = 0.95)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        return
        [
            .. Enumerable.Range(0, Coefficients.Length).Select(j => new OddsRatio(
                Names[j], Math.Exp(Coefficients[j]), Math.Exp(Coefficients[j] - (z * StandardErrors[j])), Math.Exp(Coefficients[j] + (z * StandardErrors[j])))),
        ];
    }

    /// <summary>The probability of each grade.</summary>
    /// <param name="row">One value a predictor.</param>
    /// <returns>One number a grade; they sum to 1.</returns>
    public double[] Probabilities(ReadOnlySpan<double> row)
    {
        if (row.Length != Coefficients.Length)
        {
            throw new ArgumentException($"The model has {Coefficients.Length} predictors, found {row.Length} values.", nameof(row));
        }

        double linear = VectorMath.Dot(row, Coefficients.AsSpan());
        double[] probabilities = new double[Grades.Length];
        for (int k = 0; k < probabilities.Length; k++)
        {
            double upper = k < CutPoints.Length ? CutPoints[k] - linear : double.PositiveInfinity;
            double lower = k > 0 ? CutPoints[k - 1] - linear : double.NegativeInfinity;
            probabilities[k] = GradeLikelihood.Between(lower, upper);
        }

        return probabilities;
    }
}
