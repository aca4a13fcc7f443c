using System.Collections.Immutable;

namespace Voxopsy.Statistics.Descriptive;

/// <summary>A variable in a baseline table.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Test">The test chosen, in words, such as <c>Mann-Whitney U</c>.</param>
/// <param name="P">Two-sided p value of that test; NaN when it cannot be computed.</param>
/// <param name="StandardizedDifference">Absolute standardized mean difference, averaged over pairs of groups.</param>
public abstract record BaselineRow(string Name, string Test, double P, double StandardizedDifference);

/// <summary>A measured variable in a baseline table.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Test">The test chosen, in words.</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="StandardizedDifference">Absolute standardized mean difference, averaged over pairs of groups.</param>
/// <param name="IsNormal">Whether every group passed Shapiro-Wilk, so that mean and standard deviation describe it.</param>
/// <param name="Groups">One summary a group.</param>
public sealed record ContinuousRow(
    string Name, string Test, double P, double StandardizedDifference, bool IsNormal, ImmutableArray<ContinuousSummary> Groups)
    : BaselineRow(Name, Test, P, StandardizedDifference);

/// <summary>A variable with categories in a baseline table.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Test">The test chosen, in words.</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="StandardizedDifference">Absolute standardized mean difference, averaged over pairs of groups.</param>
/// <param name="Levels">Labels in order.</param>
/// <param name="Groups">One summary a group.</param>
public sealed record CategoricalRow(
    string Name, string Test, double P, double StandardizedDifference, ImmutableArray<string> Levels, ImmutableArray<CategoricalSummary> Groups)
    : BaselineRow(Name, Test, P, StandardizedDifference);

/// <summary>A measured variable in one group.</summary>
/// <param name="Count">Subjects with a value.</param>
/// <param name="Missing">Subjects without.</param>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Standard deviation, n − 1 below.</param>
/// <param name="LowerQuartile">First quartile, type 7.</param>
/// <param name="Median">Median.</param>
/// <param name="UpperQuartile">Third quartile, type 7.</param>
public sealed record ContinuousSummary(
    int Count, int Missing, double Mean, double StandardDeviation, double LowerQuartile, double Median, double UpperQuartile);

/// <summary>A variable with categories in one group.</summary>
/// <param name="Missing">Subjects without a label.</param>
/// <param name="Counts">Subjects of each label.</param>
/// <param name="Percents">Share of each label among those not missing, in percent.</param>
public sealed record CategoricalSummary(int Missing, ImmutableArray<int> Counts, ImmutableArray<double> Percents);
