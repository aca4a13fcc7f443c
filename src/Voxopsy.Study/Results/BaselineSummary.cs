using System.Collections.Immutable;

namespace Voxopsy.Study.Results;

/// <summary>Table 1: the development patients and each external cohort, by outcome.</summary>
/// <param name="Groups">The columns: per cohort all, without and with the outcome.</param>
/// <param name="Rows">One row a number, one a level of a category.</param>
public sealed record BaselineSummary(ImmutableArray<BaselineGroup> Groups, ImmutableArray<BaselineRow> Rows);

/// <summary>A column of table 1.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="Outcome"><see langword="null"/> for all cases, else those with (<see langword="true"/>) or without the outcome.</param>
/// <param name="Cases">Cases in the group.</param>
public sealed record BaselineGroup(string Cohort, bool? Outcome, int Cases);

/// <summary>A variable of table 1.</summary>
/// <param name="Variable">Its name in the study file.</param>
/// <param name="Unit">Its unit; empty when none was given.</param>
/// <param name="Level">The level of a category; empty for a number.</param>
/// <param name="Cells">One cell a group.</param>
/// <param name="Tests">One test a cohort, in the order of the cohorts; on the first level only for a category.</param>
public sealed record BaselineRow(
    string Variable, string Unit, string Level, ImmutableArray<BaselineCell> Cells, ImmutableArray<BaselineTest> Tests);

/// <summary>A cell of table 1: a number's distribution or a level's count.</summary>
/// <param name="Known">Cases whose value is known.</param>
/// <param name="Missing">Cases whose value is missing.</param>
/// <param name="Mean">Mean; <see cref="double.NaN"/> for a level.</param>
/// <param name="StandardDeviation">Standard deviation (n − 1); <see cref="double.NaN"/> for a level.</param>
/// <param name="Median">Median; <see cref="double.NaN"/> for a level.</param>
/// <param name="LowerQuartile">First quartile; <see cref="double.NaN"/> for a level.</param>
/// <param name="UpperQuartile">Third quartile; <see cref="double.NaN"/> for a level.</param>
/// <param name="Count">Cases at the level; 0 for a number.</param>
public sealed record BaselineCell(
    int Known, int Missing, double Mean, double StandardDeviation, double Median, double LowerQuartile, double UpperQuartile, int Count);

/// <summary>A test between the cases with and without the outcome.</summary>
/// <param name="Cohort">The cohort tested.</param>
/// <param name="Name">The test that was chosen, such as <c>Mann-Whitney</c> or <c>Fisher exact</c>.</param>
/// <param name="P">Two-sided p-value; <see cref="double.NaN"/> when it could not be tested.</param>
public sealed record BaselineTest(string Cohort, string Name, double P);
