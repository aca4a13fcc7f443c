using System.Collections.Immutable;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Tests.Splits;

/// <summary>What must hold for any cohort and any seed.</summary>
public sealed class SplitTests
{
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void KFold_AnyCohort_HoldsEachCaseOutOnceARepeatAndNoPatientOnBothSides(int seed)
    {
        SeededRandom random = new SeededRandom(seed).For("cohort");
        CaseTable cases = RandomCohort.Make(30 + random.NextInt(60), 2, 0, random, mostRows: 4);
        ImmutableArray<Fold> folds = Split.KFold(cases, 5, 3, new SeededRandom(seed).For("split"));

        Assert.Equal(15, folds.Length);
        foreach (IGrouping<int, Fold> repeat in folds.GroupBy(fold => fold.Repeat))
        {
            Assert.Equal(Enumerable.Range(0, cases.Outcomes.Length), repeat.SelectMany(fold => fold.HeldOut.Rows).Order());
        }

        foreach (Fold fold in folds)
        {
            Assert.Empty(fold.Training.Patients.Intersect(fold.HeldOut.Rows.Select(row => cases.Patients[row])));
            Assert.Equal(cases.Outcomes.Length, fold.Training.Outcomes.Length + fold.HeldOut.Rows.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void KFold_OneRowAPatient_KeepsEachStratumInProportion(int seed)
    {
        SeededRandom random = new SeededRandom(seed).For("cohort");
        CaseTable cases = RandomCohort.Make(100, 1, 0, random);
        foreach (Fold fold in Split.KFold(cases, 5, 1, new SeededRandom(seed).For("split")))
        {
            foreach (IGrouping<string, int> stratum in Enumerable.Range(0, 100).GroupBy(row => cases.Strata[row]))
            {
                int held = fold.HeldOut.Rows.Count(row => cases.Strata[row] == stratum.Key);
                Assert.InRange(held, stratum.Count() / 5, (stratum.Count() + 4) / 5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Holdout_AnyCohort_HoldsOutTheShareOfPatientsAskedFor(int seed)
    {
        CaseTable cases = RandomCohort.Make(120, 1, 0, new SeededRandom(seed).For("cohort"));
        Fold fold = Split.Holdout(cases, 0.3, new SeededRandom(seed).For("split"));

        Assert.InRange(fold.HeldOut.Rows.Length, 28, 44);
        Assert.Empty(fold.Training.Patients.Intersect(fold.HeldOut.Rows.Select(row => cases.Patients[row])));
    }

    [Fact]
    public void ByCenter_EachCenter_IsHeldOutOnce()
    {
        CaseTable cases = RandomCohort.Make(60, 1, 0, new SeededRandom(1).For("cohort"));
        ImmutableArray<Fold> folds = Split.ByCenter(cases);

        Assert.Equal(["center=A", "center=B"], folds.Select(fold => fold.Name));
        Assert.All(folds, fold => Assert.Single(fold.HeldOut.Rows.Select(row => cases.Centers[row]).Distinct()));
    }

    [Fact]
    public void KFold_SameSeed_GivesSameFoldsAndAnotherSeedOthers()
    {
        CaseTable cases = RandomCohort.Make(60, 1, 0, new SeededRandom(1).For("cohort"));
        int[] first = [.. Split.KFold(cases, 5, 1, new SeededRandom(9).For("split")).SelectMany(fold => fold.HeldOut.Rows)];

        Assert.Equal(first, Split.KFold(cases, 5, 1, new SeededRandom(9).For("split")).SelectMany(fold => fold.HeldOut.Rows));
        Assert.NotEqual(first, Split.KFold(cases, 5, 1, new SeededRandom(10).For("split")).SelectMany(fold => fold.HeldOut.Rows));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OutOfFold_AnyTrainingSet_NeverScoresARowByItsOwnPatient(int seed)
    {
        SeededRandom random = new SeededRandom(seed).For("cohort");
        TrainingSet training = Split.Whole(RandomCohort.Make(40, 1, 0, random, mostRows: 3));
        Split.OutOfFold(training, 5, new SeededRandom(seed).For("inner"), fold =>
        {
            Assert.Empty(fold.Training.Patients.Intersect(fold.HeldOut.Rows.Select(row => training.Patients[row])));
            return new double[fold.HeldOut.Rows.Length];
        });
    }
}
