using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>A logistic regression on one column alone.</summary>
/// <param name="Name">The column.</param>
/// <param name="Coefficient">The change of the log odds per unit; <see cref="double.NaN"/> for a constant column or a column that separates the outcomes.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="WaldP">Two-sided Wald p value.</param>
/// <param name="Test">The likelihood-ratio test against the intercept alone; p is 1 for a constant column. Valid under separation.</param>
public sealed record UnivariableFit(string Name, double Coefficient, double StandardError, double WaldP, LikelihoodRatioTest Test);

/// <summary>One logistic regression a column, for many columns.</summary>
public static class UnivariableScreen
{
    /// <summary>Fits every column alone.</summary>
    /// <param name="predictors">The columns.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <exception cref="ArgumentException">The numbers of rows or names differ.</exception>
    /// <exception cref="MissingValueException">A value is not finite.</exception>
    /// <exception cref="OneClassOutcomeException">All rows are events, or none is.</exception>
    public static ImmutableArray<UnivariableFit> Fit(Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names)
    {
        LogisticRegression.RequireFittable(predictors, events, names);
        double[] outcome = LogisticRegression.ToNumbers(events, out int eventCount);
        double nullDeviance = LogisticRegression.NullDeviance(events.Length, eventCount);
        double start = Math.Log((double)eventCount / (events.Length - eventCount));
        LogisticNewton newton = new(events.Length, 2);
        double[] columns = new double[2 * events.Length];
        columns.AsSpan(0, events.Length).Fill(1);
        ImmutableArray<UnivariableFit>.Builder fits = ImmutableArray.CreateBuilder<UnivariableFit>(predictors.ColumnCount);
        for (int j = 0; j < predictors.ColumnCount; j++)
        {
            fits.Add(FitColumn(predictors.Column(j), names[j]));
        }

        return fits.MoveToImmutable();

        UnivariableFit FitColumn(ReadOnlySpan<double> column, string name)
        {
            Span<double> scaled = columns.AsSpan(column.Length);
            double mean = VectorMath.Mean(column);
            for (int i = 0; i < scaled.Length; i++)
            {
                scaled[i] = column[i] - mean;
            }

            double deviation = Math.Sqrt(VectorMath.Dot(scaled, scaled) / scaled.Length);
            if (deviation <= 1e-14 * Math.Abs(mean) || deviation == 0)
            {
                return new UnivariableFit(name, double.NaN, double.NaN, double.NaN, new LikelihoodRatioTest(0, 1, 1));
            }

            for (int i = 0; i < scaled.Length; i++)
            {
                scaled[i] /= deviation;
            }

            (newton.Coefficients[0], newton.Coefficients[1]) = (start, 0);
            LogisticNewton.Ending ending = newton.Solve(columns, outcome, [], []);
            LikelihoodRatioTest test = LikelihoodRatioTest.Of(nullDeviance, newton.Deviance, 1);
            if (ending != LogisticNewton.Ending.Converged)
            {
                return new UnivariableFit(name, double.NaN, double.NaN, double.NaN, test);
            }

            double sum = VectorMath.Sum(newton.Weight);
            double first = VectorMath.Dot(newton.Weight, scaled);
            double error = Math.Sqrt(1 / (VectorMath.WeightedDot(newton.Weight, scaled, scaled) - (first * first / sum))) / deviation;
            double coefficient = newton.Coefficients[1] / deviation;
            return new UnivariableFit(name, coefficient, error, Distributions.Normal.TwoSidedP(coefficient / error), test);
        }
    }
}
