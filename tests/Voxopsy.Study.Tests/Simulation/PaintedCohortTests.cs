using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Study.Simulation;
using Voxopsy.Study.Tables;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.Simulation;

/// <summary>Phases painted into the masks of the KiTS folder keep what is real: grade, clinical values, volumes.</summary>
public sealed class PaintedCohortTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Fact]
    [Trait("Category", "Oracle")]
    public void Write_RealMasks_KeepsGradeAndVolume()
    {
        OracleTally tally = new("kits, painted");
        string source = ReferenceFolders.Data("kits");
        CellTable real = TableReader.Read(Path.Combine(source, "clinical.csv"));
        SimulationSettings settings = new() { Patients = 4, Seed = 2, Resolution = 64, Jobs = 2 };
        PaintedCohort.Write(source, _folder, settings, new Progress<StageProgress>(), TestContext.Current.CancellationToken);
        CellTable written = TableReader.Read(Path.Combine(_folder, "clinical.csv"));

        for (int row = 0; row < written.Rows.Length; row++)
        {
            string id = written[row, "patient_id"];
            int found = Enumerable.Range(0, real.Rows.Length).Single(other => real[other, "case_id"] == id);
            Volume labels = VolumeReader.Read(Path.Combine(_folder, "masks", id + ".nii.gz"));
            Volume image = VolumeReader.Read(Path.Combine(_folder, "images", id, "ap.nii.gz"));
            float[] tumour = [.. Enumerable.Range(0, labels.Voxels.Length).Where(i => labels.Voxels[i] == 2).Select(i => image.Voxels[i])];
            double drawn = double.Parse(real[found, "tumor_ml"], CultureInfo.InvariantCulture);

            tally.Check(id, "grade", double.Parse(real[found, "isup_grade"], CultureInfo.InvariantCulture), double.Parse(written[row, "isup_grade"], CultureInfo.InvariantCulture), 0, OracleTally.Measure.Absolute);

            // Voxels of 1.6 mm and slices of up to 3 mm cannot keep the volume of a small tumour to the millilitre.
            tally.Check(id, "volume", drawn, tumour.Length * labels.Grid.VoxelVolume / 1000, (0.12 * drawn) + 1, OracleTally.Measure.Absolute);
            tally.Check(id, "median HU", 130, tumour.Order().ElementAt(tumour.Length / 2), 90, OracleTally.Measure.Absolute);
        }

        tally.Finish();
    }

    [Fact]
    public void Write_FolderOfAnotherLayout_SaysWhatIsMissing()
    {
        File.WriteAllText(Path.Combine(_folder, "clinical.csv"), "case_id,batch\nx,A\n");
        StudyException refused = Assert.Throws<StudyException>(() => PaintedCohort.Write(
            _folder, Path.Combine(_folder, "out"), new SimulationSettings { Patients = 1, Seed = 1 }, new Progress<StageProgress>(), TestContext.Current.CancellationToken));

        Assert.Contains("no column 'sex'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SmallMask_PaintsPhasesOnItsGrid()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "masks"));
        Imaging.Geometry.GridSize size = new(30, 30, 20);
        float[] drawn = new float[size.VoxelCount];
        for (int i = 0; i < drawn.Length; i++)
        {
            double x = (i % 30) - 15;
            double y = (i / 30 % 30) - 15;
            double z = (i / 900) - 10;
            drawn[i] = (x * x) + (y * y) + (z * z) < 40 ? 2 : (x * x) + (y * y) + (z * z) < 80 ? 1 : 0;
        }

        Grid grid = Grid.Axial(size, new Imaging.Geometry.VoxelSpacing(1.5, 1.5, 2));
        NiftiWriter.Write(Path.Combine(_folder, "masks", "a.nii.gz"), new Volume(grid, drawn));
        File.WriteAllText(
            Path.Combine(_folder, "clinical.csv"),
            "isup_grade,high_grade,mask,case_id,batch,sex,age,bmi,radiographic_size_cm\n4,1,masks/a.nii.gz,a,B,male,60,31.5,4.2\n1,0,masks/absent.nii.gz,b,A,male,50,28,2\n");
        string output = Path.Combine(_folder, "out");
        SimulationTruth truth = PaintedCohort.Write(_folder, output, new SimulationSettings { Patients = 9, Seed = 1 }, new Progress<StageProgress>(), TestContext.Current.CancellationToken);
        Volume labels = VolumeReader.Read(Path.Combine(output, "masks", "a.nii.gz"));

        Assert.Equal(1, truth.Patients);
        Assert.True(labels.Grid.IsSameAs(VolumeReader.ReadHeader(Path.Combine(output, "images", "a", "ap.nii.gz"))));
        Assert.Contains(2, labels.Voxels.ToArray());
        Assert.Equal("patient_id,center,sex,age,bmi,radiographic_size_cm,isup_grade", File.ReadLines(Path.Combine(output, "clinical.csv")).First());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
