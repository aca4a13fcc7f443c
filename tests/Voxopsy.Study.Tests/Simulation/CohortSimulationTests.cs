using System.Globalization;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Simulation;
using Voxopsy.Study.Simulation.Presets;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Tests.Simulation;

/// <summary>Cohorts on disk: the same bytes however they are drawn, and study files that run on them.</summary>
public sealed class CohortSimulationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    public static TheoryData<string> Presets() => [.. CohortSimulation.Presets];

    [Fact]
    public void Anchor90_TwentyThousandPatients_HasTheAreaAndTheCalibrationItPromises()
    {
        SimulationTruth truth = Write("anchor90", new SimulationSettings { Patients = 20000, Seed = 1, Content = SimulatedContent.LatentsOnly });

        Assert.Equal(0.900, truth.Sources[0].BayesArea, 0.0005);
        Assert.Equal(0.900, truth.Sources[0].DrawnArea, 0.005);
        Assert.Equal(1, truth.CalibrationSlope, 0.03);
    }

    [Fact]
    public void Null_Posterior_IsThePrevalenceOfEach()
    {
        SimulationTruth truth = Write("null", new SimulationSettings { Patients = 500, Seed = 1, Content = SimulatedContent.LatentsOnly });
        CellTable table = TableReader.Read(Path.Combine(_folder, "truth.csv"));

        Assert.All(truth.Sources, source => Assert.Equal(0.5, source.DrawnArea));
        Assert.All(Enumerable.Range(0, 500), row => Assert.Equal("0.4", table[row, "posterior"]));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Write_FromAnyJobsAndAmongMorePatients_GivesTheSameBytes(string preset)
    {
        SimulationSettings settings = new() { Patients = 2, Seed = 5, Resolution = 24 };
        Write(preset, settings);
        Dictionary<string, string> one = Files("S00001");
        string firstRow = File.ReadLines(Path.Combine(_folder, "truth.csv")).ElementAt(1);
        Directory.Delete(_folder, recursive: true);
        Write(preset, settings with { Patients = 4, Jobs = 3 });

        Assert.NotEmpty(one);
        Assert.Equal(one, Files("S00001"));
        Assert.Equal(firstRow, File.ReadLines(Path.Combine(_folder, "truth.csv")).ElementAt(1));
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void StudyFile_OfEveryPreset_PassesItsChecks(string preset)
    {
        Write(preset, new SimulationSettings { Patients = 60, Seed = 3, Resolution = 16, Jobs = 2 });
        StudyDefinition study = StudyFileReader.Read(Path.Combine(_folder, "study.yaml"));
        Problem[] problems = [.. new StudyPreparation(study, 2, new Progress<StageProgress>()).Check(TestContext.Current.CancellationToken)];

        Assert.DoesNotContain(problems, problem => problem.Severity is Severity.Error or Severity.CaseError);
    }

    [Fact]
    public void Sites_HaveTheCountsOfThePrintedStudies()
    {
        StudyPreset hematoma = PresetCatalog.Named("cvt-hematoma");
        StudyPreset rectal = PresetCatalog.Named("rectal-slm");

        Assert.Equal([192, 83], SimulatedSite.Assign([.. hematoma.Sites], 275).CountBy(site => site.Name).Select(pair => pair.Value));
        Assert.Equal([176, 31], SimulatedSite.Assign([.. rectal.Sites], 207).CountBy(site => site.Name).Select(pair => pair.Value));
    }

    [Fact]
    public void Missing_FollowsTheCenterAndNotTheOutcome()
    {
        Write("anchor90", new SimulationSettings { Patients = 12000, Seed = 1, Content = SimulatedContent.LatentsOnly });
        CellTable table = TableReader.Read(Path.Combine(_folder, "clinical.csv"));
        double Missing(string column, string value) => Enumerable.Range(0, table.Rows.Length).Where(row => table[row, column] == value).Average(row => table[row, "egfr"].Length == 0 ? 1.0 : 0);

        Assert.Equal(0.0667, Missing("center", "A"), 0.015);
        Assert.Equal(0.1333, Missing("center", "C"), 0.02);
        Assert.Equal(Missing("high_grade", "0"), Missing("high_grade", "1"), 0.015);
    }

    [Fact]
    public void Confounding_LinksCenterAndOutcome()
    {
        Write("null", new SimulationSettings { Patients = 6000, Seed = 1, Content = SimulatedContent.LatentsOnly, Confounding = 1 });
        CellTable table = TableReader.Read(Path.Combine(_folder, "truth.csv"));
        double Share(string center) => Enumerable.Range(0, table.Rows.Length).Where(row => table[row, "center"] == center)
            .Average(row => double.Parse(table[row, "outcome"], CultureInfo.InvariantCulture));

        Assert.Equal(0.197, Share("A"), 0.03);
        Assert.Equal(0.644, Share("C"), 0.04);
    }

    private SimulationTruth Write(string preset, SimulationSettings settings) =>
        CohortSimulation.Write(preset, _folder, settings, new Progress<StageProgress>(), TestContext.Current.CancellationToken);

    private Dictionary<string, string> Files(string patient) => Directory.EnumerateFiles(_folder, "*.nii.gz", SearchOption.AllDirectories)
        .Where(file => file.Contains(patient, StringComparison.Ordinal))
        .ToDictionary(file => Path.GetRelativePath(_folder, file), file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
