using Voxopsy.Study.Leakage;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Tests.Leakage;

/// <summary>An audit of a whole run.</summary>
public sealed class LeakageAuditTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Run_FinishedRun_AnswersAllThreeQuestions()
    {
        StudyDefinition definition = _study.Definition();
        string folder = Path.Combine(_study.Folder, "run");
        _ = new StudyRun(definition, new RunSettings(folder, 1, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System).Run(TestContext.Current.CancellationToken);
        LeakageReport report = LeakageAudit.Run(folder, new LeakageAuditSettings(3, 2, 2), new Progress<StageProgress>(), TestContext.Current.CancellationToken);

        Assert.All(report.Rules, rule => Assert.Equal(LeakVerdict.Kept, rule.Verdict));
        Assert.Equal(["clinical", "radiomics"], report.Permutations.Select(result => result.Model));
        Assert.All(report.Permutations, result => Assert.InRange(result.P, 0.25, 1));
        Assert.Equal(6, report.Claims.Length);
        Assert.Empty(report.NotPermuted);
    }

    [Fact]
    public void Run_FolderWithoutARun_SaysWhatIsMissing()
    {
        StudyException refused = Assert.Throws<StudyException>(() => LeakageAudit.Run(_study.Folder, new LeakageAuditSettings(0, 0, 1), new Progress<StageProgress>(), TestContext.Current.CancellationToken));

        Assert.Equal(StudyFault.MissingFile, refused.Fault);
        Assert.Contains("plan.json", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();
}
