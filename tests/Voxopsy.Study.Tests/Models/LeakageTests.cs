using System.Collections.Immutable;
using System.Reflection;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Models;
using Voxopsy.Study.Splits;
using Voxopsy.Study.Steps;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Tests.Models;

/// <summary>Held-out rows cannot teach: by type, and by changing them and seeing nothing change.</summary>
public sealed class LeakageTests : IDisposable
{
    private readonly SmallStudy _files = new();

    [Fact]
    public void EveryStep_LearnsFromATrainingSetAlone()
    {
        MethodInfo[] fits = [.. typeof(IStep).Assembly.GetTypes()
            .Where(type => typeof(IStep).IsAssignableFrom(type) && !type.IsInterface)
            .SelectMany(type => type.GetMethods())
            .Where(method => method.Name == nameof(IStep.Fit))];

        Assert.NotEmpty(fits);
        Assert.All(fits, fit => Assert.Equal([typeof(TrainingSet)], fit.GetParameters().Select(parameter => parameter.ParameterType)));
    }

    [Fact]
    public void NothingPublic_MakesATrainingSetOrTakesAHeldOutSetToFit()
    {
        Assert.Empty(typeof(TrainingSet).GetConstructors());
        Assert.Empty(typeof(HeldOutSet).GetConstructors());
        Assert.Empty(typeof(OutOfFoldScores).GetConstructors());
        Assert.DoesNotContain(
            typeof(HeldOutSet).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)),
            method => method.Name.StartsWith("Fit", StringComparison.Ordinal) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(HeldOutSet)));
    }

    [Fact]
    public void OnlySplit_MakesTrainingSets()
    {
        string sources = Path.Combine(Testing.ReferenceFolders.Checkout, "src", "Voxopsy.Study");
        string[] makers = [.. Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file) is string text && (text.Contains("new TrainingSet(", StringComparison.Ordinal) || text.Contains("new HeldOutSet(", StringComparison.Ordinal) || text.Contains("new OutOfFoldScores(", StringComparison.Ordinal)))
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)];

        // A training set also remakes itself after a fitted step.
        Assert.Equal(["Split.cs", "TrainingSet.cs"], makers);
    }

    [Fact]
    public void Fit_HeldOutRowsReplacedByNoise_ChangesNoCoefficientAndNoThreshold()
    {
        StudyDefinition study = Definition();
        CaseTable cases = RandomCohort.Make(120, 12, 1.2, new SeededRandom(4).For("cohort"));
        Fold fold = Split.Holdout(cases, 0.3, new SeededRandom(4).For("split"));
        HashSet<int> held = [.. fold.HeldOut.Rows];
        SeededRandom noise = new SeededRandom(5).For("noise");
        CaseTable changed = cases with
        {
            Features = new FeatureTable(
                cases.Features.Subjects,
                cases.Features.Features,
                Enumerable.Range(0, cases.Features.Features.Length).Select(i => cases.Features.Column(i).ToArray().Select((value, row) => held.Contains(row) ? 1000 * noise.NextNormal() : value).ToArray())),
        };
        Fold again = Split.Holdout(changed, 0.3, new SeededRandom(4).For("split"));

        Assert.Equal(fold.HeldOut.Rows, again.HeldOut.Rows);
        Assert.Equal(FrozenModel.HashOf(Fit(study, cases, fold)), FrozenModel.HashOf(Fit(study, changed, again)));
    }

    private static IEnumerable<FrozenModel> Fit(StudyDefinition study, CaseTable cases, Fold fold)
    {
        TermCatalog catalog = TermCatalog.Of(Study.Cohorts.ClinicalColumns.For(study with { Clinical = [] }, null!), [("rad", cases.Features)]);
        ImmutableArray<ModelFit> fits = new ModelFitter(study, catalog).Fit(fold.Training, new SeededRandom(4).For("fit"));
        return fits.Select(fit => fit.Model);
    }

    private StudyDefinition Definition()
    {
        _files.Text = _files.Text.Replace("  clinical: {from: [clinical]}\n", string.Empty, StringComparison.Ordinal);
        return _files.Definition();
    }

    public void Dispose() => _files.Dispose();
}
