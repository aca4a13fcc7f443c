using Voxopsy.Imaging.Phantoms;
using Voxopsy.Study.Simulation.Anatomies;

namespace Voxopsy.Study.Simulation.Presets;

/// <summary>Synchronous liver metastasis of rectal cancer.</summary>
internal static class RectalPreset
{
    private const double Images = 1.131;
    private const double ImagesOutside = 0.59;

    /// <summary>Clinical factors 1.273 (0.816) and images 1.131 (0.788): together 1.703 (0.886); at the external center images keep 0.59 (0.662).</summary>
    internal static StudyPreset Create() => new()
    {
        Name = "rectal-slm",
        Title = "Synchronous liver metastasis of rectal cancer (simulated)",
        OutcomeColumn = "liver_metastasis",
        OutcomeName = "synchronous liver metastasis",
        Model = new LatentModel(
            [
                .. RenalPresets.Share(1.273, ("cea", 1.0), ("ca199", 0.7)),
                .. RenalPresets.Share(Images, ("adc", -0.7), ("length", 0.5), ("texture", 0.5), ("vein", 0.6)).Select(factor => factor with { Site = "E", SiteShare = ImagesOutside / Images }),
                new Factor("thickness", 0), new Factor("age", 0), new Factor("anal_verge_cm", 0),
            ],
            [
                .. new[] { "adc", "length", "texture", "vein" }.Select(name => new Latent(name, "deep", SourceKind.Image, name, 1)),
                new Latent("thickness", "nuisance", SourceKind.Image, "thickness", 1),
                .. new[] { "cea", "ca199", "age", "anal_verge_cm" }.Select(name => new Latent(name, "clinical", SourceKind.Clinical, name, 1)),
            ],
            [new BinaryMarker("sex", "clinical", 0.62, 0.62)]),
        Sites =
        [
            new("D", 176.0 / 207, 0.50, new Acquisition { SliceMillimeters = 3.5, Noise = 7, KernelMillimeters = 0.4, Bias = 0.1, Kind = NoiseKind.Rician }),
            new("E", 31.0 / 207, 0.50, new Acquisition { SliceMillimeters = 4.5, Noise = 11, KernelMillimeters = 0.7, Bias = 0.2, Gain = 1.5, Kind = NoiseKind.Rician }),
        ],
        Parameters =
        [
            new("length_mm", "length", z => 42 + (11 * z), -2.6, 4.5),
            new("thickness_mm", "thickness", z => 15 + (3 * z), -2, 2.5),
            new("adc", "adc", z => 1.0 + (0.12 * z), -4, 4),
            new("texture_sd", "texture", ParameterMap.Rise(12, 50)),
            new("vein_mm", "vein", ParameterMap.Rise(0.3, 5)),
        ],
        Clinical =
        [
            ClinicalVariable.Category("sex", "sex", "female", "male"),
            ClinicalVariable.Number("age", "year", 61, 10.5, 0),
            ClinicalVariable.Logarithmic("cea", "ng/mL", 7.9, 1.25, 1, 0.05),
            ClinicalVariable.Logarithmic("ca199", "U/mL", 19, 1.1, 1, 0.08),
            ClinicalVariable.Number("anal_verge_cm", "cm", 7.5, 2.5, 1),
        ],
        Anatomy = new RectalImages(),
        PrintedPatients = 207,
        Sealed = [("external-e", "E")],
        Analysis = """
            features:
              t2: {kind: radiomics, roi: tumour, images: [T2], profile: pyradiomics, families: [shape, firstorder, glcm], settings: {bin_count: 32, normalize: 100}}
              adc: {kind: radiomics, roi: tumour-diffusion, images: [ADC], profile: pyradiomics, families: [firstorder, glcm], settings: {bin_width: 50}}
            select: [variance, duplicates, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              clinical: {from: [clinical.cea, clinical.ca199, clinical.sex, clinical.age]}
              images: {from: [t2, adc], signature: true}
              combined: {from: [models.clinical, models.images], nomogram: true}
            """,
    };
}
