using System.Collections.Immutable;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>A coefficient of Firth's regression.</summary>
/// <param name="Name">The predictor, or <c>(Intercept)</c>.</param>
/// <param name="Estimate">The change of the log odds per unit.</param>
/// <param name="StandardError">From the Fisher information at the estimate.</param>
/// <param name="Lower">Lower limit of the profile interval of the penalized likelihood.</param>
/// <param name="Upper">Upper limit of the profile interval.</param>
/// <param name="Test">The penalized likelihood-ratio test of the coefficient.</param>
public sealed record FirthCoefficient(string Name, double Estimate, double StandardError, double Lower, double Upper, LikelihoodRatioTest Test);

/// <summary>A logistic regression fitted by Firth's penalized likelihood.</summary>
/// <param name="Coefficients">The coefficients, the intercept first.</param>
/// <param name="PenalizedLogLikelihood">Log-likelihood + half the log determinant of the information.</param>
/// <param name="NullPenalizedLogLikelihood">The same with all slopes held at 0, penalty of the full design.</param>
public sealed record FirthModel(ImmutableArray<FirthCoefficient> Coefficients, double PenalizedLogLikelihood, double NullPenalizedLogLikelihood)
{
    /// <summary>The log odds of a row.</summary>
    /// <param name="row">One value a predictor.</param>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public double LinearPredictor(ReadOnlySpan<double> row)
    {
        if (row.Length != Coefficients.Length - 1)
        {
            throw new ArgumentException($"The model has {Coefficients.Length - 1} predictors, but the row has {row.Length} values.", nameof(row));
        }

        double sum = Coefficients[0].Estimate;
        for (int j = 0; j < row.Length; j++)
        {
            sum += Coefficients[j + 1].Estimate * row[j];
        }

        return sum;
    }

    /// <summary>The probability of the event for a row, within [0, 1].</summary>
    /// <param name="row">One value a predictor.</param>
    public double Predict(ReadOnlySpan<double> row) => LogisticFunction.Probability(LinearPredictor(row));
}
