using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Geometry;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Checks;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Tests;

/// <summary>A study of 40 small patients in a folder of its own, whole as it stands; each test breaks one thing.</summary>
internal sealed class SmallStudy : IDisposable
{
    private readonly List<string[]> _rows = [];

    internal SmallStudy()
    {
        Folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;
        SeededRandom random = new SeededRandom(5).For("small study");
        for (int i = 1; i <= 40; i++)
        {
            bool high = i % 2 == 0;
            string age = (50 + (high ? 6 : 0) + (8 * random.NextNormal())).ToString("0", CultureInfo.InvariantCulture);
            _rows.Add([Id(i), high ? "3" : "1", age, random.NextInt(2) == 0 ? "F" : "M", "A"]);
            double radius = (high ? 4.2 : 3.2) + (0.6 * random.NextNormal());
            WriteMask(Id(i), Ball(radius), 2);
            WriteImage(Id(i), random);
        }
    }

    internal string Folder { get; }

    /// <summary>Columns: patient, grade, age, sex, center; a test may change them before it checks.</summary>
    internal List<string[]> Rows => _rows;

    internal string Header { get; set; } = "patient,grade,age,sex,center";

    internal string Text { get; set; } = """
        voxopsy: 1
        study: {title: "Small study", seed: 1}
        cohorts:
          development: {table: clinical.csv}
        patient: patient
        outcome: {column: grade, positive: [3], negative: [1], name: high grade}
        images:
          CT: {path: "{patient}-ct.nii", modality: CT}
        masks:
          lesion: {path: "{patient}.nii", label: 2, on: CT}
        clinical:
          age: {type: number, unit: year, known: before}
          sex: {type: category, levels: [F, M], known: before}
        validation: {scheme: kfold, folds: 4}
        features:
          rad: {kind: radiomics, roi: lesion, images: [CT]}
        models:
          clinical: {from: [clinical]}
          radiomics: {from: [rad], signature: true}
        evaluate: {bootstrap: 20}
        """;

    internal static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"P{i:00}");

    internal static Grid Grid { get; } = new(
        new GridSize(14, 14, 14), new VoxelSpacing(1, 1, 2), new PatientPoint(10, -20, 30), Direction.Identity);

    internal StudyDefinition Definition()
    {
        Write("clinical.csv", Header + "\n" + string.Join('\n', _rows.Select(row => string.Join(',', row))) + "\n");
        Write("study.yaml", Text);
        return StudyFileReader.Read(Path.Combine(Folder, "study.yaml"));
    }

    /// <summary>The messages of a check, the study's folder written as DIR.</summary>
    internal ImmutableArray<string> Messages()
    {
        ImmutableArray<Problem> problems = new StudyPreparation(Definition(), 1, new Progress<StageProgress>()).Check(CancellationToken.None);
        return [.. problems.Where(problem => problem.Severity > Severity.Warning).Select(problem => problem.ToString().Replace(Folder + "/", "DIR/", StringComparison.Ordinal))];
    }

    /// <summary>The messages of a study file that cannot be read.</summary>
    internal ImmutableArray<string> Refusal(out StudyFault fault)
    {
        StudyException refused = Assert.Throws<StudyException>(() => Definition());
        fault = refused.Fault;
        return [.. refused.Problems.Select(problem => problem.ToString().Replace(Folder + "/", "DIR/", StringComparison.Ordinal))];
    }

    internal void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    internal void WriteMask(string patient, float[] labels, int label, Grid? grid = null) =>
        NiftiWriter.Write(Path.Combine(Folder, patient + ".nii"), new Volume(grid ?? Grid, [.. labels.Select(value => value * label)]));

    internal void WriteImage(string patient, SeededRandom random, Action<float[]>? change = null)
    {
        float[] voxels = [.. Enumerable.Range(0, (int)Grid.Size.VoxelCount).Select(_ => (float)(40 + (10 * random.NextNormal())))];
        change?.Invoke(voxels);
        NiftiWriter.Write(Path.Combine(Folder, patient + "-ct.nii"), new Volume(Grid, voxels));
    }

    internal static float[] Ball(double radius)
    {
        float[] ball = new float[Grid.Size.VoxelCount];
        for (int z = 0; z < Grid.Size.Z; z++)
        {
            for (int y = 0; y < Grid.Size.Y; y++)
            {
                for (int x = 0; x < Grid.Size.X; x++)
                {
                    double square = Math.Pow(x - 6.5, 2) + Math.Pow(y - 6.5, 2) + Math.Pow(2 * (z - 6.5), 2);
                    ball[Grid.Size.Offset(x, y, z)] = square <= radius * radius ? 1 : 0;
                }
            }
        }

        return ball;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
