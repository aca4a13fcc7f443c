using System.Collections.Immutable;
using System.Text.Json;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Selection;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;

namespace Voxopsy.Study.Tests.Steps;

/// <summary>What every step must do: learn from training rows alone, treat each row by itself, never learn again, and survive being written down.</summary>
public sealed class StepContractTests
{
    private static readonly ImmutableArray<string> Sites = ["A", "B"];

    public static TheoryData<string> Names() => [.. All.Keys];

    private static Dictionary<string, IStep> All { get; } = new IStep[]
    {
        new DropConstant(), new DropDuplicates(), new ImputeMedian(), new FillConstants(), new ImputeNeighbors(4), new ImputeChained(), new Standardize(),
        new ScaleColumns(ScaleKind.Robust), new ScaleColumns(ScaleKind.Standard), new TransformPower(), new ExtractComponents(3, 1), new ExtractComponents(0, 0.8),
        new SelectUnivariable(0.5, UnivariableTest.Welch), new SelectUncorrelated(0.5), new SelectRelevant(4, MrmrScheme.Spearman), new SelectNearest(4, 5), new SelectStable(0.75, 0.95),
        new HarmonizeSites("center", Sites, [], new ComBatSettings(), UnseenSite.Refuse),
        new HarmonizeSites("center", Sites, [new FeatureId("clinical.age")], new ComBatSettings { Prior = SiteEffectPrior.NonParametric, ReferenceSite = "A" }, UnseenSite.Reference),
    }.Select((step, i) => (step, name: $"{i + 1} {step.Name}")).ToDictionary(pair => pair.name, pair => pair.step);

