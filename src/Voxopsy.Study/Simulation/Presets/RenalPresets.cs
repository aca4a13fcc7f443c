using System.Collections.Immutable;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Study.Simulation.Anatomies;

namespace Voxopsy.Study.Simulation.Presets;

/// <summary>Studies of a renal tumour: grade from two phases, from three phases, and the two presets that tests stand on.</summary>
internal static class RenalPresets
{
    private const double NecrosisStart = 0.45;
    private static readonly double s_necrosisFrom = Normal.Quantile(NecrosisStart);

    private static readonly Acquisition s_a = new() { SliceMillimeters = 1.6, Noise = 12, KernelMillimeters = 0.55 };
    private static readonly Acquisition s_b = new() { SliceMillimeters = 3, Noise = 16, KernelMillimeters = 0.8, Offset = 4, ContrastGain = 0.93 };
    private static readonly Acquisition s_c = new() { SliceMillimeters = 5, Noise = 20, KernelMillimeters = 0.45, Offset = -5, ContrastGain = 1.08 };

    private static readonly ImmutableArray<(string, RenalPhase)> s_arterialAndVenous = [("AP", RenalPhase.Corticomedullary), ("PVP", RenalPhase.Nephrographic)];
    private static readonly ImmutableArray<(string, RenalPhase)> s_threePhases =
        [("CMP", RenalPhase.Corticomedullary), ("NP", RenalPhase.Nephrographic), ("UP", RenalPhase.Unenhanced)];

    /// <summary>Tumour 0.85 and kidney 0.66: together 1.076, an area of 0.777. Clinical values only echo what images show.</summary>
    internal static StudyPreset CcrccGrade() => new()
    {
        Name = "ccrcc-grade",
        Title = "WHO/ISUP grade of clear-cell renal cell carcinoma (simulated)",
        OutcomeColumn = "isup_grade",
        OutcomeName = "high grade",
        IsGraded = true,
        Model = new LatentModel(
            [
                .. Share(0.85, ("size", 0.40), ("necrosis", 0.46), ("texture", 0.475), ("margin", 0.25), ("enhancement", 0.25)),
                .. Share(0.66, ("stranding", 0.50), ("thinning", 0.43)),
            ],
            [
                .. new[] { "size", "necrosis", "texture", "margin", "enhancement" }.Select(name => new Latent(name, "tumour", SourceKind.Image, name, 1)),
                .. new[] { "stranding", "thinning" }.Select(name => new Latent(name, "kidney", SourceKind.Image, name, 1)),
                new Latent("radiographic_size_cm", "clinical", SourceKind.Clinical, "size", 0.98),
                new Latent("age", "clinical", SourceKind.Clinical, "thinning", 0.35),
                new Latent("bmi", "clinical", SourceKind.Clinical, "stranding", -0.3),
                new Latent("egfr", "clinical", SourceKind.Clinical, "thinning", -0.5),
                new Latent("hemoglobin", "clinical", SourceKind.Clinical, "necrosis", -0.3),
            ],
            [new BinaryMarker("sex", "clinical", 0.66, 0.66)]),
        Sites = [new("A", 0.40, 0.40, s_a), new("B", 0.35, 0.40, s_b), new("C", 0.25, 0.40, s_c)],
        Parameters = Tumour(),
        Clinical =
        [
            ClinicalVariable.Category("sex", "sex", "female", "male"),
            ClinicalVariable.Number("age", "year", 59.5, 12.4, 0),
            ClinicalVariable.Number("bmi", "kg/m²", 31, 6.6, 1, 0.05),
            ClinicalVariable.Number("egfr", "mL/min/1.73 m²", 68.5, 13.5, 0, 0.10),
            ClinicalVariable.Number("hemoglobin", "g/L", 135, 17.5, 0, 0.07),
            new("radiographic_size_cm", "cm", "radiographic_size_cm", z => Math.Clamp(Math.Exp(1.51 + (0.50 * z)), 1, 13), 1, 0),
        ],
        Anatomy = new RenalImages(s_arterialAndVenous, false, 0.10),
        PrintedPatients = 483,
        Sealed = [("external-c", "C")],
        Analysis = """
            features:
              tumour: {kind: radiomics, roi: tumour, images: [AP, PVP], profile: pyradiomics, families: [firstorder, glcm, glrlm], settings: {bin_width: 25}}
              kidney: {kind: radiomics, roi: kidney, images: [AP, PVP], profile: pyradiomics, families: [shape, firstorder], settings: {bin_width: 25}}
              shape: {kind: radiomics, roi: tumour, families: [shape]}
            select: [variance, duplicates, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              size: {from: [clinical.radiographic_size_cm]}
              clinical: {from: [clinical], stepwise: aic-both}
              tumour: {from: [tumour, shape], signature: true}
              kidney: {from: [kidney], signature: true}
              combined: {from: [models.tumour, models.kidney], nomogram: true}
            """,
    };

