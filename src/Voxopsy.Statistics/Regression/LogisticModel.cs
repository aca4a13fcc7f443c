using System.Collections.Immutable;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>A fitted logistic regression: log(p / (1 − p)) = intercept + Σ coefficient × predictor.</summary>
/// <remarks>Arrays hold one value a predictor, in the order of <see cref="Names"/>; the intercept has properties of its own.</remarks>
public sealed record LogisticModel
{
    /// <summary>Gets the names of the predictors.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Gets the log odds where all predictors are 0.</summary>
    public required double Intercept { get; init; }

    /// <summary>Gets the change of the log odds per unit of each predictor.</summary>
    public required ImmutableArray<double> Coefficients { get; init; }

    /// <summary>Gets the covariance of the estimates, the intercept first; <see cref="double.NaN"/> where <see cref="Separation"/> is found.</summary>
    public required Matrix Covariance { get; init; }

    /// <summary>Gets the deviance, −2 log-likelihood.</summary>
    public required double Deviance { get; init; }

    /// <summary>Gets the deviance of the model with the intercept alone.</summary>
    public required double NullDeviance { get; init; }

    /// <summary>Gets the number of rows fitted.</summary>
    public required int RowCount { get; init; }

    /// <summary>Gets the number of events among them.</summary>
    public required int EventCount { get; init; }

    /// <summary>Gets the number of Newton steps made.</summary>
    public required int Iterations { get; init; }

    /// <summary>Gets why some coefficients have no finite estimate; null when all have one.</summary>
    /// <remarks>
    /// Where it is not null, the coefficients are those at which the deviance stopped changing: predictions and likelihoods are valid to eight
    /// digits, the size of the separating columns' coefficients means nothing, and standard errors are <see cref="double.NaN"/>.
    /// </remarks>
    public required Separation? Separation { get; init; }

    /// <summary>Gets the standard error of each coefficient.</summary>
    public ImmutableArray<double> StandardErrors => [.. Enumerable.Range(1, Coefficients.Length).Select(j => Math.Sqrt(Covariance[j, j]))];

    /// <summary>Gets the standard error of the intercept.</summary>
    public double InterceptStandardError => Math.Sqrt(Covariance[0, 0]);

    /// <summary>Gets each coefficient over its standard error (Wald).</summary>
    public ImmutableArray<double> Z => [.. Coefficients.Zip(StandardErrors, (coefficient, error) => coefficient / error)];

    /// <summary>Gets the intercept over its standard error.</summary>
    public double InterceptZ => Intercept / InterceptStandardError;

    /// <summary>Gets the two-sided Wald p value of each coefficient, within [0, 1].</summary>
    public ImmutableArray<double> P => [.. Z.Select(Normal.TwoSidedP)];

    /// <summary>Gets the two-sided Wald p value of the intercept.</summary>
    public double InterceptP => Normal.TwoSidedP(InterceptZ);

    /// <summary>Gets the logarithm of the likelihood, at most 0.</summary>
    public double LogLikelihood => -Deviance / 2;

    /// <summary>Gets Akaike's criterion: deviance + 2 × number of coefficients with the intercept.</summary>
    public double Aic => Deviance + (2 * (Coefficients.Length + 1));

    /// <summary>Gets Schwarz' criterion: deviance + log(rows) × number of coefficients with the intercept.</summary>
    public double Bic => Deviance + (Math.Log(RowCount) * (Coefficients.Length + 1));

    /// <summary>Gets the test of all predictors together against the intercept alone.</summary>
    public LikelihoodRatioTest LikelihoodRatio => LikelihoodRatioTest.Of(NullDeviance, Deviance, Coefficients.Length);

    /// <summary>Wald intervals of the coefficients, the intercept first.</summary>
    /// <param name="level">Coverage of the intervals, within (0, 1).</param>
    public ImmutableArray<CoefficientInterval> WaldIntervals(double level = 0.95)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        return
        [
            new CoefficientInterval("(Intercept)", Intercept, Intercept - (z * InterceptStandardError), Intercept + (z * InterceptStandardError)),
            .. StandardErrors.Select((error, j) => new CoefficientInterval(Names[j], Coefficients[j], Coefficients[j] - (z * error), Coefficients[j] + (z * error))),
        ];
    }

    /// <summary>Odds ratios with Wald intervals: exp(coefficient ± z × standard error).</summary>
    /// <param name="level">Coverage of the intervals, within (0, 1).</param>
    public ImmutableArray<OddsRatio> OddsRatios(double level = 0.95)
    {
        double z = Normal.Quantile(0.5 + (level / 2));
        ImmutableArray<double> errors = StandardErrors;
        return
        [
            .. Coefficients.Select((coefficient, j) => new OddsRatio(
                Names[j], Math.Exp(coefficient), Math.Exp(coefficient - (z * errors[j])), Math.Exp(coefficient + (z * errors[j])))),
        ];
    }

    /// <summary>The log odds of a row.</summary>
    /// <param name="row">One value a predictor, in the order of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public double LinearPredictor(ReadOnlySpan<double> row)
    {
        if (row.Length != Coefficients.Length)
        {
            throw new ArgumentException($"The model has {Coefficients.Length} predictors, but the row has {row.Length} values.", nameof(row));
        }

        double sum = Intercept;
        for (int j = 0; j < row.Length; j++)
        {
            sum += Coefficients[j] * row[j];
        }

        return sum;
    }

    /// <summary>The log odds of every row of a matrix with this model's predictors as columns.</summary>
    public double[] LinearPredictor(Matrix predictors)
    {
        ArgumentNullException.ThrowIfNull(predictors);
        double[] sums = predictors.Multiply(Coefficients.AsSpan());
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += Intercept;
        }

        return sums;
    }

    /// <summary>The probability of the event for a row, within [0, 1].</summary>
    /// <param name="row">One value a predictor, in the order of <see cref="Names"/>.</param>
    public double Predict(ReadOnlySpan<double> row) => LogisticFunction.Probability(LinearPredictor(row));

    /// <summary>The probability of the event for every row of a matrix.</summary>
    public double[] Predict(Matrix predictors)
    {
        double[] values = LinearPredictor(predictors);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = LogisticFunction.Probability(values[i]);
        }

        return values;
    }

}