    [Fact]
    public void EveryStepOfTheRoom_IsHere()
    {
        Type[] steps = [.. typeof(IStep).Assembly.GetTypes().Where(type => typeof(IStep).IsAssignableFrom(type) && !type.IsInterface)];
        Assert.Equal(steps.Select(type => type.Name).Order(), All.Values.Select(step => step.GetType().Name).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_HeldOutRowsChanged_LearnsTheSame(string name)
    {
        CaseTable cases = Cohort(name);
        Fold fold = Split.Holdout(cases, 0.3, new SeededRandom(2).For("split"));
        HashSet<int> held = [.. fold.HeldOut.Rows];
        CaseTable changed = cases with
        {
            Features = new FeatureTable(
                cases.Features.Subjects,
                cases.Features.Features,
                Enumerable.Range(0, cases.Features.Features.Length).Select(i => cases.Features.Column(i).ToArray()
                    .Select((value, row) => held.Contains(row) && cases.Features.Features[i].Name[0] != '@' ? 50 + (value * 3) : value).ToArray())),
        };
        Fold again = Split.Holdout(changed, 0.3, new SeededRandom(2).For("split"));

        // Both are applied to the same rows: what was learned is all that could differ.
        AssertSame(All[name].Fit(fold.Training).Apply(fold.HeldOut.Features), All[name].Fit(again.Training).Apply(fold.HeldOut.Features));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Apply_OneRowAlone_GetsWhatItGetsAmongOthers(string name)
    {
        Fold fold = Split.Holdout(Cohort(name), 0.3, new SeededRandom(2).For("split"));
        IFittedStep fitted = All[name].Fit(fold.Training);
        FeatureTable together = fitted.Apply(fold.HeldOut.Features);
        for (int row = 0; row < fold.HeldOut.Features.RowCount; row++)
        {
            AssertSame(together.Rows([row]), fitted.Apply(fold.HeldOut.Features.Rows([row])));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Apply_Twice_GivesTheSameAndChangesNoInput(string name)
    {
        Fold fold = Split.Holdout(Cohort(name), 0.3, new SeededRandom(2).For("split"));
        IFittedStep fitted = All[name].Fit(fold.Training);
        double[] before = fold.HeldOut.Features.Column(0).ToArray();
        AssertSame(fitted.Apply(fold.HeldOut.Features), fitted.Apply(fold.HeldOut.Features));
        Assert.Equal(before, fold.HeldOut.Features.Column(0).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fitted_WrittenAndReadAgain_GivesTheSameBits(string name)
    {
        Fold fold = Split.Holdout(Cohort(name), 0.3, new SeededRandom(2).For("split"));
        if (All[name].Fit(fold.Training) is FittedTransform fitted)
        {
            FittedTransform again = JsonSerializer.Deserialize<FittedTransform>(JsonSerializer.Serialize(fitted, ArtifactCache.Json), ArtifactCache.Json)!;
            AssertSame(fitted.Apply(fold.HeldOut.Features), again.Apply(fold.HeldOut.Features));
        }
        else
        {
            // The others are read into coefficients and kept columns before a model is frozen.
            Assert.Contains(All[name].GetType(), (Type[])[typeof(DropConstant), typeof(DropDuplicates), typeof(ImputeMedian), typeof(Standardize), typeof(SelectUnivariable), typeof(SelectUncorrelated), typeof(SelectRelevant), typeof(SelectNearest), typeof(SelectStable)]);
        }
    }

    [Fact]
    public void Harmonize_TrainingRows_AreThoseOfComBat()
    {
        TrainingSet training = Split.Whole(Cohort("plain"));
        FeatureTable table = training.Features;
        FeatureId age = new("clinical.age");
        FeatureId[] features = [.. table.Features.Where(feature => feature.Name.StartsWith("rad.", StringComparison.Ordinal))];
        string[] sites = [.. table[SiteColumn.Of("center")].ToArray().Select(code => Sites[(int)code])];
        Matrix expected = ComBat.Fit(Matrix.FromTable(table.Select(features)), sites, Matrix.FromTable(table.Select([age])))
            .Apply(Matrix.FromTable(table.Select(features)), sites, Matrix.FromTable(table.Select([age])));
        FeatureTable found = new HarmonizeSites("center", Sites, [age], new ComBatSettings(), UnseenSite.Refuse).Fit(training).Apply(table);

        Assert.DoesNotContain(SiteColumn.Of("center"), found.Features);
        Assert.Equal(table[age].ToArray(), found[age].ToArray());
        for (int f = 0; f < features.Length; f++)
        {
            for (int row = 0; row < found.RowCount; row++)
            {
                Assert.Equal(expected[row, f], found[features[f]][row], 1e-10);
            }
        }
    }

    [Fact]
    public void Harmonize_SiteNeverSeen_FollowsTheDeclaredPolicy()
    {
        CaseTable cases = Cohort("plain");
        TrainingSet training = Split.Whole(cases);
        ImmutableArray<string> names = [.. Sites, "C"];
        FeatureTable stranger = new(
            ["X"], cases.Features.Features, cases.Features.Features.Select(feature => new[] { SiteColumn.Is(feature) ? 2.0 : 1.5 }));

        HarmonizationException refused = Assert.Throws<HarmonizationException>(() => new HarmonizeSites("center", names, [], new ComBatSettings(), UnseenSite.Refuse).Fit(training).Apply(stranger));
        Assert.Contains("'C' in column 'center' (case X) was not among the training sites A, B", refused.Message, StringComparison.Ordinal);
        FeatureTable kept = new HarmonizeSites("center", names, [], new ComBatSettings(), UnseenSite.Pooled).Fit(training).Apply(stranger);
        Assert.All(kept.Features, feature => Assert.Equal(1.5, kept[feature][0]));
    }

    [Fact]
    public void Components_OfTrainingRows_AreThoseOfTheDecomposition()
    {
        TrainingSet training = Split.Whole(Cohort("plain"));
        training = training.After(new KeptColumns([.. training.Features.Features.Where(feature => feature.Name.StartsWith("rad.", StringComparison.Ordinal))]));
        FeatureTable expected = PrincipalComponents.Fit(training.Features).Apply(training.Features, 3);
        FeatureTable found = new ExtractComponents(3, 1).Fit(training).Apply(training.Features);
        Assert.Equal(expected.Features, found.Features);
        for (int i = 0; i < 3; i++)
        {
            for (int row = 0; row < found.RowCount; row++)
            {
                Assert.Equal(expected.Column(i)[row], found.Column(i)[row], 1e-10);
            }
        }
    }

    /// <summary>Correlated columns on two sites; missing values for the steps that fill them.</summary>
    private static CaseTable Cohort(string name)
    {
        SeededRandom random = new SeededRandom(6).For("steps");
        CaseTable plain = RandomCohort.Make(80, 8, 1, random);
        bool hasGaps = name.Contains("impute", StringComparison.Ordinal);
        double[] site = [.. plain.Centers.Select(center => center == "A" ? 0.0 : 1.0)];
        double[] age = [.. Enumerable.Range(0, site.Length).Select(_ => 60 + (10 * random.NextNormal()))];
        IEnumerable<double[]> columns = Enumerable.Range(0, 8).Select(i => plain.Features.Column(i).ToArray()
            .Select((value, row) => hasGaps && (row + (5 * i)) % 11 == 0 ? double.NaN : value + (site[row] * (1 + (0.2 * i)))).ToArray());
        bool labelled = name.Contains("ComBat", StringComparison.Ordinal) || name == "plain";
        return plain with
        {
            Features = new FeatureTable(
                plain.Features.Subjects,
                [.. plain.Features.Features, new FeatureId("clinical.age"), .. labelled ? [SiteColumn.Of("center")] : Array.Empty<FeatureId>()],
                [.. columns, age, .. labelled ? [site] : Array.Empty<double[]>()]),
            Repeats =
            [
                new RepeatedFeatures(RepeatSource.Reader, new FeatureTable(
                    plain.Features.Subjects, plain.Features.Features, Enumerable.Range(0, 8).Select(i => plain.Features.Column(i).ToArray().Select((value, row) => value + (site[row] * (1 + (0.2 * i))) + (0.15 * i * random.NextNormal())).ToArray()))),
            ],
        };
    }

    private static void AssertSame(FeatureTable expected, FeatureTable found)
    {
        Assert.Equal(expected.Features, found.Features);
        for (int i = 0; i < expected.Features.Length; i++)
        {
            Assert.Equal(expected.Column(i).ToArray(), found.Column(i).ToArray());
        }
    }
}
