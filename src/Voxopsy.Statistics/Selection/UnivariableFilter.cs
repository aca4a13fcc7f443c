using System.Collections.Immutable;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;

namespace Voxopsy.Statistics.Selection;

/// <summary>Tests each feature alone against a binary outcome.</summary>
/// <remarks>Learns from the outcome: run it on training rows only, again in each fold.</remarks>
public static class UnivariableFilter
{
    private const double NormalityLevel = 0.05;

    /// <summary>Tests every feature.</summary>
    /// <param name="table">Features; a subject with a missing value (NaN) is left out of that feature's test only.</param>
    /// <param name="events">Whether each row had the event.</param>
    /// <param name="test">Which test.</param>
    /// <returns>One result a feature, in the order of the columns.</returns>
    /// <exception cref="ArgumentException">There is not one outcome a row.</exception>
    /// <exception cref="OneClassException">Only events or only non-events.</exception>
    public static ImmutableArray<UnivariableResult> Screen(
        FeatureTable table, ReadOnlySpan<bool> events, UnivariableTest test = UnivariableTest.MannWhitney)
    {
        ArgumentNullException.ThrowIfNull(table);
        ScoredOutcomes.Check(new double[table.RowCount], events);
        UnivariableResult[] results = new UnivariableResult[table.Features.Length];
        for (int column = 0; column < results.Length; column++)
        {
            (double[] zeros, double[] ones) = Split(table.Column(column), events);
            results[column] = One(table.Features[column], zeros, ones, test);
        }

        double[] adjusted = MultipleTesting.BenjaminiHochberg([.. results.Select(result => result.P)]);
        return [.. results.Select((result, i) => result with { AdjustedP = adjusted[i] })];
    }

    /// <summary>The features with a p value below a limit, the smallest first; equal p values stay in column order.</summary>
    /// <param name="results">A screen.</param>
    /// <param name="below">Limit of the unadjusted p value.</param>
    public static ImmutableArray<FeatureId> Keep(IEnumerable<UnivariableResult> results, double below) =>
        [.. results.Where(result => result.P < below).OrderBy(result => result.P).Select(result => result.Feature)];

    /// <summary>The features with an adjusted p value below a limit, the smallest p first.</summary>
    /// <param name="results">A screen.</param>
    /// <param name="below">Limit of the Benjamini-Hochberg p value: the false discovery rate.</param>
    public static ImmutableArray<FeatureId> KeepAdjusted(IEnumerable<UnivariableResult> results, double below) =>
        [.. results.Where(result => result.AdjustedP < below).OrderBy(result => result.P).Select(result => result.Feature)];

    private static UnivariableResult One(FeatureId feature, double[] zeros, double[] ones, UnivariableTest test)
    {
        UnivariableTest used = test == UnivariableTest.ByNormality ? ChooseByNormality(zeros, ones) : test;
        int count = zeros.Length + ones.Length;
        if (zeros.Length == 0 || ones.Length == 0)
        {
            return new UnivariableResult(feature, used, double.NaN, double.NaN, double.NaN, double.NaN, count);
        }

        MannWhitneyResult ranks = MannWhitney.Compare(zeros, ones, RankTestMethod.NormalContinuity);
        double area = 1 - (ranks.W / ((double)zeros.Length * ones.Length));
        (double statistic, double p) = used switch
        {
            UnivariableTest.Welch => Of(WelchTest.Compare(zeros, ones)),
            UnivariableTest.Student => Of(StudentTest.Compare(zeros, ones)),
            _ => (ranks.W, ranks.P),
        };
        return new UnivariableResult(feature, used, statistic, p, double.NaN, area, count);
    }

    private static (double Statistic, double P) Of(TTestResult result) => (result.T, result.P);

    private static UnivariableTest ChooseByNormality(double[] zeros, double[] ones)
    {
        if (!IsNormal(zeros) || !IsNormal(ones))
        {
            return UnivariableTest.MannWhitney;
        }

        return VarianceTests.Levene(zeros, ones).P > NormalityLevel ? UnivariableTest.Student : UnivariableTest.Welch;
    }

    private static bool IsNormal(double[] values) =>
        values.Length is >= ShapiroWilk.FewestValues and <= ShapiroWilk.MostValues && ShapiroWilk.Test(values).P > NormalityLevel;

    private static (double[] Zeros, double[] Ones) Split(ReadOnlySpan<double> values, ReadOnlySpan<bool> events)
    {
        List<double> zeros = new(values.Length);
        List<double> ones = new(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                (events[i] ? ones : zeros).Add(values[i]);
            }
        }

        return ([.. zeros], [.. ones]);
    }
}
