using System.Collections.Immutable;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression.Solvers;

namespace Voxopsy.Statistics.Regression;

/// <summary>Logistic regression by Firth's penalized likelihood: finite estimates even where the outcomes are separated, and less bias in small samples.</summary>
/// <remarks>
/// Source: Firth 1993, Biometrika 80:27; Heinze and Schemper 2002, Stat Med 21:2409. Tests and intervals hold one coefficient and keep the penalty of
/// the full design, as R's logistf.
/// </remarks>
public static class FirthRegression
{
    /// <summary>Fits a model with an intercept.</summary>
    /// <param name="predictors">One column a predictor, without a column for the intercept.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="names">One name a column.</param>
    /// <param name="level">Coverage of the intervals, within (0, 1).</param>
    /// <exception cref="ArgumentException">The numbers of rows or names differ.</exception>
    /// <exception cref="UnfittableModelException">A value is missing, one class is missing, or columns are collinear; the message names it.</exception>
    public static FirthModel Fit(Matrix predictors, ReadOnlySpan<bool> events, IReadOnlyList<string> names, double level = 0.95)
    {
        LogisticRegression.RequireFittable(predictors, events, names);
        Collinearity.Require(StandardizedDesign.Of(predictors), predictors, names);
        RequireNear(predictors, names);
        FirthLikelihood likelihood = new(predictors, LogisticRegression.ToNumbers(events, out _));
        int count = predictors.ColumnCount + 1;
        double[] start = new double[count];
        double[] estimate = likelihood.Maximize(start, _ => true);
        double best = likelihood.Value;
        double[] errors = likelihood.StandardErrors();
        double z = Normal.Quantile(0.5 + (level / 2));
        ImmutableArray<FirthCoefficient>.Builder coefficients = ImmutableArray.CreateBuilder<FirthCoefficient>(count);
        for (int j = 0; j < count; j++)
        {
            FirthProfile profile = new(likelihood, estimate, errors[j], j);
            LikelihoodRatioTest test = LikelihoodRatioTest.Of(profile.At(0).Deviance, -2 * best, 1);
            double lower = ProfileSearch.Limit(estimate[j], -z * errors[j], -2 * best, z, profile.At);
            double upper = ProfileSearch.Limit(estimate[j], z * errors[j], -2 * best, z, profile.At);
            double scale = likelihood.Scales[j];
            coefficients.Add(new FirthCoefficient(j == 0 ? "(Intercept)" : names[j - 1], estimate[j] / scale, errors[j] / scale, lower / scale, upper / scale, test));
        }

        likelihood.Maximize(new double[count], k => k == 0);
        return new FirthModel(coefficients.MoveToImmutable(), best + likelihood.ScaleShift, likelihood.Value + likelihood.ScaleShift);
    }

    /// <summary>The penalty is a determinant with the intercept in it, which a column far from 0 leaves without digits.</summary>
    private static void RequireNear(Matrix predictors, IReadOnlyList<string> names)
    {
        for (int j = 0; j < predictors.ColumnCount; j++)
        {
            Moments moments = Moments.Of(predictors.Column(j));
            if (Math.Abs(moments.Mean) > 1e7 * moments.StandardDeviation)
            {
                throw new UnfittableModelException(
                    $"Column '{names[j]}' lies around {moments.Mean:G6} and spreads by {moments.StandardDeviation:G3} only, too little beside its size for this model; subtract {moments.Mean:G6} from it first.");
            }
        }
    }
}
