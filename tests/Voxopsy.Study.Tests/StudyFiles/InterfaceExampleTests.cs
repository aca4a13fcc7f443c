using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Study.Tests.StudyFiles;

/// <summary>A study file with every kind of section: all of it is understood, and what cannot be done yet is refused by name.</summary>
public sealed class InterfaceExampleTests : IDisposable
{
    private const string Example = """
        voxopsy: 1
        study: {title: "CT deep-learning radiomics for ccRCC WHO/ISUP grade", seed: 20260401, language: en}
        cohorts:
          development: {table: clinical.csv, where: "center in (A, B)"}
          external-c:  {table: clinical.csv, where: "center == C", sealed: true}
        patient: patient_id
        outcome: {column: isup_grade, positive: [3, 4], name: high grade}
        images:
          AP:  {path: "images/{patient_id}/ap.nii.gz", modality: CT}
          PVP: {path: "images/{patient_id}/pvp.nii.gz", modality: CT, register_to: AP}
        masks:
          tumour: {path: "masks/{patient_id}.nii.gz", label: 2, on: AP}
          kidney: {path: "masks/{patient_id}.nii.gz", label: [1, 2], on: AP}
        clinical:
          age: {type: number, unit: year, known: before}
          sex: {type: category, levels: [F, M]}
        missing: {impute: median, max_fraction: 0.2}
        validation: {scheme: holdout, test_fraction: 0.3, stratify: [outcome, center]}
        features:
          rad:  {kind: radiomics, roi: tumour, images: [AP, PVP], profile: ibsi, settings: {resample_mm: [1, 1, 1], bin_width: 25, filters: [log: {sigma_mm: [1, 3]}, wavelet: coif1]}}
          old:  {kind: table, path: pyradiomics.csv, id: case}
          dl:   {kind: deep, network: resnet18, view: 3d, roi: tumour, images: [AP, PVP], fusion: channels, supervision: strong, training: {epochs: 60}}
        select: [variance, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
        models:
          clinical: {from: [clinical], stepwise: aic-both}
          radiomics: {from: [rad], signature: true}
          deep: {from: [dl], signature: true}
          combined: {from: [models.clinical, models.radiomics, models.deep], nomogram: true}
        evaluate: {threshold: youden, bootstrap: 1000, decision_curve: {from: 0.05, to: 0.6}, subgroups: [sex, center], compare: all-pairs}
        report: {formats: [html, pdf], figures: [svg, png], checklists: [tripod+ai, clear]}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("voxopsy-test-").FullName;

    [Fact]
    public void Read_EverySection_RefusesOnlyWhatCannotBeDoneYet()
    {
        StudyException refused = Assert.Throws<StudyException>(() => Read(Example));
        string[] allowed = ["features.dl.kind", "images.PVP.register_to", "report.figures", "report.checklists"];
        Assert.All(refused.Problems, problem => Assert.Contains(allowed, key => problem.Summary.StartsWith($"'{key}'", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_WithoutThose_HasEveryValue()
    {
        string text = Example.Replace(", register_to: AP", string.Empty, StringComparison.Ordinal).Replace(", png", string.Empty, StringComparison.Ordinal).Replace(", clear", string.Empty, StringComparison.Ordinal)
            .Replace(", models.deep]", "]", StringComparison.Ordinal);
        StudyDefinition study = Read(string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("  dl:", StringComparison.Ordinal) && !line.StartsWith("  deep:", StringComparison.Ordinal))));

        RadiomicsDefinition radiomics = study.Features[0].Radiomics;
        Assert.Equal(RadiomicsProfile.Ibsi, radiomics.Profile);
        Assert.Equal([1, 1, 1], radiomics.SpacingMillimeters);
        Assert.Equal(["log", "wavelet"], radiomics.Filters.Select(filter => filter.Name));
        Assert.Equal("center", study.Validation.Center);
        Assert.Equal(["clinical", "radiomics", "combined"], study.Models.Select(model => model.Name));
        Assert.True(study.Cohorts[1].Sealed);
    }

    private StudyDefinition Read(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "study.yaml"), text);
        return StudyFileReader.Read(Path.Combine(_folder, "study.yaml"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
