using System.Collections.Immutable;
using Voxopsy.Study.Leakage;

namespace Voxopsy.Study.Tests.Leakage;

/// <summary>Each rule is kept by an honest run's records and broken by one change of them.</summary>
public sealed class RunRulesTests
{
    [Fact]
    public void Of_HonestRecords_KeepsEveryRule() => Assert.All(RunRules.Of(Honest(), "development"), rule => Assert.Equal(LeakVerdict.Kept, rule.Verdict));

    [Fact]
    public void Of_JudgedByAFoldItTaught_Broken() => Broken(
        "held it out", run => run with { Predictions = run.Predictions.SetItem(0, run.Predictions[0] with { Fold = "f2" }) });

    [Fact]
    public void Of_JudgedByAnUnknownFold_Broken() => Broken(
        "held it out", run => run with { Predictions = run.Predictions.SetItem(0, run.Predictions[0] with { Fold = "final" }) });

    [Fact]
    public void Of_PatientWithCasesOnBothSides_Broken() => Broken(
        "teaches and judges", run => run with { Features = run.Features.SetItem("rad", run.Features["rad"].SetItem(1, run.Features["rad"][1] with { Patient = "P0" })) });

    [Fact]
    public void Of_FoldThatTeachesWhatItJudges_Broken() => Broken("teaches and judges", run => run with { Training = run.Training.SetItem("f1", 60) });

    [Fact]
    public void Of_PatientInTwoCohorts_Broken() => Broken(
        "two cohorts", run => run with { Features = run.Features.SetItem("rad", run.Features["rad"].Add(run.Features["rad"][0] with { Cohort = "external" })) });

    [Fact]
    public void Of_OpenedBeforeFrozen_Broken() => Broken("frozen before", run => run with { Log = [run.Log[1], run.Log[0]] });

    [Fact]
    public void Of_OtherModelsThanTheFrozen_Broken() => Broken("frozen before", run => run with { Frozen = "other" });

    [Fact]
    public void Of_ThresholdOfTheJudgedCohort_Broken() => Broken("thresholds", run => run with { Thresholds = [("m", "external", "external")] });

    [Fact]
    public void Of_ModelsLeftOut_Broken() => Broken("number of models", run => run with { Tried = (1, 9, 1) });

    [Fact]
    public void Of_SameLesionInBothCohorts_Broken() => Broken(
        "two names", run => run with { Features = run.Features.SetItem("rad", run.Features["rad"].Add(run.Features["rad"][4] with { Cohort = "external", Case = "X", Patient = "X" })) });

    [Fact]
    public void Of_OpenedAgain_IsTold()
    {
        RunRecords run = Honest();

        Assert.Contains(RunRules.Of(run with { Openings = [("external", "hash", 2)] }, "development"), rule => rule.Verdict == LeakVerdict.Told && rule.Rule.Contains("opened once", StringComparison.Ordinal));
    }

    private static void Broken(string rule, Func<RunRecords, RunRecords> change)
    {
        LeakRule broken = Assert.Single(RunRules.Of(change(Honest()), "development"), found => found.Verdict == LeakVerdict.Broken);

        Assert.Contains(rule, broken.Rule, StringComparison.Ordinal);
        Assert.NotEmpty(broken.Found);
    }

    private static RunRecords Honest()
    {
        ImmutableArray<FeatureRow> rows = FeatureDuplicatesTests.Rows(7);
        string[] even = [.. rows.Where((_, i) => i % 2 == 0).Select(row => row.Case)];
        string[] odd = [.. rows.Where((_, i) => i % 2 == 1).Select(row => row.Case)];
        return new RunRecords
        {
            HeldOut = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("f1", [.. even]).Add("f2", [.. odd]),
            Training = ImmutableSortedDictionary<string, int>.Empty.Add("f1", odd.Length).Add("f2", even.Length),
            Predictions = [.. even.Select(found => ("m", "development", "f1", found)), .. odd.Select(found => ("m", "development", "f2", found)), ("m", "external", "external", "E1")],
            Features = ImmutableSortedDictionary<string, ImmutableArray<FeatureRow>>.Empty.Add("rad", rows),
            Thresholds = [("m", "development", "development"), ("m", "external", "development")],
            Openings = [("external", "hash", 1)],
            Frozen = "hash",
            Tried = (1, 1, 1),
            Log = [("frozen", "hash", string.Empty), ("sealed cohort opened", "hash", "external")],
        };
    }
}