    /// <summary>One lesion seen through three phases of rising noise: z_phase = z + N(0, τ²), d′ of z 2.0, τ 0.23, 0.95 and 1.98.</summary>
    internal static StudyPreset WeakStrong() => new()
    {
        Name = "weak-strong",
        Title = "Aggressive renal tumours from three phases, with and without a mask (simulated)",
        OutcomeColumn = "aggressive",
        OutcomeName = "aggressive tumour",
        Model = new LatentModel(
            [new Factor("lesion", 2.0), .. Neutral("size", "necrosis", "margin", "length", "stranding", "thinning", "age")],
            [
                Phase("cmp", 0.23), Phase("np", 0.95), Phase("up", 1.98),
                .. new[] { "size", "necrosis", "margin", "length", "stranding", "thinning" }.Select(name => new Latent(name, "nuisance", SourceKind.Image, name, 1)),
                new Latent("age", "clinical", SourceKind.Clinical, "age", 1),
            ],
            [new BinaryMarker("sex", "clinical", 0.66, 0.66)]),
        Sites = [new("A", 0.6, 0.46, s_a), new("B", 0.4, 0.46, s_b)],
        Parameters =
        [
            .. Tumour().Where(map => map.Latent is not ("texture" or "enhancement")),
            new("texture_length_mm", "length", ParameterMap.Rise(1.6, 5)),
            .. new[] { "cmp", "np", "up" }.SelectMany(phase => new ParameterMap[]
            {
                // A phase that shows little of a pattern is given a stronger one, so that its noise τ alone decides what it tells.
                new("texture_sd_hu_" + phase, phase, ParameterMap.Rise(6, 46, 1.2)),
                new("enhancement_hu_" + phase, phase, z => -22 * z),
            }),
        ],
        Clinical = [ClinicalVariable.Category("sex", "sex", "female", "male"), ClinicalVariable.Number("age", "year", 59, 12, 0)],
        Anatomy = new RenalImages(s_threePhases, true, 0.05),
        PrintedPatients = 300,
        Validation = "{scheme: holdout, test_fraction: 0.3, stratify: [outcome, center], center: center}",
        Analysis = """
            features:
              cmp: {kind: radiomics, roi: tumour, images: [CMP], profile: pyradiomics, families: [firstorder, glcm], settings: {bin_width: 25}}
              np: {kind: radiomics, roi: tumour, images: [NP], profile: pyradiomics, families: [firstorder, glcm], settings: {bin_width: 25}}
              up: {kind: radiomics, roi: tumour, images: [UP], profile: pyradiomics, families: [firstorder, glcm], settings: {bin_width: 25}}
            select: [variance, duplicates, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              clinical: {from: [clinical]}
              cmp: {from: [cmp], signature: true}
              np: {from: [np], signature: true}
              up: {from: [up], signature: true}
              combined: {from: [models.cmp, models.np, models.up], nomogram: true}
            """,
    };

    /// <summary>Five image latents of 1.670 (0.881) and clinical ones of 0.70: together 1.811, an area of 0.900.</summary>
    internal static StudyPreset Anchor90() => Anchor("anchor90", "A cohort whose best possible area is 0.900 (simulated)", 1);

    /// <summary>The same patients with nothing to find.</summary>
    internal static StudyPreset Null() => Anchor("null", "A cohort in which nothing tells the outcome (simulated)", 0);

    /// <summary>Real kidneys: size, shape and clinical values are those of real patients; texture, necrosis and enhancement are drawn from the real grade.</summary>
    internal static StudyPreset Painted() => CcrccGrade() with
    {
        Name = "kits",
        Title = "WHO/ISUP grade of clear-cell renal cell carcinoma: real masks and grades, painted phases",
        OutcomeColumn = "isup_grade",
        Model = new LatentModel(
            [new Factor("necrosis", 0.46), new Factor("texture", 0.475), new Factor("enhancement", 0.25)],
            [.. new[] { "necrosis", "texture", "enhancement" }.Select(name => new Latent(name, "tumour", SourceKind.Image, name, 1))],
            []),
        Parameters = [.. Tumour().Where(map => map.Latent is "necrosis" or "texture" or "enhancement")],
        Sites = [new("A", 0.66, 0.40, s_a), new("B", 0.34, 0.40, s_b)],
        Clinical =
        [
            ClinicalVariable.Category("sex", "sex", "female", "male"),
            ClinicalVariable.Number("age", "year", 0, 0, 0),
            ClinicalVariable.Number("bmi", "kg/m²", 0, 0, 0),
            ClinicalVariable.Number("radiographic_size_cm", "cm", 0, 0, 0),
        ],
        Sealed = [("external-b", "B")],
    };

