using System.Collections.Immutable;
using System.Reflection;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Leakage;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;

namespace Voxopsy.Study.Tests.Leakage;

/// <summary>Leaky practices claim more than there is, and nothing but the claim gets out.</summary>
public sealed class LeakSandboxTests
{
    [Fact]
    public void Claims_NothingToFind_LeakyPracticesFindIt()
    {
        CaseTable cases = RandomCohort.Make(100, 120, 0, new SeededRandom(21).For("cohort"));
        Dictionary<string, LeakClaim> claims = Claims(cases, 8);

        Assert.InRange(claims["L1"].Honest, 0.4, 0.6);
        Assert.True(claims["L1"].Excess > 0.05, claims["L1"].ToString());
        Assert.True(claims["L2"].Excess > 0.05, claims["L2"].ToString());
        Assert.True(claims["L4"].Excess > 0.03, claims["L4"].ToString());
        Assert.True(claims["L3"].Excess > 0.05, claims["L3"].ToString());
        Assert.True(claims["L5"].Excess > 0, claims["L5"].ToString());
        Assert.True(double.IsFinite(claims["L6"].Excess), claims["L6"].ToString());
    }

    [Fact]
    public void Claims_AnyJobs_SameNumbers()
    {
        CaseTable cases = RandomCohort.Make(60, 20, 1, new SeededRandom(3).For("cohort"));

        Assert.Equal(Sandbox(cases, 3, 1), Sandbox(cases, 3, 3));
    }

    [Fact]
    public void Sandbox_HandsOutTextsAndNumbersAlone()
    {
        Type[] harmless = [typeof(string), typeof(double), typeof(BetterWhen)];
        Assert.All(
            typeof(LeakClaim).GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(property => property.Name != "EqualityContract"),
            property => Assert.Contains(property.PropertyType, harmless));
        MethodInfo[] reachable = [.. typeof(LeakSandbox).GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsPrivate && !method.Name.Contains('<', StringComparison.Ordinal))];

        Assert.Equal(typeof(ImmutableArray<LeakClaim>), Assert.Single(reachable).ReturnType);
    }

    [Fact]
    public void Sandbox_IsKnownToTheAuditAlone()
    {
        Type[] leaky = [typeof(LeakSandbox), typeof(SandboxModel)];
        string[] knowing = [.. typeof(LeakSandbox).Assembly.GetTypes()
            .Where(type => type.Namespace != typeof(LeakSandbox).Namespace)
            .Where(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static).Any(field => leaky.Contains(field.FieldType))
                || type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                    .Any(method => Locals(method).Concat(method.GetParameters().Select(parameter => parameter.ParameterType)).Any(leaky.Contains)))
            .Select(type => type.FullName!)];

        Assert.Empty(knowing);
        Assert.DoesNotContain(typeof(FrozenModel), typeof(SandboxModel).GetMethods(BindingFlags.NonPublic | BindingFlags.Static).Select(method => method.ReturnType));
    }

    [Fact]
    public void Shuffled_PatientWithSeveralRows_KeepsOneOutcome()
    {
        CaseTable cases = RandomCohort.Make(50, 2, 0, new SeededRandom(3).For("cohort"), mostRows: 3);
        CaseTable shuffled = PermutationTest.Shuffled(cases, new SeededRandom(9).For("shuffle"));

        Assert.NotEqual(cases.Outcomes, shuffled.Outcomes);
        Assert.All(Enumerable.Range(0, shuffled.Outcomes.Length).GroupBy(row => shuffled.Patients[row]), patient => Assert.Single(patient.Select(row => shuffled.Outcomes[row]).Distinct()));
    }

    [Theory]
    [InlineData(0.50, 0.01, false)]
    [InlineData(0.53, 0.02, false)]
    [InlineData(0.515, 0.001, false)]
    [InlineData(0.60, 0.01, true)]
    public void IsLeak_FarAboveOneHalf(double mean, double error, bool expected) => Assert.Equal(expected, new PermutationResult("m", 0.8, mean, error, 0.7, 0.05).IsLeak);

    /// <summary>L1 as this test would do it itself, step by step, on the same divisions.</summary>
    [Fact]
    public void ScreenedOnAll_IsTheAreaOfStepsLearnedOnEveryRow()
    {
        CaseTable cases = RandomCohort.Make(80, 60, 0, new SeededRandom(2).For("cohort"));
        SeededRandom random = new SeededRandom(4).For("one");
        SeededRandom division = random.For("division 0");
        Fold fold = Split.Holdout(cases, 0.3, division.For("split"));
        ImmutableArray<IFittedStep> steps = SandboxModel.Screening(Split.Whole(cases));
        double[] scores = SandboxModel.Lasso(steps.Aggregate(fold.Training, (rows, step) => rows.After(step)), SandboxModel.Apply(steps, fold.HeldOut.Features), division.For("lasso"));
        LeakClaim claim = new LeakSandbox(cases, 1, random).Claims(1, new Progress<StageProgress>(), TestContext.Current.CancellationToken)[0];

        Assert.Equal(AreaUnderCurve.Value(scores, [.. fold.HeldOut.Rows.Select(row => cases.Outcomes[row])]), claim.Claimed, 12);
    }

    private static IEnumerable<Type> Locals(MethodInfo method) => method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [];

    private static Dictionary<string, LeakClaim> Claims(CaseTable cases, int divisions) => Sandbox(cases, divisions, 2).ToDictionary(claim => claim.Code);

    private static ImmutableArray<LeakClaim> Sandbox(CaseTable cases, int divisions, int jobs) =>
        new LeakSandbox(cases, divisions, new SeededRandom(4).For("sandbox")).Claims(jobs, new Progress<StageProgress>(), TestContext.Current.CancellationToken);
}
