using System.Collections.Immutable;

namespace Voxopsy.Statistics.Preprocessing;

/// <summary>How the missing values of one column follow from others: intercept + Σ coefficient × predictor, kept within what training saw.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Predictors">The columns that explain it.</param>
/// <param name="Intercept">Value where all predictors are 0.</param>
/// <param name="Coefficients">One number a predictor.</param>
/// <param name="Lowest">Smallest training value.</param>
/// <param name="Highest">Largest training value.</param>
public sealed record ColumnEquation(
    FeatureId Feature, ImmutableArray<FeatureId> Predictors, double Intercept, ImmutableArray<double> Coefficients, double Lowest, double Highest);
