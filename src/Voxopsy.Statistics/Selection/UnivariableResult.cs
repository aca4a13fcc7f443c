namespace Voxopsy.Statistics.Selection;

/// <summary>One feature of a univariable screen.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Test">The test that was run.</param>
/// <param name="Statistic">Its statistic, non-events before events: t or W.</param>
/// <param name="P">Two-sided p value; NaN when the feature does not vary.</param>
/// <param name="AdjustedP">p value adjusted by Benjamini and Hochberg over all features of the screen.</param>
/// <param name="Area">Area under the ROC curve, above 0.5 when events have higher values.</param>
/// <param name="Count">Subjects with a value.</param>
public sealed record UnivariableResult(
    FeatureId Feature, UnivariableTest Test, double Statistic, double P, double AdjustedP, double Area, int Count);
