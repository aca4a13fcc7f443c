using Voxopsy.Statistics.Agreement;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Planning;
using Voxopsy.Statistics.Selection;

namespace Voxopsy.Statistics.Tests;

/// <summary>Bad input has a name: which column, which row, what to do; never a silent number and never an endless loop.</summary>
public sealed class BadInputTests
{
    private static readonly bool[] Events = [true, false, true, false, false];

    [Fact]
    public void Screen_ConstantFeature_HasNoPAndIsNeverKept()
    {
        FeatureTable table = Table(("constant", [2, 2, 2, 2, 2]), ("varies", [5, 1, 4, 2, 3]));
        UnivariableResult[] results = [.. UnivariableFilter.Screen(table, Events)];

        Assert.True(double.IsNaN(results[0].P));
        Assert.DoesNotContain(new FeatureId("constant"), UnivariableFilter.Keep(results, 1.1));
    }

    [Fact]
    public void CorrelationMatrix_MissingValue_NamesFeatureAndSubject()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => CorrelationMatrix.Of(Table(("x", [1, 2, double.NaN, 4, 5])), CorrelationKind.Spearman));

        Assert.Contains("'x' is missing for subject 's3'", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Greedy_ConstantFeature_RepeatsNothing()
    {
        FeatureTable table = Table(("a", [1, 2, 3, 4, 5]), ("constant", [7, 7, 7, 7, 7]), ("again", [2, 4, 6, 8, 10]));

        Assert.Equal([new FeatureId("a"), new FeatureId("constant")], CorrelationFilter.Greedy(table, table.Features, 0.9).ToArray());
    }

    [Fact]
    public void Mrmr_ConstantFeature_IsNeverPicked()
    {
        FeatureTable table = Table(("constant", [7, 7, 7, 7, 7]), ("a", [5, 1, 4, 2, 2]));

        foreach (MrmrScheme scheme in Enum.GetValues<MrmrScheme>())
        {
            Assert.Equal(new FeatureId("a"), Assert.Single(MinimumRedundancy.Select(table, Events, 2, scheme)).Feature);
        }
    }

    [Fact]
    public void PrincipalComponents_ConstantFeature_IsNamed() =>
        Assert.Contains("'flat'", Assert.Throws<ArgumentException>(() => PrincipalComponents.Fit(Table(("flat", [1, 1, 1, 1, 1])))).Message, StringComparison.Ordinal);

    [Fact]
    public void Bca_ReplicatesOnOneSide_IsRefused() =>
        Assert.Contains("percentile", Assert.Throws<StatisticsException>(() => new BootstrapIntervals([2, 3, 4], 1).Bca(0)).Message, StringComparison.Ordinal);

    [Fact]
    public void ShapiroWilk_ConstantSample_IsUndefined() => Assert.True(double.IsNaN(ShapiroWilk.Test([3, 3, 3, 3]).P));

    [Fact]
    public void Intraclass_MissingRating_NamesTheRater() =>
        Assert.Contains("Rater 2 of 2", Assert.Throws<ArgumentException>(() => IntraclassCorrelation.Of([[1, 2, 3], [1, double.NaN, 3]])).Message, StringComparison.Ordinal);

    [Fact]
    public void Intraclass_PerfectAgreement_HasLimitsOfOne()
    {
        IntraclassEstimate estimate = IntraclassCorrelation.Of([[0.1, 0.7, 0.3], [0.1, 0.7, 0.3]]).Estimate(IntraclassForm.AgreementSingle);

        Assert.Equal((1, 1, 1, 0), (estimate.Value, estimate.Lower, estimate.Upper, estimate.P));
        Assert.True(double.IsPositiveInfinity(estimate.F));
    }

    [Fact]
    public void FisherExact_TableTooLarge_AdvisesTheChiSquaredTest()
    {
        int[,] counts = new int[7, 8];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i / 8, i % 8] = 20 + (i * 7 % 13);
        }

        Assert.Contains("chi-squared", Assert.Throws<StatisticsException>(() => FisherExact.Test(new ContingencyTable(counts))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Riley_ImpossibleExplainedVariation_TellsTheLargest() =>
        Assert.Contains("between 0 and 0.6", Assert.Throws<ArgumentException>(() => PredictionModelSampleSize.Binary(24, 0.174, 0.7)).Message, StringComparison.Ordinal);

    [Fact]
    public void PairedDeLong_UnequalLengths_AreToldApart() =>
        Assert.Throws<ArgumentException>(() => DeLongTest.Paired([1, 2, 3], [1, 2], [true, false, true]));

    [Fact]
    public void SimulatedPower_LargeDifference_IsNearTheFormula()
    {
        double patients = AreaDifferenceSampleSize.Patients(0.85, 0.7, 0.5, 0, 0.8);
        double power = AreaDifferenceSampleSize.Power(
            0.85, 0.7, (int)(patients / 2), (int)(patients / 2), 0, 400, new SeededRandom(9).For("power"));

        Assert.InRange(power, 0.7, 0.92);
    }

    [Fact]
    public void Validation_RileysExample_NeedsTheSlopeMost()
    {
        ValidationSampleSize size = ValidationSampleSize.Binary(0.018, 0.8, areaError: 0.0255, ratioError: 0.051, slopeError: 0.051);

        Assert.Equal((1 - 0.018) / (0.018 * 0.051 * 0.051), size.ForObservedOverExpected, 1e-6);
        Assert.Equal(Math.Max(Math.Ceiling(size.ForObservedOverExpected), Math.Max(Math.Ceiling(size.ForArea), Math.Ceiling(size.ForSlope))), size.Patients);
    }

    private static FeatureTable Table(params (string Name, double[] Values)[] columns) => new(
        [.. Enumerable.Range(1, columns[0].Values.Length).Select(i => $"s{i}")],
        [.. columns.Select(column => new FeatureId(column.Name))],
        columns.Select(column => column.Values));
}
