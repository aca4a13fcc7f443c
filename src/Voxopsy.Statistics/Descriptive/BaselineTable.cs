using System.Collections.Immutable;
using Voxopsy.Statistics.HypothesisTests;

namespace Voxopsy.Statistics.Descriptive;

/// <summary>The table that opens the results of a study: who was in which group, with the right test chosen and named.</summary>
/// <remarks>
/// Measured variables: Welch's t test (two groups) or Welch's analysis of variance when every group passes Shapiro-Wilk at 0.05, otherwise
/// Mann-Whitney or Kruskal-Wallis. Categories: the chi-squared test (Yates in 2 × 2 tables) when at most a fifth of the expected counts is
/// below 5 and none below 1 (Cochran 1954), otherwise Fisher's exact test, unless the table is too large for it.
/// </remarks>
public sealed class BaselineTable
{
    private const double NormalityLevel = 0.05;

    private BaselineTable(ImmutableArray<string> groups, ImmutableArray<int> counts, ImmutableArray<BaselineRow> rows)
    {
        Groups = groups;
        Counts = counts;
        Rows = rows;
    }

    /// <summary>Gets the names of the groups.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>Gets the number of subjects of each group.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>Gets one row a variable.</summary>
    public ImmutableArray<BaselineRow> Rows { get; }

    /// <summary>Builds the table.</summary>
    /// <param name="groups">The group of each subject; a subject whose group is not among the levels is left out.</param>
    /// <param name="levels">The groups in order, at least two.</param>
    /// <param name="variables">The variables, one value a subject each.</param>
    /// <exception cref="ArgumentException">Fewer than two groups, or a variable with another number of subjects.</exception>
    public static BaselineTable Of(IReadOnlyList<string> groups, IReadOnlyList<string> levels, IEnumerable<BaselineVariable> variables)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(variables);
        if (levels.Count < 2)
        {
            throw new ArgumentException($"A baseline table compares at least two groups, found {levels.Count}.", nameof(levels));
        }

        int[][] members = [.. levels.Select(level => Enumerable.Range(0, groups.Count).Where(i => groups[i] == level).ToArray())];
        return new BaselineTable(
            [.. levels],
            [.. members.Select(group => group.Length)],
            [.. variables.Select(variable => Row(variable, members, groups.Count))]);
    }

    private static BaselineRow Row(BaselineVariable variable, int[][] members, int subjects)
    {
        int found = variable is BaselineVariable.Continuous measured ? measured.Values.Count : ((BaselineVariable.Categorical)variable).Labels.Count;
        if (found != subjects)
        {
            throw new ArgumentException($"Variable '{variable.Name}' has {found} values for {subjects} subjects.", nameof(variable));
        }

        return variable is BaselineVariable.Continuous continuous
            ? Measured(continuous, members)
            : Categories((BaselineVariable.Categorical)variable, members);
    }

    private static ContinuousRow Measured(BaselineVariable.Continuous variable, int[][] members)
    {
        double[][] samples = [.. members.Select(group => group.Select(i => variable.Values[i]).Where(value => !double.IsNaN(value)).ToArray())];
        bool normal = Array.TrueForAll(samples, IsNormal);
        bool enough = Array.TrueForAll(samples, sample => sample.Length > 0);
        (string test, double p) = (normal, samples.Length) switch
        {
            (true, 2) => ("Welch t", WelchTest.Compare(samples[0], samples[1]).P),
            (true, _) => ("Welch ANOVA", OneWayAnova.Welch(samples).P),
            (_, 2) => ("Mann-Whitney U", enough ? MannWhitney.Compare(samples[0], samples[1]).P : double.NaN),
            _ => ("Kruskal-Wallis", enough ? KruskalWallis.Test(samples).P : double.NaN),
        };
        return new ContinuousRow(
            variable.Name,
            test,
            p,
            StandardizedDifference.OfMeans(samples),
            normal,
            [.. samples.Select((sample, group) => Summary(sample, members[group].Length - sample.Length))]);
    }

    private static ContinuousSummary Summary(double[] sample, int missing)
    {
        Moments moments = Moments.Of(sample);
        double[] sorted = [.. sample.Order()];
        return new ContinuousSummary(
            sample.Length,
            missing,
            moments.Mean,
            moments.StandardDeviation,
            Quantile.Type7OfSorted(sorted, 0.25),
            Quantile.Type7OfSorted(sorted, 0.5),
            Quantile.Type7OfSorted(sorted, 0.75));
    }

    private static CategoricalRow Categories(BaselineVariable.Categorical variable, int[][] members)
    {
        int[,] counts = new int[variable.Levels.Count, members.Length];
        for (int group = 0; group < members.Length; group++)
        {
            for (int level = 0; level < variable.Levels.Count; level++)
            {
                counts[level, group] = members[group].Count(i => variable.Labels[i] == variable.Levels[level]);
            }
        }

        ContingencyTable table = new(counts);
        (string test, double p) = table.Rows < 2 ? ("none: one category", double.NaN) : LargeEnough(table) ? ChiSquared(table) : Fisher(table);
        return new CategoricalRow(
            variable.Name,
            test,
            p,
            StandardizedDifference.OfCategories(table),
            [.. variable.Levels],
            [.. members.Select((group, column) => Summary(table, column, group.Length))]);
    }

    private static (string Test, double P) ChiSquared(ContingencyTable table) =>
        (table is { Rows: 2, Columns: 2 } ? "chi-squared, Yates" : "chi-squared", ChiSquaredTest.Yates(table).P);

    private static (string Test, double P) Fisher(ContingencyTable table)
    {
        try
        {
            return ("Fisher exact", FisherExact.Test(table).P);
        }
        catch (StatisticsException)
        {
            // Too many categories for an exact p value: the row still needs one, and says how it was got.
            return ("chi-squared, counts small", ChiSquaredTest.Yates(table).P);
        }
    }

    private static CategoricalSummary Summary(ContingencyTable table, int column, int subjects)
    {
        ImmutableArray<int> counts = [.. Enumerable.Range(0, table.Rows).Select(row => table[row, column])];
        double known = counts.Sum();
        return new CategoricalSummary(subjects - (int)known, counts, [.. counts.Select(count => 100 * count / known)]);
    }

    private static bool IsNormal(double[] sample) =>
        sample.Length is >= ShapiroWilk.FewestValues and <= ShapiroWilk.MostValues && ShapiroWilk.Test(sample).P > NormalityLevel;

    private static bool LargeEnough(ContingencyTable table)
    {
        int small = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                double expected = table.Expected(row, column);
                if (!(expected >= 1))
                {
                    return false;
                }

                small += expected < 5 ? 1 : 0;
            }
        }

        return small <= 0.2 * table.Rows * table.Columns;
    }
}
