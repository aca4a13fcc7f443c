using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Study.Simulation.Anatomies;

namespace Voxopsy.Study.Simulation.Presets;

/// <summary>Mutation of TP53 in hepatocellular carcinoma.</summary>
internal static class LiverPreset
{
    /// <summary>Clinical 0.45, radiomics 0.45, deep 0.35: together 0.727, an area of 0.696; breathing moves phases by 3 mm.</summary>
    internal static StudyPreset Create() => new()
    {
        Name = "hcc-p53",
        Title = "TP53 mutation of hepatocellular carcinoma (simulated)",
        OutcomeColumn = "tp53_mutated",
        OutcomeName = "TP53 mutation",
        Model = new LatentModel(
            [
                .. RenalPresets.Share(0.45, ("afp", 0.8), ("child_pugh", 0.4), ("albumin", -0.3)),
                .. RenalPresets.Share(0.45, ("size", 0.5), ("necrosis", 0.5), ("texture", 0.6)),
                .. RenalPresets.Share(0.35, ("rim", 0.6), ("halo", 0.8)),
                new Factor("margin", 0), new Factor("age", 0), new Factor("platelets", 0),
            ],
            [
                .. new[] { "size", "necrosis", "texture" }.Select(name => new Latent(name, "radiomics", SourceKind.Image, name, 1)),
                .. new[] { "rim", "halo" }.Select(name => new Latent(name, "deep", SourceKind.Image, name, 1)),
                new Latent("margin", "nuisance", SourceKind.Image, "margin", 1),
                .. new[] { "afp", "child_pugh", "albumin", "age", "platelets" }.Select(name => new Latent(name, "clinical", SourceKind.Clinical, name, 1)),
            ],
            [new BinaryMarker("sex", "clinical", 0.84, 0.84), new BinaryMarker("hbsag", "clinical", 0.8, 0.8)]),
        Sites =
        [
            new("A", 0.65, 0.57, new Acquisition { SliceMillimeters = 3, Noise = 5, KernelMillimeters = 0.6, Bias = 0.2, Kind = NoiseKind.Rician }),
            new("B", 0.35, 0.57, new Acquisition { SliceMillimeters = 4, Noise = 6.5, KernelMillimeters = 0.8, Bias = 0.2, Gain = 1.4, Kind = NoiseKind.Rician }),
        ],
        MotionMillimeters = (3, 3),
        Parameters =
        [
            new("diameter_cm", "size", z => Math.Exp(1.5 + (0.5 * z)), -2.3, 1.9),
            new("roughness", "margin", ParameterMap.Rise(0.02, 0.14)),
            new("necrosis_share", "necrosis", z => 0.5 * (Normal.Cdf(z) - 0.35) / 0.65, Normal.Quantile(0.35)),
            new("texture_sd", "texture", ParameterMap.Rise(6, 30)),
            new("rim_enhancement", "rim", ParameterMap.Rise(-5, 50)),
            new("halo_enhancement", "halo", ParameterMap.Rise(-5, 40)),
        ],
        Clinical =
        [
            ClinicalVariable.Category("sex", "sex", "female", "male"),
            ClinicalVariable.Category("hbsag", "hbsag", "negative", "positive"),
            ClinicalVariable.Number("age", "year", 54, 11, 0),
            ClinicalVariable.Logarithmic("afp", "ng/mL", 27, 2.1, 1, 0.05),
            ClinicalVariable.Number("albumin", "g/L", 41, 4.5, 1),
            ClinicalVariable.Logarithmic("platelets", "10⁹/L", 160, 0.4, 0, 0.05),
            ClinicalVariable.Number("child_pugh", "point", 6, 0.9, 0),
        ],
        Anatomy = new LiverImages(),
        PrintedPatients = 320,
        Validation = "{scheme: holdout, test_fraction: 0.3, stratify: [outcome, center], center: center}",
        Analysis = """
            features:
              rad: {kind: radiomics, roi: lesion, images: [AP, PVP, DP], profile: pyradiomics, families: [shape, firstorder, glcm], settings: {bin_count: 32, normalize: 100}}
            select: [variance, duplicates, {stable: {icc_lower: 0.6}}, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              clinical: {from: [clinical], stepwise: aic-both}
              radiomics: {from: [rad], signature: true}
              combined: {from: [models.clinical, models.radiomics], nomogram: true}
            """,
    };
}
