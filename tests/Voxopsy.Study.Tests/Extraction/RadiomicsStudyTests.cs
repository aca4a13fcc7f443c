using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Radiomics.Ibsi;
using Voxopsy.Radiomics.PyRadiomics;
using Voxopsy.Study.StudyFiles;
using Voxopsy.Study.Tables;
using Voxopsy.Testing;

namespace Voxopsy.Study.Tests.Extraction;

/// <summary>A study's radiomics are those of the extractors: the same settings, the same numbers.</summary>
public sealed class RadiomicsStudyTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public void Run_ProfilePyRadiomics_HasEveryValueOfTheExtractor()
    {
        Settings("profile: pyradiomics, settings: {resample_mm: 1, bin_width: 10, filters: [log: {sigma_mm: [1]}, wavelet: coif1, square]}");
        CellTable table = Run(jobs: 2);

        PyRadiomicsSettings settings = new()
        {
            BinWidth = 10,
            ResampledPixelSpacing = [1, 1, 1],
            ImageTypes =
            [
                new ImageTypeSettings("Original"), new ImageTypeSettings("LoG") { Own = new Dictionary<string, object?> { ["sigma"] = 1.0 } },
                new ImageTypeSettings("Wavelet"), new ImageTypeSettings("Square"),
            ],
        };
        (IVoxelSource image, PixelKind kind) = PyRadiomicsImage.Read(Path.Combine(_study.Folder, "P03-ct.nii"));
        IReadOnlyList<PyRadiomicsFeature> expected = PyRadiomicsExtractor.Extract(image, MaskReader.Read(Path.Combine(_study.Folder, "P03.nii"), [2]), settings, kind);

        // 14 of shape, 93 on each of 11 images.
        Assert.Equal(14 + (93 * 11), expected.Count);
        Assert.Equal(expected.Select(feature => feature.Name), table.Columns.Skip(3));
        Assert.Equal(expected.Select(feature => Text(feature.Value.Value)), table.Columns.Skip(3).Select(column => table[2, column]));
    }

    [Fact]
    public void Run_ProfileIbsi_HasEveryFamilyAndTheStatisticsOfResponses()
    {
        Settings("profile: ibsi, settings: {bin_count: 16, filters: [log: {sigma_mm: 2}]}");
        CellTable table = Run(jobs: 1);

        IbsiSettings settings = IbsiParameters.Parse(new Dictionary<string, object?>
        {
            ["discretisation"] = new Dictionary<string, object?> { ["method"] = "fixed_bin_number", ["count"] = 16.0 },
        });
        (IVoxelSource image, _) = PyRadiomicsImage.Read(Path.Combine(_study.Folder, "P03-ct.nii"));
        IReadOnlyList<IbsiFeature> expected = IbsiExtractor.Extract(image, MaskReader.Read(Path.Combine(_study.Folder, "P03.nii"), [2]), settings);

        Assert.Equal(expected.Count + 18, table.Columns.Length - 3);
        Assert.Equal(expected.Select(feature => Text(feature.Value)), table.Columns.Skip(3).Take(expected.Count).Select(column => table[2, column]));
        Assert.Contains("log-2mm_stat_mean", table.Columns);
        Assert.Contains("original_cm_contrast_3d_merged", table.Columns);
    }

    [Fact]
    public void Run_ParameterFile_IsReadAsItIs()
    {
        _study.Write("params.yaml", "setting:\n  binCount: 12\n  resegmentRange: [20, 60]\nimageType:\n  Original: {}\nfeatureClass:\n  glcm: [Contrast, Idn]\n  firstorder:\n");
        Settings("settings: params.yaml");
        CellTable table = Run(jobs: 1);

        Assert.Equal(18 + 2, table.Columns.Length - 3);
        Assert.True(double.Parse(table[0, "original_firstorder_Minimum"], CultureInfo.InvariantCulture) >= 20);
        Assert.True(double.Parse(table[0, "original_glcm_Contrast"], CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public void Run_SettingsFileOfIbsi_MeasuresItsFilters()
    {
        _study.Write("ibsi.yaml", "discretisation: {method: fixed_bin_number, count: 8}\nresponse_bins: 8\nfilters:\n  - {filter: laws, kernels: [E3, L3, S3], name: laws}\n  - {filter: mean, support_voxels: 3}\n");
        Settings("profile: ibsi, settings: ibsi.yaml, families: [statistics, glcm]");
        CellTable table = Run(jobs: 1);

        Assert.Equal(3 * (18 + (2 * 25)), table.Columns.Length - 3);
        Assert.Contains("laws_cm_contrast_3d_merged", table.Columns);
        Assert.Contains("mean-2_stat_mean", table.Columns);
    }

    [Fact]
    public void Run_SettingsChanged_AreNotTakenFromTheCache()
    {
        Settings("profile: pyradiomics, families: [firstorder], settings: {bin_width: 5}");
        string first = Run(jobs: 1)[0, "original_firstorder_Entropy"];
        Settings("profile: pyradiomics, families: [firstorder], settings: {bin_width: 10}");
        Assert.NotEqual(first, Run(jobs: 1)[0, "original_firstorder_Entropy"]);
    }

    [Fact]
    public void Lock_ReadsBackToTheSameStudy()
    {
        Settings("profile: pyradiomics, families: [glcm, shape], settings: {resample_mm: [1, 1, 2], bin_count: 32, normalize: 100, range: [-50, 200], filters: [log: {sigma_mm: [1, 3]}, {wavelet: {kernel: db2, levels: 2}}, gradient]}");
        StudyDefinition study = _study.Definition();
        _study.Write("again.yaml", StudyLock.Text(study, _study.Folder));
        StudyDefinition again = StudyFileReader.Read(Path.Combine(_study.Folder, "again.yaml"));
        Assert.Equal(StudyLock.Text(study, _study.Folder), StudyLock.Text(again, _study.Folder));
        Assert.Equal(2, again.Features[0].Radiomics.Filters[1].Levels);
    }

    [Fact]
    public void Read_SettingsThatCannotBe_AreToldWithTheirReason()
    {
        Settings("profile: ibsi, families: [gldm], settings: {resample_mm: [1, 1], bin_width: 5, bin_count: 8, range: [5, 1], filters: [gradient, wavelet: coif99]}");
        Message.Is(
            """
            error study file: 'features.rad.families' cannot be used   study.yaml, line 16
              found     'gldm'
              expected  one of morphology, local_intensity, statistics, intensity_histogram, intensity_volume_histogram, glcm, glrlm, glszm, gldzm, ngtdm, ngldm
              fix: Name families of the profile, or leave 'families' out for all.
            error study file: 'features.rad.settings.resample_mm' cannot be used   study.yaml, line 16
              found     2 numbers
              expected  one number, or three for x, y and z
              fix: Write one spacing an axis, 0 to keep it.
            error study file: 'features.rad.settings.range' cannot be used   study.yaml, line 16
              found     5 to 1
              expected  two bounds, the smaller first
              fix: Write 'range: [LOW, HIGH]'.
            error study file: 'features.rad.settings.bin_count' cannot be used   study.yaml, line 16
              found     a width and a number of bins
              expected  one of the two
              fix: Remove 'bin_width' or 'bin_count'.
            error study file: 'features.rad.settings.filters' cannot be used   study.yaml, line 16
              found     'gradient'
              expected  log or wavelet for the profile ibsi
              fix: Use 'profile: pyradiomics' for this filter, which IBSI does not define; the other filters of IBSI 2 stand in a settings file ('settings: ibsi.yaml').
            """,
            string.Join('\n', _study.Refusal(out _).Take(5)));
        Assert.Contains("'coif99'", _study.Refusal(out _)[5], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ParameterFileWithAnUnknownKey_IsTold()
    {
        _study.Write("params.yaml", "setting:\n  binWdith: 12\n");
        Settings("settings: params.yaml");
        string refusal = Assert.Single(_study.Refusal(out StudyFault fault));
        Assert.Contains("binWdith", refusal, StringComparison.Ordinal);
        Assert.Equal(StudyFault.WrongUse, fault);
        Settings("settings: nowhere.yaml");
        Assert.Contains("no file 'DIR/nowhere.yaml'", _study.Refusal(out _)[0], StringComparison.Ordinal);
    }

    private void Settings(string keys)
    {
        int start = _study.Text.IndexOf("images: [CT]", StringComparison.Ordinal);
        _study.Text = _study.Text[..start] + $"images: [CT], {keys}}}" + _study.Text[_study.Text.IndexOf('\n', start)..];
    }

    private CellTable Run(int jobs)
    {
        string run = Path.Combine(_study.Folder, "run");
        new StudyRun(_study.Definition(), new RunSettings(run, jobs, RunStage.Features), new Progress<StageProgress>(), TimeProvider.System).Run(CancellationToken.None);
        return TableReader.Read(Path.Combine(run, "features", "rad.csv"));
    }

    private static string Text(double value) => double.IsNaN(value) ? string.Empty : value.ToString("R", CultureInfo.InvariantCulture);

    public void Dispose() => _study.Dispose();
}