    private static StudyPreset Anchor(string name, string title, double scale) => new()
    {
        Name = name,
        Title = title,
        OutcomeColumn = "high_grade",
        OutcomeName = "high grade",
        Model = new LatentModel(
            [
                new("size", 0.92 * scale), new("necrosis", 0.80 * scale), new("texture", 0.80 * scale), new("margin", 0.60 * scale), new("enhancement", 0.55 * scale),
                .. Share(0.70 * scale, ("age", 0.32), ("bmi", -0.44), ("egfr", -0.44)),
                .. Neutral("stranding", "thinning"),
            ],
            [
                .. new[] { "size", "necrosis", "texture", "margin", "enhancement" }.Select(latent => new Latent(latent, "tumour", SourceKind.Image, latent, 1)),
                .. new[] { "age", "bmi", "egfr" }.Select(latent => new Latent(latent, "clinical", SourceKind.Clinical, latent, 1)),
                .. new[] { "stranding", "thinning" }.Select(latent => new Latent(latent, "nuisance", SourceKind.Image, latent, 1)),
            ],
            [new BinaryMarker("sex", "clinical", 0.66, 0.66)]),
        Sites = [new("A", 0.40, 0.40, s_a), new("B", 0.35, 0.40, s_b), new("C", 0.25, 0.40, s_c)],
        Parameters = Tumour(),
        Clinical =
        [
            ClinicalVariable.Category("sex", "sex", "female", "male"),
            ClinicalVariable.Number("age", "year", 59.5, 12.4, 0),
            ClinicalVariable.Number("bmi", "kg/m²", 31, 6.6, 1, 0.05),
            ClinicalVariable.Number("egfr", "mL/min/1.73 m²", 68.5, 13.5, 0, 0.10),
        ],
        Anatomy = new RenalImages(s_threePhases, false, 0.10),
        PrintedPatients = 300,
        Analysis = """
            features:
              rad: {kind: radiomics, roi: tumour, images: [CMP, NP, UP], profile: pyradiomics, families: [shape, firstorder, glcm], settings: {bin_width: 25}}
            select: [variance, duplicates, {univariable: {p: 0.05}}, {correlation: {spearman: 0.9}}, {lasso: {folds: 10, rule: min}}]
            models:
              clinical: {from: [clinical]}
              radiomics: {from: [rad], signature: true}
              combined: {from: [models.clinical, models.radiomics], nomogram: true}
            """,
    };

    /// <summary>Diameter from the KiTS cohorts; necrosis begins above the 45th percentile of its latent; the others rise between two limits.</summary>
    private static ImmutableArray<ParameterMap> Tumour() =>
    [
        new("diameter_cm", "size", z => Math.Exp(1.51 + (0.50 * z)), (Math.Log(1.2) - 1.51) / 0.50, (Math.Log(12) - 1.51) / 0.50),
        new("roughness", "margin", ParameterMap.Rise(0.02, 0.18, 1.6)),
        new("necrosis_share", "necrosis", z => 0.5 * (Normal.Cdf(z) - NecrosisStart) / (1 - NecrosisStart), s_necrosisFrom),
        new("texture_sd_hu", "texture", ParameterMap.Rise(10, 38, 1.6)),
        new("texture_length_mm", "texture", ParameterMap.Rise(1.6, 5, 1.6)),
        new("enhancement_hu", "enhancement", z => -18 * z),
        new("stranding", "stranding", ParameterMap.Rise(0.05, 0.6)),
        new("cortex_mm", "thinning", ParameterMap.Rise(9.5, 4.5)),
    ];

    private static Latent Phase(string name, double noise) => new(name, name, SourceKind.Image, "lesion", 1 / Math.Sqrt(1 + (noise * noise)));

    private static IEnumerable<Factor> Neutral(params string[] names) => names.Select(name => new Factor(name, 0));

    /// <summary>Factors in given proportions whose separations make one together.</summary>
    internal static IEnumerable<Factor> Share(double together, params (string Name, double Weight)[] factors)
    {
        double length = Math.Sqrt(factors.Sum(factor => factor.Weight * factor.Weight));
        return factors.Select(factor => new Factor(factor.Name, together * factor.Weight / length));
    }
}
